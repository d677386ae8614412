"""The words that dates are made of: months, weekdays, numbers, joiners, and what each of them stands for."""

from __future__ import annotations


def wordset(listed: str) -> frozenset[str]:
    """The words of a list parted by spaces."""
    return frozenset(listed.split())


MONTH_WORDS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jaenner jänner jänn january jannuar jän",
            "februar feb feber febr february",
            "märz mär mrz maerz mar march marz",
            "april apr avril",
            "mai may",
            "juni jun june juno",
            "juli jul july julei",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAY_WORDS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "montag mo mon monday",
            "dienstag di die tue tues tuesday dienst",
            "mittwoch mi mit wed wednesday mittw",
            "donnerstag do don thu thur thurs thursday donn",
            "freitag fr fre fri friday freit",
            "samstag sa sam sat saturday sonnabend",
            "sonntag so son sun sunday",
        )
    )
    for name in names.split()
}

# Short forms that are also everyday words or names: a weekday only right before a date or with its dot.
SHY_WEEKDAYS = wordset("mo di die mi mit do don fr fre sa sam so son sat sun mon dienst")

WEEKDAY_ADVERBS: dict[str, int] = {
    "montags": 0, "dienstags": 1, "mittwochs": 2, "donnerstags": 3, "freitags": 4,
    "samstags": 5, "sonnabends": 5, "sonntags": 6,
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
}  # fmt: skip

WEEKDAY_ADVERBS |= {
    f"{name}{part}s": WEEKDAY_WORDS[name]
    for name in ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag")
    for part in ("vormittag", "mittag", "nachmittag", "abend", "nacht")
}

_STEMS = {
    1: "erst", 2: "zweit", 3: "dritt", 4: "viert", 5: "fünft", 6: "sechst", 7: "siebt", 8: "acht", 9: "neunt",
    10: "zehnt", 11: "elft", 12: "zwölft", 13: "dreizehnt", 14: "vierzehnt", 15: "fünfzehnt", 16: "sechzehnt",
    17: "siebzehnt", 18: "achtzehnt", 19: "neunzehnt", 20: "zwanzigst", 21: "einundzwanzigst",
    22: "zweiundzwanzigst", 23: "dreiundzwanzigst", 24: "vierundzwanzigst", 25: "fünfundzwanzigst",
    26: "sechsundzwanzigst", 27: "siebenundzwanzigst", 28: "achtundzwanzigst", 29: "neunundzwanzigst",
    30: "dreißigst", 31: "einunddreißigst",
}  # fmt: skip

ORDINAL_WORDS: dict[str, int] = {
    stem + ending: number
    for number, stem in {**_STEMS, -1: "letzt", -2: "vorletzt"}.items()
    for ending in ("e", "en", "er", "es", "em")
} | {"siebente": 7, "siebenten": 7, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}

NUMBER_WORDS: dict[str, int] = {
    "eins": 1, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip

# Days counted from the day of publication.
RELATIVE_WORDS: dict[str, int] = {
    "heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "gestern": -1, "yesterday": -1,
    "vorgestern": -2,
}  # fmt: skip

DAY_PARTS: dict[str, str] = {
    "morgens": "am", "früh": "am", "vormittag": "am", "vormittags": "am", "nachts": "night", "nacht": "night",
    "mittag": "noon", "mittags": "noon", "nachmittag": "pm", "nachmittags": "pm", "abend": "pm", "abends": "pm",
    "morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm",
}  # fmt: skip

# Token categories beside the characters that stand for themselves.
NUM, MONTH, WEEKDAY, ORDINAL, RELATIVE, NUMBER, DAYPART = [
    "num",
    "month",
    "weekday",
    "ordinal",
    "relative",
    "number",
    "daypart",
]
CLOCK, UNTIL, AND, FROM, SINCE, FILL, APPROX = ["clock", "until", "and", "from", "since", "fill", "approx"]
WORD, NEWLINE, OTHER, END = ["word", "nl", "other", "end"]

_CATEGORIES: dict[str, str] = {
    "uhr": CLOCK, "uhrzeit": WORD, "h": CLOCK, "hrs": CLOCK, "uhr.": CLOCK, "oclock": CLOCK,
    "bis": UNTIL, "to": UNTIL, "until": UNTIL, "till": UNTIL, "til": UNTIL, "through": UNTIL, "thru": UNTIL, "b": WORD,
    "und": AND, "and": AND, "sowie": AND, "u": AND, "oder": AND, "or": AND, "bzw": AND, "et": AND,
    "ab": FROM, "from": FROM, "seit": SINCE, "since": SINCE, "von": FILL, "vom": FILL,
    "am": FILL, "den": FILL, "dem": FILL, "der": FILL, "zum": FILL, "im": FILL, "in": FILL, "um": FILL, "the": FILL,
    "on": FILL, "of": FILL, "at": FILL, "auf": FILL, "jeweils": FILL, "je": FILL, "zwischen": FILL,
    "between": FILL, "einschließlich": FILL, "inklusive": FILL, "einschl": FILL, "inkl": FILL, "zur": FILL,
    "ca": APPROX, "circa": APPROX, "zirka": APPROX, "etwa": APPROX, "gegen": APPROX, "max": APPROX, "about": APPROX,
    "voraussichtlich": APPROX, "spätestens": APPROX, "frühestens": APPROX, "ungefähr": APPROX, "pünktlich": APPROX,
    "bereits": APPROX, "schon": APPROX, "erst": APPROX,
}  # fmt: skip


def _vocabulary() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for words, category in (
        (NUMBER_WORDS, NUMBER),
        (ORDINAL_WORDS, ORDINAL),
        (RELATIVE_WORDS, RELATIVE),
        (WEEKDAY_WORDS, WEEKDAY),
        (MONTH_WORDS, MONTH),
    ):
        table.update({word: (category, number) for word, number in words.items()})
    table.update({word: (category, 0) for word, category in _CATEGORIES.items()})
    table.update(dict.fromkeys(DAY_PARTS, (DAYPART, 0)))
    for part in ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "früh"):
        for name in ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag"]:
            table[name + part] = (WEEKDAY, WEEKDAY_WORDS[name])
    return table


VOCABULARY = _vocabulary()
