"""Generated announcements with known answers: texts in wordings and siblings, and events as three sites post them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

TOWNS = (
    "Leipzig",
    "Dresden",
    "Chemnitz",
    "Zwickau",
    "Plauen",
    "Görlitz",
    "Bautzen",
    "Freiberg",
    "Pirna",
    "Döbeln",
    "Torgau",
    "Meißen",
    "Riesa",
    "Grimma",
    "Borna",
    "Wurzen",
    "Löbau",
    "Zittau",
    "Kamenz",
    "Hoyerswerda",
    "Mittweida",
    "Annaberg-Buchholz",
    "Aue",
)
_WHO = (
    "Migrant",
    "Bürger",
    "Akteur",
    "Expert",
    "Mitarbeiter",
    "Teilnehmer",
    "Berater",
    "Künstler",
    "Lehrer",
    "Schüler",
    "Besucher",
)
_PLURAL = {"Migrant": "Migranten", "Akteur": "Akteure", "Expert": "Experten"}
FORMS = (
    "Workshop",
    "Fachtag",
    "Lesung",
    "Vortrag",
    "Seminar",
    "Gesprächsabend",
    "Filmabend",
    "Stadtrundgang",
    "Konzert",
    "Planspiel",
)
HEADS = (
    "Ehrenamt",
    "Nachbarschaft",
    "Wohnungssuche",
    "Mehrsprachigkeit",
    "Erinnerung",
    "Fördermittel",
    "Gesundheit",
    "Pflege",
    "Anerkennung",
    "Asylrecht",
    "Familiennachzug",
    "Medienarbeit",
    "Vereinsrecht",
    "Kinderrechte",
    "Zivilcourage",
    "Kolonialgeschichte",
    "Arbeitsmarkt",
    "Ausbildung",
    "Demokratie",
    "Verschwörungserzählungen",
    "Traumapädagogik",
    "Klimagerechtigkeit",
    "Jugendhilfe",
    "Feminismus",
    "Antisemitismus",
    "Landwirtschaft",
    "Stadtplanung",
    "Digitalisierung",
    "Buchhaltung",
    "Konfliktberatung",
    "Sprachmittlung",
    "Theaterarbeit",
)
SPINS = (
    "im ländlichen Raum",
    "nach der Wende",
    "zwischen zwei Sprachen",
    "für Einsteigende",
    "in der Kommune",
    "mit wenig Geld",
    "am Küchentisch",
    "aus der Praxis",
    "unter Druck",
    "jenseits der Großstadt",
    "von unten",
    "in Krisenzeiten",
    "ohne Vorkenntnisse",
    "im Wandel",
    "in der Schule",
    "im Betrieb",
    "auf dem Dorf",
    "gegen den Strich",
    "zum Mitmachen",
    "in Bewegung",
)
_FIRST = (
    "Paula",
    "Henrik",
    "Mirjam",
    "Oleg",
    "Tanja",
    "Ivo",
    "Samira",
    "Lena",
    "Jonas",
    "Amal",
    "Edda",
    "Karim",
    "Ruth",
    "Pavel",
    "Nina",
    "Emre",
)
ENDS = ("mann", "berg", "wald", "hauer", "stein", "feld", "bach", "kamp", "rode", "hoff", "meister", "brandt")
STARTS = (
    "Thal",
    "Wies",
    "Sol",
    "Brand",
    "Kol",
    "Uhl",
    "Ker",
    "Met",
    "Kreh",
    "Roh",
    "Lind",
    "Voss",
    "Hart",
    "Eich",
    "Grün",
    "Stein",
)
_OPENINGS = (
    "Wir laden {who} herzlich ein, gemeinsam über {head} {spin} nachzudenken.",
    "{head} {spin}: Was heißt das für {who}, und wer redet mit?",
    "Wer über {head} spricht, meint oft etwas anderes als die Nachbarin oder der Nachbar.",
    "Im Mittelpunkt steht {head} {spin}, erzählt von {who} aus drei Jahrzehnten.",
    "Seit Jahren beschäftigen sich {who} mit {head} {spin}; nun wird Bilanz gezogen.",
)
_MIDDLES = (
    "{name} bringt Beispiele aus {other} mit und zeigt, was davon übertragbar ist.",
    "Nach einem kurzen Einstieg von {name} arbeiten wir in kleinen Gruppen an eigenen Fällen.",
    "{name} liest aus unveröffentlichten Briefen und beantwortet Fragen aus dem Publikum.",
    "In der Diskussion kommen {who} zu Wort, die sonst selten gefragt werden.",
    "Gezeigt werden außerdem Ausschnitte aus einem Film, den {name} in {other} gedreht hat.",
    "Die Ergebnisse hält {name} fest und schickt sie allen zu, die ihre Adresse hinterlassen.",
    "Grundlage ist eine Umfrage unter {count} {who}, die im Frühjahr abgeschlossen wurde.",
    "Am Ende steht ein Plan, den die {who} mit nach Hause nehmen können.",
    "Besonders willkommen sind {who}, die zum ersten Mal dabei sind.",
    "Dazu gibt es Suppe aus der Gemeinschaftsküche und Zeit für Gespräche.",
    "Eine Ausstellung im Flur ergänzt das Programm um Fotografien von {name}.",
    "Wer mag, bringt einen Gegenstand mit, der von {head} erzählt.",
)
PLACES = (
    "Bürgerhaus",
    "Rathaussaal",
    "Stadtbibliothek",
    "Kulturbahnhof",
    "Volkshochschule",
    "Gemeindesaal",
    "Jugendklub",
    "Soziokulturzentrum",
)
_ENDINGS = (
    "Der Eintritt ist frei, um Anmeldung wird gebeten.",
    "Kinderbetreuung ist nach Absprache möglich.",
    "Der Raum ist barrierefrei zu erreichen.",
    "Getränke stehen bereit.",
)
_NOTICES = (
    "Diese Maßnahme wird mitfinanziert mit Steuermitteln auf Grundlage des vom Landtag beschlossenen Haushaltes.",
    "Das Vorhaben wird gefördert vom Bundesministerium im Rahmen des Programms für Zusammenhalt im Quartier.",
    "Die Veranstaltenden behalten sich vor, Personen auszuschließen, die rechtsextremen Gruppen angehören.",
    "Anmeldung und Rückfragen: Büro in der Lindenstraße, werktags zwischen zehn und zwölf Uhr, am Telefon.",
)
_SIBLING_SHARE = 0.007
_OTHER_HAND = 0.25  # how often a text is not written in the source's own gender spelling
_EDITS = (0, 0, 1, 1, 2)  # how many changes a further wording has
_COPIES = (0, 0, 1, 1, 2, 3)
_FAR = 2
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
_ORDINALS = ("erste", "zweite", "dritte", "vierte", "fünfte", "sechste")
_SWAPS = (
    ("herzlich ein", "ein"),
    ("gemeinsam", "zusammen"),
    ("kurzen Einstieg", "Impuls"),
    ("Fragen aus dem Publikum", "Fragen"),
    ("um Anmeldung wird gebeten", "bitte anmelden"),
    ("ist nach Absprache möglich", "wird angeboten"),
    ("zum Beispiel", "z. B."),
    ("straße", "str."),
    ("Zeit für Gespräche", "Gelegenheit zum Austausch"),
    ("außerdem", "auch"),
    ("Besonders willkommen", "Willkommen"),
    ("arbeiten wir", "wird gearbeitet"),
    ("selten gefragt werden", "kaum gehört werden"),
    (" und ", " sowie "),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A generated text: `cluster` is the answer; `family` holds a text's wordings and siblings, `is_hard` if it has
    siblings or a wording far from the first."""

    text: str
    cluster: int
    family: int
    source: str
    is_hard: bool


