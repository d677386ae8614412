"""The words that repetitions are made of, and the words of what no rule can say."""

from __future__ import annotations

from pipeline.normalise.dates.words import WEEKDAY_ADVERBS, wordset

EACH = wordset("jeder jede jeden jedem jedes every each jd immer jeweils stets regelmäßig")
SURE_EACH = wordset("jeder jede jeden jedem jedes every each")
ALL = frozenset(("alle", "aller", "allen"))
UNITS = {
    "tag": "day", "tage": "day", "tagen": "day", "days": "day", "day": "day", "tages": "day",
    "woche": "week", "wochen": "week", "weeks": "week", "week": "week",
    "monat": "month", "monats": "month", "monate": "month", "monaten": "month", "month": "month", "months": "month",
    "jahr": "year", "jahre": "year", "jahres": "year", "year": "year",
    "quartal": "quarter", "quartals": "quarter",
    "halbjahr": "half-year",
}  # fmt: skip
EVERY_UNIT = {
    "täglich": ("day", 1), "wöchentlich": ("week", 1), "monatlich": ("month", 1), "jährlich": ("year", 1),
    "alljährlich": ("year", 1), "vierzehntägig": ("week", 2), "zweiwöchentlich": ("week", 2), "daily": ("day", 1),
    "zweiwöchig": ("week", 2), "weekly": ("week", 1), "monthly": ("month", 1), "dreiwöchentlich": ("week", 3),
    "vierwöchentlich": ("week", 4), "zweimonatlich": ("month", 2), "fortnightly": ("week", 2), "biweekly": ("week", 2),
    "vierzehntäglich": ("week", 2), "vierteljährlich": ("month", 3), "halbjährlich": ("month", 6),
    "annually": ("year", 1), "quartalsweise": ("month", 3), "zweijährlich": ("year", 2), "dreimonatlich": ("month", 3),
    "monatsweise": ("month", 1), "yearly": ("year", 1), "wöchtl": ("week", 1), "wöch": ("week", 1),
    "mtl": ("month", 1), "monatl": ("month", 1), "tgl": ("day", 1), "tägl": ("day", 1), "jährl": ("year", 1),
}  # fmt: skip
# monatliches Treffen, wöchentlicher Kurs
INFLECTED = {
    word + ending: said
    for word, said in EVERY_UNIT.items() if word.endswith("lich")
    for ending in ("e", "er", "es", "en", "em")
}  # fmt: skip
# im zweiwöchigen Rhythmus; without such a noun it is a length (zweiwöchige Reise)
LENGTHS = {
    f"{word}{unit}{ending}": (said, number)
    for number, word in ((2, "zwei"), (3, "drei"), (4, "vier"), (5, "fünf"), (6, "sechs"), (14, "vierzehn"))
    for unit, said in (("wöchig", "week"), ("tägig", "day"))
    for ending in ("en", "em", "er")
}
SUFFIXES = {
    "tägig": "day", "tägige": "day", "tägiger": "day", "täglich": "day", "tägl": "day", "wöchig": "week",
    "wöchentlich": "week", "wöchentliche": "week", "monatlich": "month", "tägigen": "day", "tägiges": "day",
}  # fmt: skip
WORKDAY_WORDS = wordset(
    "weekdays weekday werktags wochentags werktäglich werktag werktagen wochentag wochentagen werktage"
)
WEEKEND_WORDS = wordset("wochenende wochenenden wochenends wochenend")
PARITY = {
    stem + ending: parity for parity, stem in ((1, "ungerade"), (0, "gerade")) for ending in ("", "n", "r", "m", "s")
}
WEEK_WORDS = wordset("kw kalenderwoche kalenderwochen woche wochen kws")
# How often in a span; -1: nobody says.
OFTEN = {"zweimal": 2, "dreimal": 3, "viermal": 4, "mehrmals": -1, "zweimalig": 2, "twice": 2}
TIMES = wordset("x mal")
TIMES_A = wordset("im pro in je am monatlich wöchentlich jährlich täglich a")
PARTS_OF_DAY = wordset("abend morgen vormittag nachmittag mittag nacht abends")
GLUE = wordset("die im in des der den dem am an und um eines einem zum pro je the of on a auf von")
OTHER_BASE = wordset(
    "vollmond neumond feiertag ostern pfingsten weihnachten monatsanfang monatsende monatsmitte advent bedarf "
    "absprache zahltag semesters semester schuljahr schulhalbjahr trimester ferienwoche spieltag"
)
OTHER_NEED = wordset(
    "wechsel abwechselnd wetter regen bedarf absprache vereinbarung nachfrage anfrage aushang witterung wetterlage"
)
TRIGGERS = frozenset(
    EACH | ALL | set(EVERY_UNIT) | set(INFLECTED) | set(LENGTHS) | {"werktags", "weekdays", "wochentags", "werktäglich"}
    | {"wochenends", "an", "am", "einmal"}
    | set(OFTEN) | {"once", "sonn"} | set(WEEKDAY_ADVERBS) | set(PARITY) | {"in"}
)  # fmt: skip
# "im Rhythmus von zwei Wochen"
SPACING = wordset("abstand rhythmus turnus takt")
