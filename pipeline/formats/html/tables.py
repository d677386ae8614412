"""What the columns of a table hold, by the words of its head."""

from __future__ import annotations

import re

from pipeline.formats.document import Node
from pipeline.formats.html.survey import Survey

_ROLES = (
    (
        "title",
        r"titel|title|name|veranstaltung|event|thema|topic|was|what|bezeichnung|meeting name|body|committee|gremium"
        r"|ausschuss|subject|betreff|angebot|kurs",
    ),
    ("place", r"ort|wo|where|location|venue|place|veranstaltungsort|raum|treffpunkt"),
    (
        "date",
        r"datum|date|termine?|wann|when|tag|day|zeit|time|uhrzeit|beginn|start|ende|end|dauer|duration|date ?/ ?time"
        r"|datum ?/ ?zeit|meeting date|meeting time",
    ),
    (
        "other",
        r"kategorien?|categor(?:y|ies)|attachments?|anhang|agendas?|minutes|meeting minutes|documents?|dokumente?"
        r"|downloads?|notices?|video|audio|status|type|art"
        r"|alerts(?: & updates)?|meeting information|details?|infos?|links?|preis|price|kosten|anmeldung"
        r"|registration|materials?|presentations?|transcripts?"
        r"|duration|veranstalter|organizer|zielgruppe|nr\.?|no\.?|protokolle?|tagesordnung|recordings?|resolutions?",
    ),
)
_ROLE = [(role, re.compile(rf"\W*(?:{words})\W*", re.I)) for role, words in _ROLES]
MAX_HEADER_CELLS = 20


def columns_of(survey: Survey, row: Node) -> dict[int, str]:
    """Column number -> title, place, date or other, for a row of a table with a head; empty without one."""
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    if table is None:
        return {}
    if id(table) not in survey.columns:
        survey.columns[id(table)] = _read_head(survey, table)
    return survey.columns[id(table)]


def _read_head(survey: Survey, table: Node) -> dict[int, str]:
    for row in table.walk():
        if row.tag != "tr":
            continue
        cells = row.children[:MAX_HEADER_CELLS]
        roles = {index: _role(survey, cell) for index, cell in enumerate(cells)}
        named = {index: role for index, role in roles.items() if role}
        if len(named) >= 2 and len(named) >= 0.6 * sum(cell.end > cell.start for cell in cells):
            return named
    return {}


def _role(survey: Survey, cell: Node) -> str:
    text = " ".join(survey.text(cell.start, cell.end).split())
    if len(text) > 40:
        return ""
    return next((role for role, pattern in _ROLE if pattern.fullmatch(text)), "")
