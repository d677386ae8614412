"""Litfass: announcements of partner organisations, from web page to Parquet tables and one feed.

The stages in order:
fetch      Source          -> Capture          adapters/http, archived by adapters/raw_store before anything reads it
parse      Capture         -> RawAnnouncement  sources + formats: strings as printed, each with where it stood
normalise  RawAnnouncement -> Announcement     typed; still one source's claim
link       Announcement    -> Event, Occurrence, Series, Venue, Organiser
compare    last state + this one -> Change     additions and edits flow, removals wait for evidence
publish    tables, changes -> Release          tables + feed, switched in one rename
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.loading import load as load

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`pipeline.load` brings pandas along, so it is imported when it is first asked for."""
    if name == "load":
        from pipeline.loading import load

        return load
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
