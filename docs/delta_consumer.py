"""Keeps a copy of the feed's table up to date: python delta_consumer.py FEED_FOLDER OWN_FOLDER (see docs/feed.md)."""

import hashlib
import json
import sys
from pathlib import Path

line_of = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def read(path):
    return path.read_bytes() if path.exists() else b""


def checked(content, sha256, name):
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name}: missing or altered")
    return content


def apply(delta, previous, content):
    """The table `content` after one delta file, which must follow the file with the digest `previous` ("": none)."""
    table = {record["occurrence_id"]: record for record in map(json.loads, content.splitlines())}
    head, *rows = map(json.loads, delta.splitlines())
    if (head["previous"] or {"sha256": ""})["sha256"] != previous:
        raise ValueError(f"{head['version']}: does not follow the file applied before it; one is missing")
    seal = previous or "0" * 64
    for number, row in enumerate([head, *rows]):
        told, seal = row.pop("seal"), hashlib.sha256((seal + line_of(row)).encode()).hexdigest()
        if told != seal or len(rows) != head["rows"]:
            raise ValueError(f"{head['version']} line {number + 1}: altered, missing or out of order")
        if number and table.pop(row["id"], None) != row["before"] and row["op"] != "erase":
            raise ValueError(f"{head['version']} line {number + 1}: {row['id']} stands otherwise in the own table")
        if row.get("after"):
            table[row["id"]] = row["after"]
    new = "".join(line_of(table[one]) + "\n" for one in sorted(table)).encode()
    return checked(new, head["table_sha256"], f"the table after {head['version']}")


def catch_up(feed, own):
    """Bring the copy in the folder `own` to the feed's version, or raise ValueError and leave it as it was."""
    index = json.loads(read(feed / "delta/index.json"))
    state = json.loads(read(own / "state.json") or '{"at": "", "order": []}')
    order = [int(number) for number in index["version"].replace(".", "-").split("-")]
    if order < state["order"]:
        raise ValueError(f"the feed is at {index['version']}, which is older than the own copy")
    known = [index["files"][0]["previous_sha256"], *(one["sha256"] for one in index["files"])]
    content, at = read(feed / "calendar.ndjson"), known[-1]  # away too long, or the chain began anew: all of it
    if state["at"] in known:
        content, at = read(own / "calendar.ndjson") if state["at"] else b"", state["at"]
        for one in index["files"][known.index(at) :]:
            delta = checked(read(feed / "delta" / one["path"]), one["sha256"], one["path"])
            content, at = apply(delta, at, content), one["sha256"]
    (own / "calendar.ndjson").write_bytes(checked(content, index["table"]["sha256"], "calendar.ndjson"))
    (own / "state.json").write_text(json.dumps({"at": at, "order": order}))
    return index["version"]


if __name__ == "__main__":
    print(catch_up(Path(sys.argv[1]), Path(sys.argv[2])))
