"""The archived pages behind what a release holds back, read again for the maintainer's report."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from pipeline.archived_pages import shown_lines, strictest
from pipeline.errors import StoreError
from pipeline.site.report.captured import captures_needed, permissions
from pipeline.workspace import Workspace

_log = logging.getLogger(__name__)


def held_pages(
    workspace: Workspace, tables: Mapping[str, Sequence[Mapping[str, object]]], run_id: str
) -> dict[str, list[str]]:
    """capture_id -> its page in lines, as far as its source permits; one that cannot be read is left out.

    The same archive gives the same lines; what an erasure blanked is blank here, too.
    """
    pages: dict[str, list[str]] = {}
    for capture_id, source_id in sorted(captures_needed(tables, run_id).items()):
        try:
            capture = workspace.raw.load_one(source_id, capture_id)
        except StoreError as error:
            _log.warning("the report shows no page of %s: %s", capture_id, error)
            continue
        pages[capture_id] = list(shown_lines(capture, strictest(permissions(tables, source_id))))
    return pages
