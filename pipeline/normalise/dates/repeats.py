"""Reads a stated repetition ("jeden 1. und 3. Donnerstag", "14-tägig dienstags") as a canonical recurrence rule."""

from __future__ import annotations

from pipeline.normalise.dates.beyond_rules import beyond_rules
from pipeline.normalise.dates.items import RULE, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import WEEKEND, Phrase, rule_of, says_more
from pipeline.normalise.dates.repeat_numbers import take_digits, take_number, take_times
from pipeline.normalise.dates.repeat_weekdays import leads_on, take_weekday
from pipeline.normalise.dates.repeat_words import (
    ALL,
    EACH,
    EVERY_UNIT,
    GLUE,
    INFLECTED,
    LENGTHS,
    OFTEN,
    PARITY,
    PARTS_OF_DAY,
    SPACING,
    SURE_EACH,
    TIMES,
    TIMES_A,
    TRIGGERS,
    UNITS,
    WEEK_WORDS,
    WEEKEND_WORDS,
    WORKDAY_WORDS,
)
from pipeline.normalise.dates.words import (
    AND,
    MONTH,
    NUM,
    NUMBER,
    ORDINAL,
    UNTIL,
    WEEKDAY,
    WEEKDAY_ADVERBS,
    WORD,
    wordset,
)  # fmt: skip

_BEFORE_MONTH = wordset("/ im des eines pro jedes jeden in the a of je every each")
_LONGEST = 24


def read_repeat(tokens: list[Token], i: int) -> Item | None:
    """The repetition that begins at `i`; None if there is none. An Item without rrule is one that we cannot express."""
    phrase = Phrase()
    if tokens[i].text in ("an", "am", "in") and not _is_beginning(tokens[i + 1]):
        return None
    k = stop = whole = i
    is_open = chosen = False
    while k < i + _LONGEST:
        used = _take(tokens, k, phrase)
        if used:
            phrase.unknown = phrase.unknown or chosen  # dienstags oder donnerstags: nobody said which
            whole = whole if phrase.numbers else k + used
            k += used
            stop = k
            continue
        if tokens[k].text in GLUE or tokens[k].cat in (AND, ",", "/", "+", "&", "-", UNTIL, ":"):
            chosen = chosen or (tokens[k].text in ("oder", "or") and stop > i)
            k += 1 + (tokens[k].text == "u" and tokens[k + 1].cat == ".")
            if k > stop + 3:
                break
            continue
        if tokens[k].cat == "(" and stop > i and leads_on(tokens, k):
            k += 1
            is_open = True
            continue
        if tokens[k].cat == ")" and is_open:
            k, stop, is_open = k + 1, k + 1, False
            continue
        break
    if stop == i:
        return None
    if phrase.numbers and whole > i and phrase.pairs:
        phrase.numbers, stop = [], whole  # what follows is a day of the month: "jeden Mittwoch, 3. Mai"
    in_month = tokens[stop].text in ("im", "in") and tokens[stop + 1].cat == MONTH
    if phrase.each and in_month and any(number for number, _ in phrase.pairs):
        phrase.of_month = True  # jeden zweiten Montag im Januar und Februar
    if phrase.often:
        weekly = phrase.unit == "week"
        named = [number for number, _ in phrase.pairs if number or weekly] + phrase.month_days
        phrase.unknown = phrase.unknown or phrase.often != len(named)
    beyond = beyond_rules(tokens, i, stop, phrase)
    if beyond:
        phrase.unknown, stop = True, max(stop, beyond)
    denied = i > 0 and tokens[i - 1].text in ("nicht", "fast")
    rrule = "" if phrase.unknown else rule_of(phrase)
    phrase.unknown = phrase.unknown or (not rrule and says_more(phrase))
    if not rrule and not (phrase.unknown and not denied):
        return None
    if phrase.names and not (phrase.pairs or phrase.month_days):
        return None
    vague = not (phrase.pairs or phrase.month_days or phrase.workdays or phrase.year_days)
    return Item(RULE, i, stop, rrule="" if denied else rrule, weak=vague)


def _is_beginning(token: Token) -> bool:
    return (
        token.cat in (ORDINAL, NUM)
        or token.text in TRIGGERS
        or token.text in WORKDAY_WORDS
        or token.text in WEEKEND_WORDS
    )


