"""Says of each slot whether it is an event, a deadline or mere context, by the words around it."""

from __future__ import annotations

from pipeline.models import DateKind
from pipeline.normalise.dates import cues
from pipeline.normalise.dates.items import MONTH_ONLY, RULE
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slots import Slot
from pipeline.normalise.dates.words import APPROX, FILL, FROM, NEWLINE, NUM, SINCE, UNTIL, WORD

_LEFT, _RIGHT = 16, 12
_STOPS = frozenset((NEWLINE, "!", "?", "|"))


def give_roles(tokens: list[Token], slots: list[Slot], is_bare: bool) -> None:
    """Sets role, cue, is_until and is_open of every slot. `is_bare`: the text says nothing but the date."""
    for index, slot in enumerate(slots):
        floor = slots[index - 1].j if index else 0
        ceiling = slots[index + 1].i if index + 1 < len(slots) else slot.j + _RIGHT
        _give_edges(tokens, slot, floor)
        if slot.join in ("list", "slash", "plus") and not slot.is_until and not slot.is_open and index:
            before = slots[index - 1]
            if before.role != DateKind.DEADLINE or before.last is None:
                slot.role, slot.cue = before.role, before.cue
                if not (before.is_until and slot.last is not None):
                    slot.is_until = before.is_until and tokens[slot.i - 1].cat != NEWLINE
                    continue
        slot.role, slot.cue = (DateKind.EVENT, "bare") if is_bare else _role(tokens, slot, floor, ceiling)


def _give_edges(tokens: list[Token], slot: Slot, floor: int) -> None:
    k = slot.i - 1
    while k >= floor and (tokens[k].cat in (FILL, APPROX, ":") or tokens[k].text in ("einschließlich", "inkl", "einschl")):
        if tokens[k].text in ("am", "auf", "um") and tokens[k].cat == FILL and k < slot.i - 2:
            break
        k -= 1
    if k < floor or slot.last is not None:
        if k >= floor and tokens[k].cat == SINCE:
            slot.cue = SINCE
        return
    slot.is_until = tokens[k].cat == UNTIL
    slot.is_open = tokens[k].cat == FROM
    if tokens[k].cat == SINCE:
        slot.cue = SINCE


def _role(tokens: list[Token], slot: Slot, floor: int, ceiling: int) -> tuple[str, str]:
    left = left_words(tokens, slot.i, floor)
    right = right_words(tokens, slot.j, ceiling)
    if slot.cue == SINCE:
        return DateKind.CONTEXT, SINCE
    named = _named(tokens, slot)
    if named:
        return DateKind.CONTEXT, named
    nearest = [cues.cue_of(word) for word in reversed(left)]
    near = set(nearest[:8])
    around = set(nearest) | {cues.cue_of(word) for word in right}
    if "spätestens" in left[-3:]:
        return DateKind.DEADLINE, "spätestens"
    if cues.FRIST in near and not _label_between(nearest, cues.FRIST):
        return DateKind.DEADLINE, cues.FRIST
    if slot.is_until:
        return _until_role(tokens, slot, around, near, left)
    if cues.SIGN_UP in nearest[:3] and _is_window(tokens, slot, left):
        return DateKind.DEADLINE, cues.SIGN_UP
    return _other_role(tokens, slot, nearest, near, around, left)


def _until_role(tokens: list[Token], slot: Slot, around: set[str], near: set[str], left: list[str]) -> tuple[str, str]:
    if cues.SIGN_UP in around or cues.FRIST in around:
        return DateKind.DEADLINE, cues.SIGN_UP
    if cues.AVAILABLE in around or cues.JOB in around:
        return DateKind.CONTEXT, cues.AVAILABLE
    if cues.RUN in around:
        return DateKind.EVENT, cues.RUN
    starts_line = not left
    sign_after = tokens[slot.j].cat in ("|", NEWLINE, "-", ":", "(", ",", "end", "/")
    if (starts_line and sign_after) or len(left) <= 3 and sign_after and tokens[slot.j].cat in ("end", NEWLINE, "|"):
        return DateKind.EVENT, "until"
    if cues.PAST in around:
        return DateKind.CONTEXT, cues.PAST
    return DateKind.DEADLINE, "bis"


