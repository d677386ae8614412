"""Decides which month and year a lone day number ("13.", "am 5. und 12. Mai") takes from what stands around it."""

from __future__ import annotations

from pipeline.normalise.dates.items import DAY, MONTH_ONLY, NOT_SAID, TIME, Item
from pipeline.normalise.dates.joins import CLOSE, JOINED, LIST, PLUS, SLASH, SPAN, relation
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import AND, END, FILL, FROM, NEWLINE, NUM, NUMBER, UNTIL, WEEKDAY, WORD, wordset

_BEFORE_MONTHS = wordset(
    "ende anfang mitte monat monate monaten kommenden nächsten vergangenen letzten diesen termine programm termin "
    "newsletter "
    "update monatsprogramm bereits noch voraussichtlich jeweils"
)
_LEADS_TO_DAYS = wordset("am den vom dem jeweils termine termin datum wann : , und & + /")


def complete_days(tokens: list[Token], items: list[Item], is_bare: bool) -> list[Item]:
    """Gives each lone day number ("13.") the month and year of the date it leads to; drops what leads nowhere.

    `is_bare`: the text says nothing but the date, so that "am 11. um 17 Uhr" is the next 11th.
    """
    items = _under_months(tokens, _month_sheet(tokens, _without_headings(tokens, items)))
    kept: list[Item] = []
    following: Item | None = None
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.kind == MONTH_ONLY and not item.year and (item.weak or _is_a_name(tokens, item)):
            continue
        if item.kind == DAY:
            if not item.month and not _take_month(tokens, item, following, is_bare):
                continue
            if not item.year and following is not None:
                _take_year(tokens, items, index, item, following)
            following = item
        elif item.kind != TIME:
            following = None
        kept.append(item)
    kept.reverse()
    return kept


def _is_a_name(tokens: list[Token], item: Item) -> bool:
    """Frau Mai, August Bebel: a month without year, day or preposition inside a sentence is hardly one."""
    before, after = tokens[item.i - 1] if item.i else None, tokens[item.j]
    if (
        after.cat == "-"
        and tokens[item.j + 1].cat == WORD
        and not (after.after_space or tokens[item.j + 1].after_space)
    ):
        return True  # Jänner-Special
    if before is None or before.cat in (
        NEWLINE,
        "|",
        ":",
        "(",
        "/",
        "-",
        UNTIL,
        FROM,
        "since",
        FILL,
        AND,
        ",",
        "month",
    ):
        return (
            before is not None
            and before.cat in (AND, ",")
            and after.cat == WORD
            and tokens[item.i].text in ("mai", "august")
        )
    return before.cat == WORD and before.text not in _BEFORE_MONTHS


def _under_months(tokens: list[Token], items: list[Item]) -> list[Item]:
    """April 2024: 3., 10. und 17.; im April (3., 10.): the days named under a month's heading are that month's."""
    kept: list[Item] = []
    heading: Item | None = None
    for index, item in enumerate(items):
        last = kept[-1] if kept else None
        lone = item.kind == DAY and not item.month and not item.weak
        if lone and last is not None and last.kind == MONTH_ONLY and _opens_list(tokens, items, index, last):
            heading = kept.pop()
        elif not (lone and heading is not None and last is not None and _goes_on(tokens, last, item)):
            heading = None
        if heading is not None:
            item.month, item.year, item.year_width = heading.month, heading.year, heading.year_width
            item.i = min(item.i, heading.i) if last is heading else item.i
        kept.append(item)
    return kept


def _without_headings(tokens: list[Token], items: list[Item]) -> list[Item]:
    """April 2024 on a line of its own, above days of that month: a heading gives its year to them and is no date."""
    headings = [
        item
        for index, item in enumerate(items[:-1])
        if item.kind == MONTH_ONLY
        and item.year
        and (not item.i or tokens[item.i - 1].cat == NEWLINE)
        and tokens[item.j].cat in (NEWLINE, ":")
        and any(follows.kind == DAY and follows.month == item.month for follows in items[index + 1 : index + 3])
    ]
    if not headings:
        return items
    places = {heading.i for heading in headings}
    year, month, width = 0, 0, 0
    kept: list[Item] = []
    for item in items:
        if item.i in places:
            year, month, width = item.year, item.month, item.year_width
            continue
        if item.kind == DAY and item.month and not item.year and item.month == month:
            item.year, item.year_width, item.inherits = year, width, True
        kept.append(item)
    return kept


