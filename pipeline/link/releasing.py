"""A person's word that releases what a run withheld of a source, as one row of accept.csv."""

from __future__ import annotations

from datetime import date

from pipeline.changes.release import withheld_of
from pipeline.errors import UsageError
from pipeline.link.decisions import Decisions
from pipeline.link.ruling import Said, Tables


def release(
    run_id: str, source_id: str, tables: Tables, decisions: Decisions, *, why: str, author: str, day: date
) -> Said:
    """The row that releases, bound to the digest of what is withheld.

    UsageError if that run withheld nothing of that source, if it is released already, and for an empty reason.
    """
    for name, value in (("--why", why), ("--author", author)):
        if not value.strip():
            raise UsageError(f"{name} is empty; a release carries its reason and who gave it", where=name)
    withheld = withheld_of(tables.get("runs", ()), run_id, source_id)
    if withheld is None:
        raise UsageError(
            f"run {run_id} withheld nothing of {source_id}; `litfass review --kind withheld` lists what waits",
            where=run_id,
        )
    digest = str(withheld["digest"])
    held = (run_id, source_id, digest)
    if any(
        tuple(row.values[name] for name in ("run_id", "source_id", "digest")) == held for row in decisions.accepted()
    ):
        raise UsageError(f"run {run_id} is released for {source_id} already; it acts once", where=run_id)
    parts = [f"{len(withheld['removals'])} removals", f"{len(withheld['fields'])} emptied fields"]
    return Said(
        file="accept.csv",
        values={
            "day": day.isoformat(), "author": " ".join(author.split()), "reason": " ".join(why.split()),
            "run_id": run_id, "source_id": source_id, "digest": digest,
        },
        sentence=f"{source_id}: {' and '.join(parts)} withheld by run {run_id} count from the next night on",
    )  # fmt: skip
