"""What the columns of a table hold, by the words of its head, and which cell stands in which column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.formats.document import Node
from pipeline.formats.html.survey import Survey

_ROLES = (
    (
        "title",
        r"titel|title|name|veranstaltung(?:en)?|event|thema|topic|was|what|bezeichnung|meeting name|body|committee"
        r"|gremium|ausschuss|subject|betreff|angebot|kurs(?:titel)?|programm|anlass|inhalt|beschreibung",
    ),
    (
        "place",
        r"ort|wo|where|location|venue|place|veranstaltungsort|raum|treffpunkt|spielort|adresse|veranstaltungsstätte",
    ),
    ("time", r"zeit|time|uhrzeit|beginn|anfang|start(?: ?time)?|meeting time|anpfiff|einlass"),
    (
        "date",
        r"datum|date|termine?|wann|when|tag|day|ende|end|dauer|duration|date ?/ ?time"
        r"|datum ?(?:/|und|&) ?(?:uhr)?zeit|meeting date|zeitraum|wochentag|von|bis",
    ),
    (
        "written",
        r"(?:letzter?|neuester?) (?:beitrag|antwort|eintrag|änderung)|last (?:post|reply|modified|updated?)|geändert"
        r"|aktualisiert|erstellt(?: am)?|veröffentlicht(?: am)?|published|uploaded|created|version|ausgabe|erschienen"
        r"|erscheinungsdatum|(?:\w+)?frist|\w+schluss|deadline|(?:bewerb(?:en|ung(?:en)?)|meld(?:en|ung)|anmeld(?:en|ung)"
        r"|einreich(?:en|ung)|antrag|abgabe)(?: bitte)? bis(?: zum)?|apply by|closing date",
    ),
    (
        "other",
        r"kategorien?|categor(?:y|ies)|attachments?|anhang|agendas?|minutes|meeting minutes|documents?|dokumente?"
        r"|downloads?|notices?|video|audio|status|type|art"
        r"|alerts(?: & updates)?|meeting information|details?|infos?|links?|preis|price|kosten|anmeldung"
        r"|registration|materials?|presentations?|transcripts?|leitung|referent(?:\W?in)?|dozent(?:\W?in)?|eintritt"
        r"|veranstalter(?:\W?in)?|organizer|zielgruppe|nr\.?|no\.?|protokolle?|tagesordnung|recordings?|resolutions?"
        r"|antworten|bemerkung(?:en)?|kontakt|ansprechpartner",
    ),
)
_ROLE = [(role, re.compile(rf"\W*(?:{words})\W*", re.I)) for role, words in _ROLES]
MAX_HEADER_CELLS = 20
MAX_SPANNED = 200
MAX_COLUMNS = 100


@dataclass(slots=True)
class Grid:
    """A table: the role of each column that its head names, and for each row (by id) its cells with their columns."""

    roles: dict[int, str]
    cells: dict[int, list[tuple[int, Node]]]


def columns_of(survey: Survey, row: Node) -> dict[int, str]:
    """Column -> title, place, time, date, written or other, for a row of a table with a head; empty without one."""
    grid = grid_of(survey, row)
    return grid.roles if grid else {}


def cells_of(survey: Survey, row: Node) -> list[tuple[int, Node]]:
    """The row's own cells with the columns they stand in; a cell that a row above stretches down to here is not among
    them."""
    grid = grid_of(survey, row)
    return grid.cells.get(id(row), []) if grid else list(enumerate(row.children))


def grid_of(survey: Survey, row: Node) -> Grid | None:
    """The table that the row belongs to, read once; None outside of tables."""
    table = row.parent
    while table is not None and table.tag != "table":
        table = table.parent
    if table is None:
        return None
    if id(table) not in survey.grids:
        cells = _place_cells(table)
        survey.grids[id(table)] = Grid(_read_head(survey, cells), cells)
    return survey.grids[id(table)]


def rows_of(table: Node) -> list[Node]:
    """The rows of a table, without those of tables inside it."""
    parts = [child for child in table.children if child.tag in ("thead", "tbody", "tfoot")]
    return [row for part in (parts or [table]) for row in part.children if row.tag == "tr"]


def _place_cells(table: Node) -> dict[int, list[tuple[int, Node]]]:
    placed: dict[int, list[tuple[int, Node]]] = {}
    hanging: dict[int, int] = {}  # column -> rows that a cell above still reaches down
    for row in rows_of(table):
        cells: list[tuple[int, Node]] = []
        column = 0
        for cell in row.children:
            while hanging.get(column, 0) > 0:
                column += 1
            cells.append((column, cell))
            rows = rowspan(cell)
            for _ in range(min(_number(cell, "colspan"), MAX_COLUMNS)):
                if rows > 1 and column < MAX_COLUMNS:
                    hanging[column] = rows
                column += 1
        hanging = {at: left - 1 for at, left in hanging.items() if left > 1}
        placed[id(row)] = cells
    return placed


def rowspan(cell: Node) -> int:
    """How many rows the cell reaches down, 1 … 200."""
    return _number(cell, "rowspan")


def _number(cell: Node, name: str) -> int:
    text = cell.attribute(name).strip()
    return max(1, min(int(text), MAX_SPANNED)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _read_head(survey: Survey, cells: dict[int, list[tuple[int, Node]]]) -> dict[int, str]:
    for row in cells.values():
        head = row[:MAX_HEADER_CELLS]
        named = {index: role for index, cell in head if (role := _role(survey, cell))}
        is_marked = len(head) > 1 and all(cell.tag == "th" for _, cell in head)
        if named and is_marked:
            return named
        if len(named) >= 2 and len(named) >= 0.6 * sum(cell.end > cell.start for _, cell in head):
            return named
    return {}


def _role(survey: Survey, cell: Node) -> str:
    text = " ".join(survey.text(cell.start, cell.end).split())
    if len(text) > 40:
        return ""
    return next((role for role, pattern in _ROLE if pattern.fullmatch(text)), "")
