"""Says of each slot whether it is an event, a deadline or mere context, by the words around it."""

from __future__ import annotations

from pipeline.models import DateKind
from pipeline.normalise.dates import cues
from pipeline.normalise.dates.items import MONTH_ONLY, RULE
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.surroundings import (
    RIGHT,
    asks_reply,
    heads_job,
    is_bare_line,
    is_dateline,
    is_moved_away,
    left_words,
    named,
    right_words,
    tells_past_beside,
    tells_perfect,
)
from pipeline.normalise.dates.words import APPROX, FILL, FROM, NEWLINE, NUM, SINCE, UNTIL, wordset

_LISTED = ("list", "slash", "plus")
_OPEN_WORDS = wordset("geöffnet erreichbar telefonisch bürozeiten sprechzeiten kassenzeiten servicezeiten offen")
_CLOSED = frozenset(["geschlossen", "unbesetzt", "besetzt"])
_CLOSURES = wordset("betriebsferien schließzeit sommerpause winterpause büroschließung urlaub geschlossen")
_BETWEEN = wordset("läuft ist sind geht laufen möglich vom von in der zeit im zeitraum beginnt startet online am ab")
_TOLD = wordset("informationen infos information details programm näheres tickets karten")
_WRITTEN = wordset("nachricht mail email anfrage angebot anschreiben mitteilung bestellung lieferschein quittung")
_OF_NOW = wordset(
    "gibt ist sind wird werden findet finden beginnt beginnen startet öffnet lädt laden spielt zeigt folgt"
)
_CLOSING = {cues.FRIST, cues.SIGN_UP}
_IN_FORCE = wordset("gilt gelten gültig wirksam")
_ON_SALE = wordset("vorverkauf buchbar erhältlich anmeldbar anmelden freigeschaltet")
_GONE_BY = wordset(
    "stattgefundenen stattgefundene stattgefundener durchgeführten erschienenen erschienene veröffentlichten "
    "verabschiedeten beschlossenen vergangenen gegründeten verstorbenen eröffneten"
)


def give_roles(tokens: list[Token], slots: list[Slot], is_bare: bool) -> None:
    """Sets role, cue, is_until and is_open of every slot. `is_bare`: the text says nothing but the date."""
    for index, slot in enumerate(slots):
        floor = slots[index - 1].j if index else 0
        follows = next((one for one in slots[index + 1 : index + 9] if one.join not in _LISTED), None)
        ceiling = slot.j + RIGHT if follows is None or follows.first.kind == RULE else follows.i
        _give_edges(tokens, slot, floor)
        if slot.join in _LISTED and not slot.is_until and not slot.is_open and index:
            before = slots[index - 1]
            if before.role != DateKind.DEADLINE or before.last is None:
                slot.role, slot.cue = before.role, before.cue
                if not (before.is_until and slot.last is not None):
                    slot.is_until = before.is_until and tokens[slot.i - 1].cat != NEWLINE
                    continue
        plain = is_bare and not any(tokens[k].text == "spätestens" for k in range(max(floor, slot.i - 3), slot.i))
        slot.role, slot.cue = (DateKind.EVENT, "bare") if plain else _role(tokens, slot, floor, ceiling)


def _give_edges(tokens: list[Token], slot: Slot, floor: int) -> None:
    k = slot.i - 1
    if slot.first.kind == MONTH_ONLY and tokens[k].text in ("ende", "mitte", "anfang") and k >= floor:
        k -= 1
    while k >= floor and (
        tokens[k].cat in (FILL, APPROX, ":") or tokens[k].text in ("einschließlich", "inkl", "einschl")
    ):
        if tokens[k].text in ("am", "auf", "um") and tokens[k].cat == FILL and k < slot.i - 2:
            break
        k -= 1
    if k < floor or slot.last is not None:
        if k >= floor and tokens[k].cat == SINCE:
            slot.cue = SINCE
        return
    slot.is_until = (tokens[k].cat == UNTIL and tokens[k].text != "to") or (
        k >= floor and tokens[k].text in ("endet", "enden", "ends")
    )
    slot.is_open = tokens[k].cat == FROM
    if tokens[k].cat == SINCE:
        slot.cue = SINCE


