"""Is this machine ready for the night: each finding is a sentence, with the mend where one is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from packaging.specifiers import SpecifierSet

from pipeline.adapters import machine
from pipeline.adapters.folder import folder_kind
from pipeline.adapters.raw_store import RawStore
from pipeline.adapters.releases import ReleaseStore
from pipeline.berlin import BERLIN
from pipeline.errors import PipelineError
from pipeline.models import Run, Sites
from pipeline.settings import PLACEHOLDER_CONTACT, Settings

LITTLE, TOO_LITTLE = 2_000_000_000, 200_000_000  # bytes free: a night takes some megabytes, a release some more
NIGHT_IS_OVER = 6  # o'clock: before that, tonight's run may still be to come
LOOK_BACK = 14  # nights


class Level(StrEnum):
    """ok, warn: works, but look at it; fail: a night cannot run, or would go wrong."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's answer; `mend` says what to do, '' if there is nothing to do."""

    check: str
    level: Level
    sentence: str
    mend: str = ""


def examine(settings: Settings, now: datetime) -> tuple[Finding, ...]:
    """Every check of this machine and data folder, except those that need Prefect; `now` has a zone."""
    return (
        python_finding(),
        *package_findings(),
        contact_finding(settings),
        *disk_findings(settings),
        kind_finding(settings),
        lock_finding(settings),
        *archive_findings(settings, now.astimezone(BERLIN)),
        zone_finding(),
    )


def _ok(check: str, sentence: str) -> Finding:
    return Finding(check=check, level=Level.OK, sentence=sentence)


def python_finding() -> Finding:
    """Whether the running Python is one that Litfass is made for."""
    found, wanted = machine.python_version(), machine.python_wanted()
    if SpecifierSet(wanted).contains(found):
        return _ok("python", f"Python {found}")
    mend = f"make the environment anew with a Python {wanted}"
    return Finding(check="python", level=Level.FAIL, sentence=f"Python {found}, expected {wanted}", mend=mend)


def package_findings() -> Iterator[Finding]:
    """Whether every package is there in a version that was tried; a wrong one can fail silently, such as a scheduler
    that never starts a night."""
    unmet = list(machine.unmet_pins())
    for wanted, found in unmet:
        yield Finding(
            check="packages",
            level=Level.FAIL,
            sentence=f"{wanted} is wanted, {found} is installed",
            mend="install again with the pins: pip install -c constraints.txt -e .",
        )
    if not unmet:
        yield _ok("packages", "every package, Prefect among them, is there in a version that was tried")


def contact_finding(settings: Settings) -> Finding:
    """Whether the user agent says whom a site could write to; the demo needs none."""
    if settings.contact.strip() not in ("", PLACEHOLDER_CONTACT):
        return _ok("contact", f"the user agent names {settings.contact}")
    if settings.sites is Sites.DEMO:
        return _ok("contact", "no contact is set; the demo sites need none, a live run does")
    mend = 'set contact = "you@your.domain" in litfass.toml, a mail address or page that you read'
    return Finding(check="contact", level=Level.FAIL, sentence="no contact is set for live runs", mend=mend)


def disk_findings(settings: Settings) -> Iterator[Finding]:
    """Whether the data folder can be written, lies on this machine's own disk, and has room."""
    disk = machine.disk_of(settings.data)
    if not disk.writable:
        yield Finding(
            check="folder",
            level=Level.FAIL,
            sentence=f"{settings.data} cannot be written ({disk.trouble})",
            mend="give its folder to the user who runs the night, or set data to another one",
        )
    else:
        yield _ok("folder", f"{settings.data} can be written")
    if disk.kind in machine.REMOTE:
        yield Finding(
            check="disk",
            level=Level.FAIL,
            sentence=f"{settings.data} lies on a network file system ({disk.kind}), whose locks and renames cannot be "
            "trusted",
            mend="move the data folder to a local disk; `litfass publish --to` hands releases over",
        )
    else:
        yield _ok("disk", f"{settings.data} lies on a local disk ({disk.kind or 'of unknown kind'})")
    yield _room(disk.free_bytes)


def _room(free: int) -> Finding:
    sentence = f"{free / 1e9:.1f} GB are free"
    if free >= LITTLE:
        return _ok("room", sentence)
    level = Level.WARN if free >= TOO_LITTLE else Level.FAIL
    mend = "make room; `litfass prune --keep 30` removes old releases, never the archive"
    return Finding(check="room", level=level, sentence=sentence, mend=mend)