def texts(count: int, seed: int = 7) -> list[Piece]:
    """`count` texts in clusters of wordings; some families hold a sibling that differs in one telling thing."""
    rng = random.Random(seed)
    found: list[Piece] = []
    cluster = family = 0
    while len(found) < count:
        family += 1
        source = f"site{rng.randrange(12)}"
        slots, frame = _slots(rng), _frame(rng)
        siblings = [slots, *([_sibling(slots, rng)] if rng.random() < _SIBLING_SHARE else [])]
        edits = [[0, *(rng.choice(_EDITS) for _ in range(rng.choice(_COPIES)))] for _ in siblings]
        is_hard = len(siblings) > 1 or max(map(max, edits)) >= _FAR
        for sibling, of_sibling in zip(siblings, edits, strict=True):
            cluster += 1
            for count_of_edits in of_sibling:
                text = _written(frame, sibling, rng, edits=count_of_edits, source=source)
                found.append(Piece(text, cluster, family, source, is_hard))
    del found[count:]
    rng.shuffle(found)
    return found


def _slots(rng: random.Random) -> dict[str, str]:
    day = date(2024, 1, 1) + timedelta(days=rng.randrange(700))
    return {
        "who": rng.choice(_WHO),
        "head": rng.choice(HEADS),
        "spin": rng.choice(SPINS),
        "name": made_name(rng),
        "other": rng.choice(TOWNS),
        "town": rng.choice(TOWNS),
        "place": rng.choice(PLACES),
        "form": rng.choice(FORMS),
        "day": f"{day.day}. {_MONTHS[day.month - 1]} {day.year}",
        "clock": str(rng.randrange(9, 21)),
        "count": str(rng.randrange(80, 900)),
        "ordinal": rng.choice(_ORDINALS),
    }


