"""Reads a stated repetition ("jeden 1. und 3. Donnerstag", "14-tägig dienstags") as a canonical recurrence rule."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.items import RULE, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import WEEKEND, Phrase, rule_of
from pipeline.normalise.dates.words import (
    AND,
    END,
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

_EACH = wordset("jeder jede jeden jedem jedes every each jd immer jeweils stets regelmäßig")
_SURE_EACH = wordset("jeder jede jeden jedem jedes every each")
_ALL = frozenset(("alle", "aller", "allen"))
_UNITS = {
    "tag": "day", "tage": "day", "tagen": "day", "days": "day", "day": "day", "tages": "day",
    "woche": "week", "wochen": "week", "weeks": "week", "week": "week",
    "monat": "month", "monats": "month", "monate": "month", "monaten": "month", "month": "month", "months": "month",
    "jahr": "year", "jahre": "year", "jahres": "year", "year": "year", "quartal": "quarter", "quartals": "quarter", "halbjahr": "half-year",
}  # fmt: skip
_EVERY_UNIT = {
    "täglich": ("day", 1), "wöchentlich": ("week", 1), "monatlich": ("month", 1), "jährlich": ("year", 1),
    "alljährlich": ("year", 1), "vierzehntägig": ("week", 2), "zweiwöchentlich": ("week", 2), "daily": ("day", 1),
    "zweiwöchig": ("week", 2), "weekly": ("week", 1), "monthly": ("month", 1), "dreiwöchentlich": ("week", 3),
    "vierwöchentlich": ("week", 4), "zweimonatlich": ("month", 2), "fortnightly": ("week", 2), "biweekly": ("week", 2),
    "vierzehntäglich": ("week", 2), "vierteljährlich": ("month", 3), "halbjährlich": ("month", 6),
    "annually": ("year", 1), "quartalsweise": ("month", 3), "zweijährlich": ("year", 2), "dreimonatlich": ("month", 3),
    "monatsweise": ("month", 1), "yearly": ("year", 1),
}  # fmt: skip
_SUFFIXES = {
    "tägig": "day", "tägige": "day", "tägiger": "day", "täglich": "day", "tägl": "day", "wöchig": "week",
    "wöchentlich": "week", "wöchentliche": "week", "monatlich": "month", "tägigen": "day", "tägiges": "day",
}  # fmt: skip
_WORKDAY_WORDS = wordset("werktags wochentags werktäglich werktag werktagen wochentag wochentagen werktage")
_WEEKEND_WORDS = wordset("wochenende wochenenden wochenends wochenend")
_PARITY = {
    stem + ending: parity for parity, stem in ((1, "ungerade"), (0, "gerade")) for ending in ("", "n", "r", "m", "s")
}
_WEEK_WORDS = wordset("kw kalenderwoche kalenderwochen woche wochen kws")
_OFTEN = wordset("zweimal dreimal viermal mehrmals 2x 3x zweimalig")
_TIMES_A = wordset("im pro in je am monatlich wöchentlich jährlich täglich a")
_PARTS_OF_DAY = wordset("abend morgen vormittag nachmittag mittag nacht abends")
_GLUE = wordset("im in des der den dem am an und um eines einem zum pro je the of on a auf von")
_OTHER_BASE = wordset(
    "vollmond neumond feiertag ostern pfingsten weihnachten monatsanfang advent bedarf absprache "
    "zahltag semesters semester schuljahr schulhalbjahr trimester ferienwoche spieltag"
)
_OTHER_NEED = wordset("wetter regen bedarf absprache vereinbarung nachfrage witterung wetterlage")
TRIGGERS = frozenset(
    _EACH | _ALL | set(_EVERY_UNIT) | {"werktags", "wochentags", "werktäglich", "wochenends", "an", "am", "einmal"}
    | _OFTEN | set(WEEKDAY_ADVERBS) | set(_PARITY) | {"in"}
)  # fmt: skip
SUFFIXES = frozenset(_SUFFIXES)
_SPACING = wordset("abstand rhythmus turnus takt")
_LONGEST = 24


def read_repeat(tokens: list[Token], i: int) -> Item | None:
    """The repetition that begins at `i`; None if there is none. An Item without rrule is one that we cannot express."""
    phrase = Phrase()
    if tokens[i].text in ("an", "am", "in") and not _is_beginning(tokens[i + 1]):
        return None
    k = stop = whole = i
    while k < i + _LONGEST:
        used = _take(tokens, k, phrase)
        if used:
            whole = whole if phrase.numbers else k + used
            k += used
            stop = k
            continue
        if tokens[k].text in _GLUE or tokens[k].cat in (AND, ",", "/", "+", "&", "-", UNTIL, ":"):
            k += 1
            if k > stop + 3:
                break
            continue
        if tokens[k].cat == "(" and stop > i and _leads_on(tokens, k):
            k += 1
            continue
        break
    if stop == i:
        return None
    if phrase.numbers and whole > i and phrase.pairs:
        phrase.numbers, stop = [], whole  # what follows is a day of the month: "jeden Mittwoch, 3. Mai"
    beyond = _beyond(tokens, i, stop, phrase)
    if beyond:
        phrase.unknown, stop = True, max(stop, beyond)
    denied = i > 0 and tokens[i - 1].text in ("nicht", "fast")
    rrule = "" if phrase.unknown else rule_of(phrase)
    if not rrule and not (phrase.unknown and not denied):
        return None
    vague = not (phrase.pairs or phrase.month_days or phrase.workdays or phrase.year_days)
    return Item(RULE, i, stop, rrule="" if denied else rrule, weak=vague)


def _beyond(tokens: list[Token], i: int, stop: int, phrase: Phrase) -> int:
    """Where something that no rule can say stops, 0 if the phrase is whole: full moons, weather, demand, other days."""
    for k in range(stop, stop + 5):
        token = tokens[k]
        if token.cat in (".", "!", "?", "nl", "end"):
            break
        if token.text in _OTHER_BASE and phrase.each and k < stop + 4:
            return k + 1
        if token.text in ("solange", "sofern", "falls") or token.text in _OTHER_NEED:
            return k + 1
        named = _named_day(tokens, k + 1) if token.text in ("nach", "vor") else 0
        if named:
            return named
    led = [token.text for token in tokens[max(0, i - 2) : i]]
    return stop if led and (led[-1] in _OTHER_NEED or (len(led) > 1 and led[-1] in ("immer",) and led[0] in _OTHER_NEED)) else 0


def _named_day(tokens: list[Token], k: int) -> int:
    """Where "dem ersten Montag", "Pfingsten", "den Ferien" stops: a day of its own that a repetition is counted from."""
    stop = 0
    for place in range(k, k + 4):
        token = tokens[place]
        if token.cat in (ORDINAL, WEEKDAY) or token.text in _OTHER_BASE or token.text.endswith(("ferien", "feiertag")):
            stop = place + 1
    return stop


def _is_beginning(token: Token) -> bool:
    return token.cat in (ORDINAL, NUM) or token.text in TRIGGERS or token.text in _WORKDAY_WORDS


def _take(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """Takes in what stands at `k`; how many tokens that was, 0 if it says nothing of repetition."""
    token, after = tokens[k], tokens[k + 1]
    text = token.text
    if text in ("jd", "jed") and after.cat == ".":
        phrase.each = True
        return 2
    if text in _EACH:
        if phrase.pairs and text in _SURE_EACH and tokens[k + 1].cat in (ORDINAL, WEEKDAY, NUM) and not phrase.numbers:
            return 0  # "… und jeden 2. Mittwoch": a rule of its own
        phrase.each = phrase.each or text in _SURE_EACH or text in ("immer", "jeweils", "stets", "regelmäßig")
        return 1
    if text in _SPACING and phrase.unit:
        return 1
    if text in _OFTEN and after.text in _TIMES_A:
        phrase.unknown = phrase.each = True
        return 1
    if text == "einmal" and after.text in _TIMES_A:
        phrase.each = True
        return 1
    if text == "other" and phrase.each and tokens[k - 1].text == "every":
        phrase.numbers.append(2)
        return 1
    if text in _PARTS_OF_DAY and k and tokens[k - 1].text in _SURE_EACH:
        phrase.unit, phrase.interval = "day", 1
        return 1
    if text in _PARTS_OF_DAY and k and tokens[k - 1].cat == WEEKDAY and phrase.each:
        return 1
    if text in _SPACING and tokens[k + 1].text == "von" and tokens[k + 2].cat in (NUM, NUMBER):
        phrase.each = True
        return 1
    if text in _ALL:
        if not (after.cat in (NUM, NUMBER) or after.text in _UNITS or after.cat == WEEKDAY):
            return 0
        phrase.each = True
        return 1
    if token.cat == ORDINAL:
        return _take_number(tokens, k, phrase, 1)
    if token.cat == NUM and token.value <= 99:
        return _take_digits(tokens, k, phrase)
    if token.cat == NUMBER and after.text in _UNITS and phrase.each:
        phrase.interval = token.value
        return 1
    if token.cat == WEEKDAY or text in WEEKDAY_ADVERBS:
        return _take_weekday(tokens, k, phrase)
    if text in _EVERY_UNIT:
        phrase.unit, phrase.interval = _EVERY_UNIT[text]
        return 1
    if text in _PARITY and after.text in _WEEK_WORDS:
        phrase.parity = _PARITY[text]
        return 2
    if text in _PARITY and _UNITS.get(after.text) == "month" and phrase.pairs:
        phrase.unknown = True
        return 2
    return _take_unit(tokens, k, phrase)


def _take_digits(tokens: list[Token], k: int, phrase: Phrase) -> int:
    token, after = tokens[k], tokens[k + 1]
    dash = after.cat == "-"
    suffix = tokens[k + 1 + dash].text
    if suffix in _SUFFIXES:
        phrase.unit, phrase.interval = _SUFFIXES[suffix], token.value
        return 2 + dash
    if dash and suffix in _UNITS and tokens[k + 3].cat == "-" and tokens[k + 4].text in _SPACING:
        phrase.unit, phrase.interval = _UNITS[suffix], token.value
        return 5
    if after.text in _UNITS and phrase.each:
        phrase.interval = token.value
        return 1
    if after.cat == "." and 1 <= token.value <= 31:
        return _take_number(tokens, k, phrase, 2)
    ordinal = after.text in ("st", "nd", "rd", "th", "ten", "te", "ter") and not after.after_space
    if ordinal and 1 <= token.value <= 31:
        return _take_number(tokens, k, phrase, 2)
    follows = tokens[k + 2]
    if phrase.each and after.cat in (AND, ",", "/", "&", "+") and follows.cat in (NUM, ORDINAL):
        phrase.numbers.append(token.value)  # "1 und 3. Donnerstag"
        return 1
    return 0


def _take_number(tokens: list[Token], k: int, phrase: Phrase, width: int) -> int:
    """A number counts only if it leads to a weekday, a unit or another number."""
    value = tokens[k].value
    k += width
    if tokens[k].cat == MONTH and phrase.each and not phrase.unit and not phrase.pairs and value > 0:
        phrase.year_days.append((tokens[k].value, value))
        return width + 1
    if phrase.unit == "month" and not phrase.pairs and 1 <= value <= 31 and _ends_phrase(tokens, k):
        phrase.month_days += [*phrase.numbers, value]
        phrase.numbers = []
        return width
    for apart in range(4):
        token = tokens[k]
        counted = token.cat == WEEKDAY or token.text in _UNITS or token.text in _WORKDAY_WORDS
        if counted or token.text in _SURE_EACH or token.text in _WEEKEND_WORDS:
            phrase.numbers.append(value)
            return width
        if token.cat in (ORDINAL, NUM) and apart:
            phrase.numbers.append(value)
            return width
        if token.cat not in (AND, ",", "/", "+", "&") and token.text not in (
            "des",
            "im",
            "eines",
            "der",
            "jeden",
            "am",
            "in",
        ):
            return 0
        k += 1
    return 0


def _ends_phrase(tokens: list[Token], k: int) -> bool:
    """Whether a number before `k` is a day of the month: no weekday or month is counted by it or by its list."""
    if tokens[k].cat in (NUM, MONTH, WEEKDAY, ORDINAL, WORD, AND, "/", "+", "&"):
        return False
    stop = k + 10
    while k < stop and tokens[k].cat in (NUM, ORDINAL, AND, ",", "."):
        k += 1
    return tokens[k].cat not in (WEEKDAY, MONTH)


def _take_weekday(tokens: list[Token], k: int, phrase: Phrase) -> int:
    token = tokens[k]
    used = 1 + (tokens[k + 1].cat == "." and token.cat == WEEKDAY and len(token.text) < 4)
    adverb = token.text in WEEKDAY_ADVERBS
    phrase.adverb = phrase.adverb or adverb
    first = WEEKDAY_ADVERBS.get(token.text, token.value)
    days = [first]
    joint = tokens[k + used]
    beyond = tokens[k + used + 1]
    if joint.cat in ("-", UNTIL) and (beyond.cat == WEEKDAY or beyond.text in WEEKDAY_ADVERBS):
        last = WEEKDAY_ADVERBS.get(beyond.text, beyond.value)
        days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        used += 2
    if (
        token.cat == WEEKDAY
        and not (phrase.each or phrase.unit or phrase.numbers or phrase.adverb or phrase.parity >= 0 or phrase.interval)
        and not (_leads_on(tokens, k + used) or (len(days) > 1 and not k and _hours_end(tokens, used)))
    ):
        return 0
    phrase.adverb = phrase.adverb or (len(days) > 1 and not k)
    for day in days:
        phrase.pairs += [(number, day) for number in phrase.numbers or [0]]
    phrase.numbers = []
    return used


def _hours_end(tokens: list[Token], k: int) -> bool:
    """Mo-Fr 9-17 Uhr, and nothing else in the text."""
    k += tokens[k].cat in (",", ":")
    k += tokens[k].text in ("von", "ab", "um", "jeweils")
    clock = read_clock(tokens, k)
    return clock is not None and tokens[clock.j].cat == END


def _leads_on(tokens: list[Token], k: int) -> bool:
    """Whether a weekday alone is followed by what makes it a repetition: "Dienstag 14-tägig", "Mo ungerade KW"."""
    stop = k + 12
    while tokens[k].cat in (AND, ",", "+", "/", "&") and tokens[k + 1].cat == WEEKDAY and k < stop:
        k += 2 + (tokens[k + 2].cat == "." and len(tokens[k + 1].text) < 4)
    k += tokens[k].cat in (",", "(", ":", "/")
    k += tokens[k].text in ("in", "jeder", "jeden")
    token = tokens[k]
    if token.text in _PARITY or (token.text in _EVERY_UNIT and _EVERY_UNIT[token.text][0] in ("day", "week")):
        return True
    return token.cat == NUM and tokens[k + 1 + (tokens[k + 1].cat == "-")].text in _SUFFIXES


def _take_unit(tokens: list[Token], k: int, phrase: Phrase) -> int:
    text, before = tokens[k].text, tokens[k - 1].text if k else ""
    if text in _WORKDAY_WORDS:
        plain = text in ("werktags", "wochentags", "werktäglich")
        if not (plain or phrase.each or phrase.numbers or before == "an"):
            return 0
        phrase.workdays += phrase.numbers or [0]
        phrase.numbers, phrase.adverb = [], phrase.adverb or plain
        return 1
    if text in _WEEKEND_WORDS and (phrase.each or text == "wochenends"):
        phrase.pairs += [(number, day) for number in phrase.numbers or [0] for day in WEEKEND]
        phrase.numbers = []
        return 1
    unit = _UNITS.get(text)
    if unit is None:
        return 0
    if (
        unit == "month"
        and before in ("im", "des", "eines", "pro", "jedes", "jeden", "in", "the", "a", "of", "je")
        and (phrase.pairs or phrase.workdays or phrase.numbers or phrase.month_days)
    ):
        if phrase.numbers and not phrase.pairs and before in ("des", "jedes", "jeden", "im", "eines"):
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
    if not phrase.each or (phrase.pairs and unit in ("day", "year")):
        return 0
    phrase.unit = unit
    phrase.interval = phrase.numbers.pop() if len(phrase.numbers) == 1 else phrase.interval or 1
    return 1


def _month_follows(tokens: list[Token], k: int) -> bool:
    return (
        tokens[k].text in ("im", "des", "jedes", "eines", "jeden", "in") and _UNITS.get(tokens[k + 1].text) == "month"
    ) or (tokens[k + 2].text in ("monat", "monats") and tokens[k].text in ("in", "des"))