def _month_sheet(tokens: list[Token], items: list[Item]) -> list[Item]:
    """FEBRUAR, and below it lines that begin with 6. and 13.: days of that month; one such line may be anything."""
    kept: list[Item] = []
    lines: list[Item] = []
    for item in reversed(items):
        heads = item.i > 0 and tokens[item.i - 1].cat == NEWLINE
        if item.kind == DAY and not item.month and not item.weak and heads:
            lines.append(item)
        elif item.kind == MONTH_ONLY and len(lines) > 1 and tokens[item.j].cat == NEWLINE and (heads or not item.i):
            for day in lines:
                day.month, day.year, day.year_width = item.month, item.year, item.year_width
            lines = []
            continue
        elif item.kind != TIME:
            lines = []
        kept.append(item)
    kept.reverse()
    return kept


def _opens_list(tokens: list[Token], items: list[Item], index: int, month: Item) -> bool:
    item = items[index]
    signs = [token for token in tokens[month.j : item.i] if token.cat not in (FILL, NEWLINE, WEEKDAY)]
    if len(signs) != 1 or signs[0].cat not in (":", "(") or item.i - month.j > 4:
        return False
    follows = items[index + 1] if index + 1 < len(items) else None
    listed = follows is not None and follows.kind == DAY and not follows.month and _goes_on(tokens, item, follows)
    return listed or tokens[item.j].cat != WORD


def _goes_on(tokens: list[Token], one: Item, two: Item) -> bool:
    return relation(tokens, one.j, two.i) in JOINED


def _is_led(tokens: list[Token], item: Item) -> bool:
    """am 20.? und am 20., um 9: a preposition before, no word behind that the number could count."""
    after, beyond = tokens[item.j], tokens[item.j + 1]
    asks = after.cat == "?" and tokens[item.i - 1].text == "der"  # Ginge auch der 29.?
    if item.weak or item.i < 1 or (tokens[item.i - 1].text not in ("am", "den") and not asks):
        return False
    if after.cat in ("?", "!", ")", END):
        return True
    return after.text in ("um", "ab", "gegen") and beyond.cat in (NUM, NUMBER)


def _take_month(tokens: list[Token], item: Item, following: Item | None, is_bare: bool) -> bool:
    if item.label == "month":
        return True
    is_bare = is_bare or _is_led(tokens, item)
    if following is None or not following.month:
        return (item.weekday != NOT_SAID or is_bare) and not item.weak
    join = relation(tokens, item.j, following.i)
    between = [token.text for token in tokens[item.j : following.i]]
    if join == CLOSE and not item.weak and between[:1] in (["auf"], ["zum"]):
        join = SPAN
    if join not in JOINED:
        said = item.i > 0 and tokens[item.i - 1].text in ("am", "den", "vom")
        if not said or item.weak or not _same_sentence(tokens, item.j, following.i):
            return (item.weekday != NOT_SAID or is_bare) and not item.weak
        join = LIST
    elif (item.weak and join == SPAN and following.weak) or (
        between == [","] and _is_house_number(tokens, item, following)
    ):
        return False
    item.month, item.year, item.year_width = following.month, following.year, following.year_width
    item.inherits = True
    if item.day > following.day and join in (SPAN, SLASH, PLUS):
        item.month -= 1
        if not item.month:
            item.month, item.year = 12, item.year - 1 if item.year else 0
    return True


def _is_house_number(tokens: list[Token], item: Item, following: Item) -> bool:
    """Whether a number without a dot before `, 8.6.2022` ends an address (Kochstr. 5), names a room or falls behind
    the day it would be listed with."""
    if item.weekday != NOT_SAID or tokens[item.j - 1].text == ".":
        return False
    before = tokens[item.i - 1] if item.i else None
    is_listed = before is None or before.cat == NEWLINE or before.text in _LEADS_TO_DAYS
    return not is_listed or item.day >= following.day


def _same_sentence(tokens: list[Token], j: int, i: int) -> bool:
    if i - j > 14:
        return False
    return all(token.cat not in (".", "!", "?", NEWLINE, "|") for token in tokens[j:i])


def _take_year(tokens: list[Token], items: list[Item], index: int, item: Item, following: Item) -> None:
    """The year stands once, at the right end: 28.12. - 3.1.2022 begins in 2021."""
    if not following.year:
        return
    before = items[index + 1] if index + 1 < len(items) else None
    reach = before.j if before is not None and before.kind == TIME else item.j
    if relation(tokens, reach, following.i) not in JOINED or reach > following.i:
        return
    item.year, item.year_width, item.inherits = following.year, following.year_width, True
    if item.month > following.month:
        item.year -= 1