def _sibling(slots: dict[str, str], rng: random.Random) -> dict[str, str]:
    """The same frame with another day, theme, number or town, as hosts fill it anew."""
    fresh = _slots(rng)
    changed = rng.choice(
        (
            ("day",),
            ("day", "head"),
            ("day", "ordinal"),
            ("head", "spin"),
            ("town", "place", "day"),
            ("ordinal", "day", "head"),
            ("name", "day"),
        )
    )
    told = {name: fresh[name] for name in changed if fresh[name] != slots[name]}
    return {**slots, **told} if set(changed) & {"day", "head", "town"} <= set(told) else _sibling(slots, rng)


def _frame(rng: random.Random) -> list[str]:
    opening = rng.choice(
        (
            "{form} am {day} in {town}: {head} {spin}.",
            "Der {ordinal} Termin der Reihe findet am {day} im {place} {town} statt: {head} {spin}.",
            "Am {day} um {clock} Uhr sind alle {who} in das {place} {town} eingeladen. Thema: {head} {spin}.",
            "{head} {spin}. {form} mit {name} am {day}, {clock} Uhr, {place} {town}.",
        )
    )
    return [opening, rng.choice(_OPENINGS), *rng.sample(_MIDDLES, rng.choice((2, 3, 3, 4))), rng.choice(_ENDINGS)]


def _written(frame: list[str], slots: dict[str, str], rng: random.Random, *, edits: int, source: str) -> str:
    sentences = list(frame)
    for _ in range(edits):
        sentences = rng.choice((_dropped, _moved, _kept, _kept, _kept))(sentences, rng)
    text = " ".join(sentences)
    gendered = _gendered(slots["who"], rng if rng.random() < _OTHER_HAND else random.Random(source))
    text = text.format(**{**slots, "who": gendered})
    for _ in range(edits):
        text = rng.choice((_swapped, mistyped, _swapped, _quoted))(text, rng)
    notice = _NOTICES[int(source[4:]) % len(_NOTICES)]
    return f"{text}\n{notice}" if rng.random() < 0.6 else text


def _gendered(who: str, rng: random.Random) -> str:
    plural = _PLURAL.get(who, who)
    return rng.choice(
        (f"{who}*innen", f"{who}:innen", f"{who}_innen", f"{who}innen und {plural}", f"{who}Innen", f"{who}/innen")
    )


def _dropped(sentences: list[str], rng: random.Random) -> list[str]:
    if len(sentences) < 4:
        return sentences
    at = rng.randrange(1, len(sentences))
    return sentences[:at] + sentences[at + 1 :]


def _moved(sentences: list[str], rng: random.Random) -> list[str]:
    middle = sentences[1:]
    rng.shuffle(middle)
    return [sentences[0], *middle]


def _kept(sentences: list[str], _: random.Random) -> list[str]:
    return sentences


def _swapped(text: str, rng: random.Random) -> str:
    before, after = rng.choice(_SWAPS)
    return text.replace(before, after, 1)


def mistyped(text: str, rng: random.Random) -> str:
    places = [at for at in range(1, len(text) - 2) if text[at : at + 2].isalpha() and text[at - 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    return rng.choice((text[:at] + text[at + 1 :], text[:at] + text[at + 1] + text[at] + text[at + 2 :]))


def _quoted(text: str, rng: random.Random) -> str:
    return text.replace(" – ", " - ").replace("ß", "ss" if rng.random() < 0.5 else "ß")


def made_name(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(STARTS)}{rng.choice(ENDS)}"
