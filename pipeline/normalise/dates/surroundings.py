"""Reads what stands around a date: its words, and shapes that tell what it is (dateline, job advert, name)."""

from __future__ import annotations

from pipeline.normalise.dates import cues
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.words import APPROX, FILL, NEWLINE, NUM, WORD, wordset

_LEFT, RIGHT = 16, 12
_BESIDE = frozenset((FILL, APPROX, "weekday", "daypart", "until", "from", ","))
_JOB_TITLES = (
    "projektmitarbeit",
    "sachbearbeit",
    "stellenausschreib",
    "projektkoordinat",
    "projektreferen",
    "bildungsreferen",
)
_JOB_ENDINGS = ("praktikum", "stellenangebot", "mitarbeiter_in", "werkstudent")
_GREETINGS = wordset("liebe lieber liebes sehr hallo guten werte werter betreff betr einladung")
_SHORT_ENDS = wordset("zu an auf aus ein los vor da ist hat war sei mit uns euch sie ihn")
_HELPERS = wordset("hat haben ist sind")
_STOPS = frozenset((NEWLINE, "!", "?", "|"))


def asks_reply(tokens: list[Token], i: int) -> bool:
    """U. A. w. g. bis 5. April: um Antwort wird gebeten."""
    letters = "".join(token.text for token in tokens[max(0, i - 10) : i] if token.cat != ".")
    return "uawg" in letters


def is_bare_line(tokens: list[Token], slot: Slot) -> bool:
    """Whether the slot's line says hardly more than the date ("zum 3. Mai")."""
    return tokens[slot.j].cat in ("end", NEWLINE, "|") and (slot.i < 3 or tokens[slot.i - 2].cat in (NEWLINE, "|"))


def tells_past_beside(tokens: list[Token], slot: Slot) -> bool:
    """Am 8. Februar (gegen 17 Uhr) zogen …; die Stadt eröffnete am 8. Februar …: German puts verb and date together."""
    k = slot.j
    while k < slot.j + 8 and (tokens[k].cat in _BESIDE or tokens[k].cat in (NUM, "clock", ":", ")")):
        k += 1
    word = tokens[k].text
    if tokens[k].cat == WORD and not tokens[k].width and (cues.tells_past(word) or cues.is_done_participle(word)):
        return True
    k = slot.i - 1
    while k >= 0 and k > slot.i - 5 and (tokens[k].cat in _BESIDE or tokens[k].text in ("nacht", "abend")):
        k -= 1
    return k >= 0 and tokens[k].cat == WORD and not tokens[k].width and cues.tells_past(tokens[k].text)


def tells_perfect(tokens: list[Token], slot: Slot, left: list[str]) -> bool:
    """Der Rat hat am 8. Februar den Haushalt beschlossen; am 8. Februar ist sie verstorben."""
    if any(word in ("für", "auf", "zum", "ab", "bis") for word in left[-2:]):
        return False
    helper = next((word for word in reversed(left) if word in _HELPERS), "")
    for k in range(slot.j, slot.j + RIGHT):
        token = tokens[k]
        if token.cat in _STOPS or token.cat == "end" or (token.cat == "." and _ends_sentence(tokens, k)):
            return False
        helper = helper or (token.text if token.text in _HELPERS and k <= slot.j + 2 else "")
        ends = tokens[k + 1].cat in (".", ",", ";", "!", "?", NEWLINE, "end", "and", ")")
        if helper and ends and not token.width and cues.is_participle(token.text, moves=helper in ("ist", "sind")):
            return True
    return False


def is_moved_away(tokens: list[Token], slot: Slot) -> bool:
    """wurde vom 12.4. auf den 19.4. verschoben: the word that moves stands behind the next date."""
    for k in range(slot.j, slot.j + RIGHT):
        token = tokens[k]
        if token.cat in _STOPS or token.cat == "end" or (token.cat == "." and _ends_sentence(tokens, k)):
            return False
        if cues.cue_of(token.text) == cues.MOVED or token.text == "sondern":
            return True
    return False


def is_dateline(tokens: list[Token], slot: Slot) -> bool:
    """Leipzig, den 16. April 2021; Dresden, 12.03.2021. Der Rat …: where and when it was written."""
    i, j = slot.i, slot.j
    said = tokens[i - 1].text == "den" if i else False
    comma = i - 1 - said
    if slot.last is not None or slot.times or not slot.first.year or comma < 1 or tokens[comma].cat != ",":
        return False
    town = tokens[comma - 1]
    if town.cat != WORD or not town.width or (comma > 1 and tokens[comma - 2].cat not in (NEWLINE, "(", "-", "/")):
        return False
    ends_line = tokens[j].cat in (NEWLINE, "end")
    heads = comma == 1 or (comma > 1 and tokens[comma - 2].cat == NEWLINE)
    if heads and tokens[j].cat == NEWLINE:
        k = j + 1
        while tokens[k].cat == NEWLINE:
            k += 1
        if tokens[k].text in _GREETINGS:
            return True
    return (
        (said and ends_line)
        or (tokens[j].cat == "." and tokens[j + 1].width > 0)
        or (tokens[j].cat == "." and ends_line)
    )


def heads_job(tokens: list[Token], slot: Slot, right: list[str]) -> bool:
    """26.07. | Projektleitung (m/w/d) | Dresden: the day at the head of a job advert is the last day to apply."""
    if tokens[slot.j].cat != "|" or slot.times:
        return False
    stop = slot.j + 1
    while stop < slot.j + 30 and tokens[stop].cat not in (NEWLINE, "end"):
        stop += 1
    line = [token.text for token in tokens[slot.j : stop]]
    gendered = any(
        line[k] in ("m", "w", "d") and line[k + 2 : k + 3] in (["w"], ["m"], ["d"], ["x"]) for k in range(len(line))
    )
    return gendered or any(word.startswith(_JOB_TITLES) or word.endswith(_JOB_ENDINGS) for word in line)


def named(tokens: list[Token], slot: Slot) -> str:
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
    for k in range(j, min(ceiling, j + RIGHT)):
        token = tokens[k]
        if token.cat in _STOPS or token.cat == "end" or (token.cat == "." and _ends_sentence(tokens, k)):
            break
        if token.cat == WORD:
            found.append(token.text)
    return found


def _ends_sentence(tokens: list[Token], k: int) -> bool:
    following = tokens[k + 1]
    before = tokens[k - 1] if k else following
    is_end = (len(before.text) > 3 or before.text in _SHORT_ENDS) and (before.cat != NUM or before.width == 4)
    return following.after_space and is_end and (following.width > 0 or following.cat == NUM)