def mark_applications(slots: list[Slot]) -> None:
    """A day that the text also names as its application deadline is no event day."""
    stops = {
        (slot.first.day, slot.first.month)
        for slot in slots
        if slot.role == DateKind.DEADLINE and slot.cue == cues.FRIST
    }
    for slot in slots:
        if (
            slot.role == DateKind.EVENT
            and not slot.times
            and slot.last is None
            and (slot.first.day, slot.first.month) in stops
        ):
            slot.role, slot.cue = DateKind.DEADLINE, cues.FRIST


def _role(tokens: list[Token], slot: Slot, floor: int, ceiling: int) -> tuple[str, str]:
    left = left_words(tokens, slot.i, floor)
    right = right_words(tokens, slot.j, ceiling)
    if slot.cue == SINCE:
        return DateKind.CONTEXT, SINCE
    if slot.first.label == "last":
        return DateKind.CONTEXT, cues.TOLD
    name = named(tokens, slot)
    if name:
        return DateKind.CONTEXT, name
    nearest = [cues.cue_of(word) for word in reversed(left)]
    near = set(nearest[:8])
    around = set(nearest) | {cues.cue_of(word) for word in right}
    if "spätestens" in left[-3:]:
        return DateKind.DEADLINE, "spätestens"
    if cues.FRIST in near and not _label_between(nearest, cues.FRIST):
        return DateKind.DEADLINE, cues.FRIST
    if right[:1] and right[0] in ("endet", "enden", "schließt") and set(map(cues.cue_of, right[1:5])) & _CLOSING:
        return DateKind.DEADLINE, cues.FRIST
    if slot.is_until:
        return _until_role(tokens, slot, around, near, left)
    if cues.SIGN_UP in nearest[:3] and _is_window(tokens, slot, left):
        return DateKind.DEADLINE, cues.SIGN_UP
    if right[:1] == ["entgegen"] and slot.last is not None:
        return DateKind.DEADLINE, cues.SIGN_UP  # Anmeldungen nehmen wir vom 3. bis 9.5. entgegen
    if slot.is_open and any(word in _ON_SALE for word in right[:3]):
        return DateKind.DEADLINE, cues.SIGN_UP
    if slot.last is not None and cues.SIGN_UP in nearest and right[:1] and right[0] in ("möglich", "geöffnet", "offen"):
        return DateKind.DEADLINE, cues.SIGN_UP
    return _other_role(tokens, slot, nearest, near, around, left, right)


def _until_role(tokens: list[Token], slot: Slot, around: set[str], near: set[str], left: list[str]) -> tuple[str, str]:
    if cues.SIGN_UP in around or cues.FRIST in around or asks_reply(tokens, slot.i):
        return DateKind.DEADLINE, cues.SIGN_UP
    if cues.AVAILABLE in around or cues.JOB in around:
        return DateKind.CONTEXT, cues.AVAILABLE
    if cues.RUN in around or (cues.ANNOUNCE in around and tokens[slot.i - 2].text in ("endet", "enden")):
        return DateKind.EVENT, cues.RUN
    starts_line = not left or (left == ["bis"] and tokens[slot.j].cat == ":")
    sign_after = tokens[slot.j].cat in ("|", NEWLINE, "-", ":", "(", ",", "end", "/")
    if (starts_line and sign_after) or (len(left) <= 3 and sign_after and tokens[slot.j].cat in ("end", NEWLINE, "|")):
        return DateKind.EVENT, "until"
    if cues.PAST in around or cues.HAPPENED in around:
        return DateKind.CONTEXT, cues.HAPPENED
    return (DateKind.CONTEXT, "month") if slot.first.kind == MONTH_ONLY else (DateKind.DEADLINE, "bis")


