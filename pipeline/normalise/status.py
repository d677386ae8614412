"""Reads whether an event takes place as planned: cancelled, postponed, moved, sold out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models import Status
from pipeline.normalise.dates.lexer import Token, fold, lex, sentinels
from pipeline.normalise.dates.standing import SEVERITY, SOLD_OUT, Mark, find_marks

_LOOK_AHEAD = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """`printed` quotes the words behind `status` or `sold_out`; `span` is [from, to) in title, newline, text."""

    status: Status = Status.SCHEDULED
    sold_out: bool = False
    printed: str = ""
    span: tuple[int, int] = (0, 0)


def read_status(title: str, text: str) -> StatusReading:
    """The worst that title and text say of the event; what they deny, condition or tell of other years does not count.

    An empty title or text is allowed. Without any such words the event is scheduled and `printed` is empty.
    """
    whole = f"{title}\n{text}"
    tokens = lex(fold(whole))
    count = len(tokens)
    tokens += sentinels(len(whole), _LOOK_AHEAD)
    marks = find_marks(tokens, count)
    sold_out = any(mark.status == SOLD_OUT for mark in marks)
    standing = [mark for mark in marks if mark.status != SOLD_OUT]
    if not standing:
        return _reading(whole, tokens, marks[0], Status.SCHEDULED, True) if sold_out else StatusReading()
    worst = max(standing, key=lambda mark: SEVERITY.index(Status(mark.status)))
    status = Status(worst.status)
    if status in (Status.POSTPONED, Status.CANCELLED) and any(mark.status == Status.RESCHEDULED for mark in standing):
        status = Status.RESCHEDULED  # "entfällt! Neuer Termin: …"
    return _reading(whole, tokens, worst, status, sold_out)


def _reading(whole: str, tokens: list[Token], mark: Mark, status: Status, sold_out: bool) -> StatusReading:
    span = (tokens[mark.i].start, tokens[mark.j - 1].end)
    return StatusReading(status=status, sold_out=sold_out, printed=whole[span[0] : span[1]], span=span)