def _take(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """Takes in what stands at `k`; how many tokens that was, 0 if it says nothing of repetition."""
    token, after = tokens[k], tokens[k + 1]
    text = token.text
    if text in EACH:
        return _take_each(tokens, k, phrase)
    if text in ALL:
        if after.text in ("paar", "einigen") and tokens[k + 2].text in UNITS:
            phrase.each = phrase.unknown = True
            return 3
        spread = after.cat in (NUM, NUMBER) and tokens[k + 2].cat in (UNTIL, "-") and tokens[k + 4].text in UNITS
        if spread:
            phrase.each = phrase.unknown = True  # alle sechs bis acht Wochen
            return 5
        named = after.cat == WEEKDAY or after.text in WORKDAY_WORDS or after.text in WEEKEND_WORDS
        if not (after.cat in (NUM, NUMBER) or after.text in UNITS or named):
            return 0
        phrase.each = True
        return 1
    if token.cat == ORDINAL:
        return take_number(tokens, k, phrase, 1)
    if token.cat == NUM and token.value <= 99:
        return take_digits(tokens, k, phrase)
    if token.cat == NUMBER and after.text in TIMES and not phrase.pairs:
        return take_times(tokens, k, phrase)
    if token.cat == NUMBER and after.text in UNITS and phrase.each:
        phrase.interval = token.value
        return 1
    if token.cat == WEEKDAY or text in WEEKDAY_ADVERBS:
        return take_weekday(tokens, k, phrase)
    if text in EVERY_UNIT:
        phrase.unit, phrase.interval = EVERY_UNIT[text]
        return 1 + (after.cat == "." and not text.endswith(("h", "y")) and len(text) < 7)
    if text in LENGTHS and after.text in SPACING:
        phrase.unit, phrase.interval = LENGTHS[text]
        return 1
    if text in INFLECTED:
        phrase.unit, phrase.interval = INFLECTED[text]
        phrase.names = True
        return 1 + (after.cat == WORD and after.width > 0)
    if text in PARITY and after.text in WEEK_WORDS:
        phrase.parity = PARITY[text]
        return 2
    return _take_small_word(tokens, k, phrase) or _take_unit(tokens, k, phrase)


def _take_each(tokens: list[Token], k: int, phrase: Phrase) -> int:
    text, after = tokens[k].text, tokens[k + 1]
    if text in ("jd", "jed") and after.cat == ".":
        phrase.each = True
        return 2
    alike = all(bool(number) == (after.cat != WEEKDAY) for number, _ in phrase.pairs) and not phrase.of_month
    if phrase.pairs and text in SURE_EACH and after.cat in (ORDINAL, WEEKDAY, NUM) and not phrase.numbers and not alike:
        return 0  # "… und jeden 2. Mittwoch": a rule of its own
    phrase.each = phrase.each or text in SURE_EACH or text in ("immer", "jeweils", "stets", "regelmäßig")
    return 1


def _take_small_word(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """einmal im Monat, zweimal pro Woche, every other, jeden Abend, im Rhythmus von, in ungeraden Monaten."""
    text, after = tokens[k].text, tokens[k + 1]
    before = tokens[k - 1] if k else tokens[-1]
    if text in SPACING and (phrase.unit or (after.text == "von" and tokens[k + 2].cat in (NUM, NUMBER))):
        phrase.each = True
        return 1
    if text == "sonn" and after.cat == "-" and tokens[k + 3].text.startswith("feiertag"):
        phrase.unknown = phrase.each = True
        return 4
    if text in OFTEN or text in ("einmal", "once"):
        if after.text not in TIMES_A and not (after.text == "die" and tokens[k + 2].text == "woche"):
            return 0
        phrase.each = True
        phrase.often = OFTEN.get(text, 0)
        return 1
    if text in ("monatsersten", "monatsletzten") and phrase.each:
        phrase.month_days.append(1 if text == "monatsersten" else -1)
        return 1
    if text == "other" and before.text == "every":
        phrase.numbers.append(2)
        return 1
    if text in PARTS_OF_DAY and (before.text in SURE_EACH or (before.cat == WEEKDAY and phrase.each)):
        if before.cat != WEEKDAY:
            phrase.unit, phrase.interval = "day", 1
        return 1
    if text in PARITY and UNITS.get(after.text) == "month" and phrase.pairs:
        phrase.unknown = True
        return 2
    return 0


def _take_unit(tokens: list[Token], k: int, phrase: Phrase) -> int:
    text, before = tokens[k].text, tokens[k - 1].text if k else ""
    if text in WORKDAY_WORDS:
        plain = text in ("werktags", "wochentags", "werktäglich", "weekdays")
        if not (plain or phrase.each or phrase.numbers or before == "an"):
            return 0
        phrase.workdays += phrase.numbers or [0]
        phrase.numbers, phrase.adverb = [], phrase.adverb or plain
        return 1
    if text in WEEKEND_WORDS and (phrase.each or text == "wochenends" or (text == "wochenenden" and before == "an")):
        phrase.pairs += [(number, day) for number in phrase.numbers or [0] for day in WEEKEND]
        phrase.numbers, phrase.adverb = [], phrase.adverb or text in ("wochenends", "wochenenden")
        return 1
    unit = UNITS.get(text)
    if unit is None:
        return 0
    if (
        unit == "month"
        and before in _BEFORE_MONTH
        and (phrase.pairs or phrase.workdays or phrase.numbers or phrase.month_days)
    ):
        if (
            phrase.numbers
            and not phrase.pairs
            and before in ("des", "jedes", "jeden", "im", "eines", "every", "each", "the")
        ):
            phrase.month_days += phrase.numbers
            phrase.numbers = []
        phrase.of_month = True
        return 1
    if unit in ("quarter", "half-year"):
        if not phrase.each or phrase.pairs or phrase.numbers:
            phrase.unknown = phrase.unknown or bool(phrase.pairs or phrase.numbers)
            return int(phrase.unknown)
        phrase.unit, phrase.interval = "month", 3 if unit == "quarter" else 6
        return 1
    if unit == "day" and phrase.numbers and (phrase.unit == "month" or _month_follows(tokens, k + 1)):
        phrase.month_days += phrase.numbers
        phrase.numbers = []
        return 1
    if unit == "day" and phrase.pairs and phrase.interval % 7 == 0 < phrase.interval:
        phrase.unit = unit  # freitags alle 14 Tage
        return 1
    if not phrase.each or (phrase.pairs and unit in ("day", "year")):
        return 0
    phrase.unit = unit
    phrase.interval = phrase.numbers.pop() if len(phrase.numbers) == 1 else phrase.interval or 1
    return 1


def _month_follows(tokens: list[Token], k: int) -> bool:
    return (
        tokens[k].text in ("im", "des", "jedes", "eines", "jeden", "in") and UNITS.get(tokens[k + 1].text) == "month"
    ) or (tokens[k + 2].text in ("monat", "monats") and tokens[k].text in ("in", "des"))