def kind_finding(settings: Settings) -> Finding:
    """Whether the folder is of the kind that the settings ask for."""
    try:
        kind = folder_kind(settings.data / "raw")
    except PipelineError as error:
        return Finding(check="kind", level=Level.FAIL, sentence=str(error), mend="restore the folder from its backup")
    if kind in (None, settings.sites):
        found = "is new" if kind is None else f"holds {kind.value} data, as the settings say"
        return _ok("kind", f"the folder {found}")
    return Finding(
        check="kind",
        level=Level.FAIL,
        sentence=f"{settings.data} holds {kind.value} data, the settings say {settings.sites.value}",
        mend="set sites or data in litfass.toml; a folder is demo or live for ever",
    )


def lock_finding(settings: Settings) -> Finding:
    """Whether another run holds the folder now."""
    holder = machine.lock_holder(settings.data)
    if not holder:
        return _ok("lock", "no run holds the data folder")
    return Finding(check="lock", level=Level.WARN, sentence=holder, mend="wait; if it hangs, end that process")


def archive_findings(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Whether the last archived night can be read back, is built, and is last night; `now` in Berlin."""
    raw = RawStore(settings.data / "raw")
    try:
        runs = raw.runs()
        if not runs:
            mend = "`litfass run` makes the first night"
            yield Finding(check="archive", level=Level.WARN, sentence="nothing is archived yet", mend=mend)
            return
        last = runs[-1]
        count = sum(len(raw.load(source_id, last.run_id)) for source_id in raw.sources_of(last.run_id))
        yield _ok("archive", f"{len(runs)} nights are archived; the {count} exchanges of {last.run_id} read back whole")
    except PipelineError as error:
        mend = "restore that file from the backup; `litfass verify` checks every night"
        yield Finding(check="archive", level=Level.FAIL, sentence=str(error), mend=mend)
        return
    yield _built_finding(settings, runs)
    if settings.sites is Sites.LIVE:
        yield _night_finding([run.logical_date for run in runs], now)
        yield _clock_finding(last, now)


def _built_finding(settings: Settings, runs: Sequence[Run]) -> Finding:
    released = ReleaseStore(settings.data / "processed").covered()
    waiting = [run.run_id for run in runs if run.run_id not in released]
    if not waiting:
        return _ok("built", "every archived night has been built")
    sentence = f"archived, but not built: {', '.join(waiting)}"
    return Finding(check="built", level=Level.WARN, sentence=sentence, mend="`litfass rebuild`")


def _night_finding(days: Sequence[date], now: datetime) -> Finding:
    """Whether last night is there, and every night of the last two weeks since the first one."""
    due = now.date() if now.hour >= NIGHT_IS_OVER else now.date() - timedelta(days=1)
    start = max(min(days), due - timedelta(days=LOOK_BACK - 1))
    wanted = [start + timedelta(days=number) for number in range((due - start).days + 1)]
    missed = [day.isoformat() for day in wanted if day not in days]
    if not missed:
        return _ok("nights", f"no night is missing since {start}")
    mend = "`litfass run` makes tonight's; look at the schedule, a missed night cannot be fetched later"
    return Finding(check="nights", level=Level.WARN, sentence=f"no run on {', '.join(missed)}", mend=mend)


def _clock_finding(last: Run, now: datetime) -> Finding:
    if now >= last.started_at:
        return _ok("clock", f"it is {now:%Y-%m-%d %H:%M} in Berlin, later than the last night")
    return Finding(
        check="clock",
        level=Level.FAIL,
        sentence=f"the clock says {now:%Y-%m-%d %H:%M}, which is before the last night {last.run_id}",
        mend="set the machine's clock (timedatectl set-ntp true)",
    )


def zone_finding() -> Finding:
    """Whether Europe/Berlin is known."""
    if machine.has_zone(BERLIN.key):
        zone = os.environ.get("TZ") or "its own"
        return _ok("zone", f"the zone {BERLIN.key} is known; the machine's zone ({zone}) does not matter")
    mend = "install tzdata"
    return Finding(check="zone", level=Level.FAIL, sentence=f"the zone {BERLIN.key} is not known here", mend=mend)
