"""The permanent address of an event's page on the site, as the feeds name it."""

from __future__ import annotations


def event_folder(event_id: str) -> str:
    """Below the site's folder."""
    return f"e/{event_id}/"


def event_page(base: str, event_id: str) -> str:
    """The absolute address; `base` is the public one without trailing slash."""
    return f"{base}/{event_folder(event_id)}"
