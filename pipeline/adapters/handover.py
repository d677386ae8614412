"""Hands a release over to a web server's folder or a bucket, so that readers see the old or the new one.

At the target the site lies at the top with `feed/` and `tables/` below it; `manifest.json` there says which release it
is and which files belong to it. It is written last; files that no such manifest names are never touched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.adapters.targets import Target, as_sentence
from pipeline.errors import UsageError
from pipeline.release import version_order, without

MANIFEST = "manifest.json"
_ENTRANCES = ("index.html", "sitemap.xml", "feed/index.json")  # lead to all others, so they change after them
_OURS = b'<meta name="generator" content="Litfass">'
_REPORT = "site/report/"
_NOTE = "e/nicht-mehr/index.html"  # takes the place of an event's page that a release no longer has


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What a hand-over did; `before` is the release that lay there, '' if none."""

    before: str
    version: str
    added: int
    changed: int
    removed: int


def hand_over(release: Path, target: Target, *, force: bool = False, with_report: bool = False) -> HandedOver:
    """Bring a release folder to the target. Killed at any moment, it leaves a readable site there, and the next call
    finishes the work. The maintainer's report stays at home unless asked for, and the manifest there does not name it.

    UsageError if the target holds a newer release or somebody else's pages (with `force` they are replaced), or a
    release of the other sites (always).
    """
    with as_sentence(target.name):
        named = (release / MANIFEST).read_bytes()
        if not with_report:
            named = without(named, _REPORT)
        new = json.loads(named)
        old = _manifest_there(target, force)
        _refuse(target, old, new, force)
        there = target.sizes()
        target.clean()
        files = {published_path(one["path"]): one for one in new["files"]}
        known = {published_path(one["path"]): one for one in old["files"]} if old else {}
        fresh = [path for path in files if path not in there]
        changed = [path for path in files if path in there and not _same(files[path], known.get(path), there[path])]
        left = sorted((known.keys() & there.keys()) - files.keys() - {MANIFEST})

        def content(path: str) -> bytes:
            return (release / str(files[path]["path"])).read_bytes()

        _show(target, fresh, changed, content)
        _remove(target, left, files.get(_NOTE), release)  # before the manifest that no longer names them
        target.stage(MANIFEST, named)
        target.show(MANIFEST, named)
        target.clean()
    return HandedOver(
        before=str(old["version"]) if old else "",
        version=str(new["version"]),
        added=len(fresh),
        changed=len(changed),
        removed=len(left),
    )


def published_path(path: str) -> str:
    """Where a file of the release folder lies at the target: the site's files at the top."""
    return path.removeprefix("site/")


def _manifest_there(target: Target, force: bool) -> dict[str, Any] | None:
    content = target.read(MANIFEST)
    if content is None:
        return None
    try:
        value: dict[str, Any] = json.loads(content)
        version_order(value["version"])
        [(one["path"], one["sha256"], one["bytes"]) for one in value["files"]]
    except (ValueError, KeyError, TypeError) as error:
        if force:
            return None
        raise UsageError(
            f"{target.name}/{MANIFEST} is not the manifest of a Litfass release; choose another place, or --force",
            where=target.name,
        ) from error
    return value


def _refuse(target: Target, old: Mapping[str, Any] | None, new: Mapping[str, Any], force: bool) -> None:
    name = target.name
    if old is None:
        entrance = target.read("index.html")  # ours without a manifest: a first hand-over was interrupted
        if entrance is not None and _OURS not in entrance and not force:
            raise UsageError(
                f"{name} holds an index.html that Litfass did not put there; choose another place, or --force",
                where=name,
            )
        return
    if old.get("sites") != new["sites"]:
        raise UsageError(f"{name} holds {old.get('sites')} data and cannot take a {new['sites']} release", where=name)
    if version_order(old["version"]) > version_order(new["version"]) and not force:
        raise UsageError(
            f"{name} holds release {old['version']}, newer than {new['version']}; --force puts the older one there",
            where=name,
        )


def _same(new: Mapping[str, Any], old: Mapping[str, Any] | None, size: int) -> bool:
    """Whether the file there is the wanted one: its manifest says so, and its size does not deny it."""
    return old is not None and old["sha256"] == new["sha256"] and new["bytes"] == size


def _show(target: Target, fresh: Sequence[str], changed: Sequence[str], content: Callable[[str], bytes]) -> None:
    """Everything aside first; then what nobody links to yet, then what changed, the entrances at the end."""
    for path in (*fresh, *changed):
        target.stage(path, content(path))
    entrances = [path for path in (*fresh, *changed) if path in _ENTRANCES]
    for group in (fresh, changed):
        _each(target, [path for path in group if path not in _ENTRANCES], lambda path: target.show(path, content(path)))
    for path in entrances:
        target.show(path, content(path))


def _remove(target: Target, left: Iterable[str], note: Mapping[str, Any] | None, release: Path) -> None:
    """What the old release had and the new one has not; an event's address stays, with a note that it is gone."""
    gone = [path for path in left if path.startswith("e/") and path.endswith("/index.html")] if note else []
    if note:
        content = (release / note["path"]).read_bytes()
        for path in gone:
            target.stage(path, content)
            target.show(path, content)
    _each(target, [path for path in left if path not in gone], target.remove)


def _each(target: Target, paths: Sequence[str], act: Callable[[str], None]) -> None:
    if target.workers == 1:
        for path in paths:
            act(path)
        return
    with ThreadPoolExecutor(max_workers=target.workers) as pool:
        for _ in pool.map(act, paths):
            pass