def _is_window(tokens: list[Token], slot: Slot, left: list[str]) -> bool:
    """ "Anmeldung: 1.3. - 31.3.", "Anmeldung ab 1.3.": the registration's own days, not the event's."""
    if slot.is_open:
        return True
    sign_up = next((k for k in range(len(left) - 1, -1, -1) if cues.cue_of(left[k]) == cues.SIGN_UP), -1)
    if slot.last is not None and sign_up >= 0 and all(word in _BETWEEN for word in left[sign_up + 1 :]):
        return True
    k = slot.i - 1
    if tokens[k].cat != ":":
        return False
    heads = sign_up >= 0 and len(left) - sign_up <= 3 and all(not cues.cue_of(word) for word in left[sign_up + 1 :])
    booked = tokens[k - 1].text.startswith(("reservierung", "buchung"))  # Reservierung: Fr 11.10.
    return not booked and (heads or cues.cue_of(tokens[k - 1].text) == cues.SIGN_UP)


def _other_role(
    tokens: list[Token],
    slot: Slot,
    nearest: list[str],
    near: set[str],
    around: set[str],
    left: list[str],
    right: list[str],
) -> tuple[str, str]:
    moved = cues.MOVED in around or is_moved_away(tokens, slot)
    if cues.BORN in near:
        return DateKind.CONTEXT, cues.BORN
    other = _of_a_document(tokens, slot, nearest, left, right, moved) or _of_a_job(
        tokens, slot, near, around, left, right
    )
    if other:
        return other
    if right[:1] and right[0] in _GONE_BY:
        return DateKind.CONTEXT, cues.HAPPENED
    if slot.is_open and any(word in _IN_FORCE for word in left[-4:]):
        return DateKind.CONTEXT, cues.AVAILABLE
    if cues.REVIEW in near:
        return DateKind.CONTEXT, cues.REVIEW
    if slot.first.kind == MONTH_ONLY:
        return (DateKind.EVENT, "month") if moved else _month_role(tokens, slot, around, left)
    if slot.first.kind == RULE:
        hours = any(word in _OPEN_WORDS or word.startswith("öffnungs") for word in left + right)
        closed = hours or any(word in _CLOSED for word in right[:4])
        return (DateKind.CONTEXT, cues.HOURS) if closed else (DateKind.EVENT, "")
    if not moved and (tells_past_beside(tokens, slot) or tells_perfect(tokens, slot, left)):
        return DateKind.CONTEXT, cues.TOLD
    takes_effect = tokens[slot.i - 1].text == "zum" and slot.i > 0 and cues.ANNOUNCE not in around and not slot.times
    if takes_effect and not moved and slot.last is None and not is_bare_line(tokens, slot):
        return DateKind.CONTEXT, cues.OCCASION
    if not moved and not _is_labelled(nearest):
        for cue in (cues.HAPPENED, cues.OCCASION, cues.PAST):
            if cue in around and not (cue == cues.PAST and right[:1] and right[0] in _OF_NOW):
                cue = cues.PAST if cues.PAST in nearest[:4] and cues.ANNOUNCE not in around else cue
                announced = cue == cues.OCCASION and cues.ANNOUNCE in around
                return DateKind.CONTEXT, cues.ANNOUNCED_OCCASION if announced else cue
    if any(cues.is_preterite(word) for word in left[-6:] + right[:4]):
        return DateKind.EVENT, cues.PRETERITE
    return DateKind.EVENT, ""


