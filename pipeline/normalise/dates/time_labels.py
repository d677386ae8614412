"""Tells what a clock time is for: doors, beginning, end."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalise.dates.items import NOT_SAID, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import APPROX, CLOCK, FILL, NUM, UNTIL, wordset

DOORS = wordset("einlass einlaß türöffnung tür türen doors saalöffnung hallenöffnung kassenöffnung abendkasse kasse")
BEGIN = wordset(
    "beginn start starts anfang show beginnt startet los konzertbeginn veranstaltungsbeginn vorstellungsbeginn "
    "treffpunkt filmstart anpfiff programmstart"
)
END_WORDS = wordset("ende end schluss endet schließt rückkehr rückkunft")
_LABELS = {word: label for words, label in ((DOORS, "doors"), (BEGIN, "begin"), (END_WORDS, "end")) for word in words}
_COMPOUNDS = {"einlass": "doors", "einlaß": "doors", "beginn": "begin", "start": "begin"}
CLOCK_CUES = DOORS | BEGIN | END_WORDS | {"uhrzeit", "zeit", "um", "ab", "gegen", "time", "at", "wann"}


@lru_cache(maxsize=8192)
def label_of(word: str) -> str:
    """What a word says the clock time beside it is for: doors, begin, end, or ''; also Hofeinlass, Filmbeginn."""
    found = _LABELS.get(word)
    if found is not None:
        return found
    return next((label for tail, label in _COMPOUNDS.items() if word.endswith(tail) and not word.startswith("an")), "")


def give_label(tokens: list[Token], item: Item, items: list[Item]) -> None:
    """Says what a time is for: doors, begin, end; "bis 22 Uhr" says only when it ends."""
    i = item.i
    floor = items[-1].j if items else 0
    for k in range(i - 1, max(i - 5, floor - 1), -1):
        text = tokens[k].text
        if label_of(text):
            item.label = label_of(text)
            break
        if item.end == NOT_SAID and (
            text == "spätestens" or (text in ("vor", "before") and tokens[k - 1].text != "nicht")
        ):
            item.label = "latest"
            break
        if tokens[k].cat == UNTIL and item.end == NOT_SAID and text == "bis":
            item.label = "end"
            break
        if tokens[k].cat not in (":", ".", FILL, APPROX, "from") and text not in ("ist", "is", "uhr", "weiterhin"):
            break
    else:
        item.label = item.label or _label_after(tokens, item)
    if not item.label:
        item.label = _label_after(tokens, item)
    if item.label in ("end", "latest") and item.end == NOT_SAID:
        item.start, item.end = NOT_SAID, item.start
        if tokens[i - 1].cat == UNTIL:
            item.i = i - 1


def _label_after(tokens: list[Token], item: Item) -> str:
    k = item.j + (tokens[item.j].cat in ("(", ":"))
    text = tokens[k].text
    after = tokens[k + 1]
    if after.cat in (":", NUM) and (after.cat == ":" or tokens[k + 2].cat in (CLOCK, ":")) and text in CLOCK_CUES:
        follows_time = after.cat == NUM and tokens[k + 3].cat not in (NUM, CLOCK) if after.cat == NUM else False
        if after.cat == ":" or not follows_time:
            return ""
    if text in DOORS:
        return "doors"
    if text in ("beginn", "start", "anfang", "show"):
        return "begin"
    return "end" if text == "ende" else ""


def cue_before(tokens: list[Token], i: int) -> str:
    for k in range(i - 1, max(i - 4, -1), -1):
        token = tokens[k]
        if token.text in CLOCK_CUES or label_of(token.text):
            return token.text
        if token.cat not in (":", APPROX, ".", FILL) and token.text not in ("ist", "is"):
            return ""
    return ""