def _is_window(tokens: list[Token], slot: Slot, left: list[str]) -> bool:
    """"Anmeldung: 1.3. - 31.3.", "Anmeldung ab 1.3.": the registration's own days, not the event's."""
    if slot.is_open:
        return True
    k = slot.i - 1
    if tokens[k].cat == ":" and cues.cue_of(tokens[k - 1].text) == cues.SIGN_UP:
        return True
    return slot.last is not None and bool(left) and cues.cue_of(left[-1]) == cues.SIGN_UP


def _other_role(
    tokens: list[Token], slot: Slot, nearest: list[str], near: set[str], around: set[str], left: list[str]
) -> tuple[str, str]:
    moved = cues.MOVED in around
    if cues.BORN in near:
        return DateKind.CONTEXT, cues.BORN
    direct = nearest[:3]
    if (cues.LAW in direct or cues.PUBLISHED in direct) and not moved and slot.last is None:
        return DateKind.CONTEXT, cues.LAW
    if cues.JOB in near and (slot.is_open or tokens[slot.i - 1].text in ("zum", ":", "ist") or slot.last is not None):
        return DateKind.CONTEXT, cues.JOB
    if cues.REVIEW in near:
        return DateKind.CONTEXT, cues.REVIEW
    if slot.first.kind == MONTH_ONLY:
        return _month_role(tokens, slot, around, left)
    if slot.first.kind == RULE:
        return DateKind.EVENT, ""
    if cues.PAST in around and not moved and not _is_labelled(nearest):
        return DateKind.CONTEXT, cues.PAST
    return DateKind.EVENT, ""


def _month_role(tokens: list[Token], slot: Slot, around: set[str], left: list[str]) -> tuple[str, str]:
    """A month is an event's date only where the text announces something in it."""
    sign_after = tokens[slot.j].cat in ("|", NEWLINE, "end", ":")
    if cues.PAST in around or cues.LAW in around:
        return DateKind.CONTEXT, "month"
    if cues.ANNOUNCE in around or cues.LABEL in around or cues.RUN in around:
        return DateKind.EVENT, "month"
    return (DateKind.EVENT, "month") if not left and sign_after else (DateKind.CONTEXT, "month")


def _is_labelled(nearest: list[str]) -> bool:
    return cues.LABEL in nearest[:2]


def _label_between(nearest: list[str], wanted: str) -> bool:
    """Whether a label or sentence of its own stands between the cue and the date."""
    return cues.LABEL in nearest[: nearest.index(wanted)]


def _named(tokens: list[Token], slot: Slot) -> str:
    """Straße des 18. Oktober, Initiative 19. Februar: the day is part of a name."""
    k = slot.i - 1
    if k >= 1 and tokens[k].text == "des" and cues.is_street(tokens[k - 1].text):
        return "street"
    if k >= 0 and cues.cue_of(tokens[k].text) == cues.NAMED and not slot.first.year:
        return cues.NAMED
    return ""


def left_words(tokens: list[Token], i: int, floor: int) -> list[str]:
    """The words before `i` in its sentence, nearest last; a line that ends in a colon speaks for the next one."""
    found: list[str] = []
    k = i - 1
    while k >= floor and i - k <= _LEFT:
        token = tokens[k]
        if token.cat in _STOPS:
            labelled = token.cat == NEWLINE and k > floor and tokens[k - 1].cat == ":" and k == i - 1
            if not labelled:
                break
        elif token.cat == "." and _ends_sentence(tokens, k):
            break
        elif token.width or token.cat not in (NUM, ":", ",", "-", "."):
            found.append(token.text)
        k -= 1
    found.reverse()
    return [word for word in found if len(word) > 1 or word == "†"]


def right_words(tokens: list[Token], j: int, ceiling: int) -> list[str]:
    """The words from `j` to the end of the sentence, at most up to `ceiling`."""
    found: list[str] = []
    for k in range(j, min(ceiling, j + _RIGHT)):
        token = tokens[k]
        if token.cat in _STOPS or token.cat == "end" or (token.cat == "." and _ends_sentence(tokens, k)):
            break
        if token.cat == WORD:
            found.append(token.text)
    return found


def _ends_sentence(tokens: list[Token], k: int) -> bool:
    following = tokens[k + 1]
    before = tokens[k - 1] if k else following
    return following.after_space and before.cat != NUM and len(before.text) > 3 and (following.width > 0 or following.cat == NUM)