def _of_a_document(
    tokens: list[Token], slot: Slot, nearest: list[str], left: list[str], right: list[str], moved: bool
) -> tuple[str, str] | None:
    """A letter's head, a law's or report's day, what appears or can be had then, what is closed then."""
    if is_dateline(tokens, slot):
        return DateKind.CONTEXT, "dateline"
    stays = right[:1] and right[0] in ("bleibt", "bleiben", "ist", "sind", "haben") and "geschlossen" in right[1:7]
    if stays or (right[:1] and right[0] in _CLOSED) or _is_closure(left):
        return DateKind.CONTEXT, "closed"
    if right[:1] == ["ist"] and "tag" in right[1:4]:
        return DateKind.CONTEXT, cues.OCCASION
    direct = [cue for word, cue in zip(reversed(left), nearest, strict=True) if not word.isdigit()][:3]
    document = (cues.LAW in direct or cues.PUBLISHED in direct) and slot.first.kind != RULE
    if document and not moved and slot.last is None:
        return DateKind.CONTEXT, cues.LAW
    if cues.AVAILABLE in direct and slot.last is not None:
        return DateKind.CONTEXT, cues.AVAILABLE
    written = nearest[1:2] == [cues.SIGN_UP] or (left[-2:-1] and left[-2] in _WRITTEN)
    if left[-1:] == ["vom"] and written and slot.last is None and not moved:
        return DateKind.CONTEXT, cues.LAW  # der Antrag vom 12. Februar
    appears = any(word in ("erscheint", "erscheinen") for word in left[-4:] + right[:3])
    if appears or (slot.is_open and any(word in _TOLD for word in left[-5:])):
        return DateKind.CONTEXT, cues.AVAILABLE
    headed = cues.cue_of(tokens[slot.j + 1].text) if tokens[slot.j].cat == "|" and not slot.times else ""
    if headed == cues.FRIST:
        return DateKind.DEADLINE, cues.FRIST
    if headed == cues.REVIEW:
        return DateKind.CONTEXT, cues.REVIEW
    if right[:1] and right[0] in ("pressemitteilung", "pm", "newsletter", "pressemeldung"):
        is_hour = right[0] == "pm" and any(token.cat == NUM for token in tokens[slot.j : slot.j + 4])
        return None if is_hour else (DateKind.CONTEXT, cues.PUBLISHED)
    return None


def _is_closure(left: list[str]) -> bool:
    """Betriebsferien vom …; "Urlaub 3.–5.5." alone is somebody's own."""
    return any(word in _CLOSURES and (word != "urlaub" or len(left) > 2) for word in left[-4:])


def _of_a_job(
    tokens: list[Token], slot: Slot, near: set[str], around: set[str], left: list[str], right: list[str]
) -> tuple[str, str] | None:
    """The day a job begins, the years of a grant, the last day to apply at the head of an advert."""
    seeks = any(word in ("suchen", "sucht", "gesucht") for word in left + right)
    if (cues.JOB in around or seeks) and (slot.is_open or tokens[slot.i - 1].text == "zum"):
        return DateKind.CONTEXT, cues.JOB
    if heads_job(tokens, slot, right):
        return DateKind.DEADLINE, cues.JOB
    if cues.JOB in near and (slot.is_open or tokens[slot.i - 1].text in ("zum", ":", "ist") or slot.last is not None):
        return DateKind.CONTEXT, cues.JOB
    return None


def _month_role(tokens: list[Token], slot: Slot, around: set[str], left: list[str]) -> tuple[str, str]:
    """A month is an event's date only where the text announces something in it."""
    sign_after = tokens[slot.j].cat in ("|", NEWLINE, "end", ":")
    if around & {cues.PAST, cues.HAPPENED, cues.LAW, cues.OCCASION}:
        return DateKind.CONTEXT, cues.PAST if cues.HAPPENED in around or cues.PAST in around else "month"
    if cues.ANNOUNCE in around or cues.LABEL in around or cues.RUN in around:
        return DateKind.EVENT, "month"
    return (DateKind.EVENT, "month") if not left and sign_after else (DateKind.CONTEXT, "month")


def _is_labelled(nearest: list[str]) -> bool:
    return cues.LABEL in nearest[:2]


def _label_between(nearest: list[str], wanted: str) -> bool:
    """Whether a label or sentence of its own stands between the cue and the date."""
    return cues.LABEL in nearest[: nearest.index(wanted)]
