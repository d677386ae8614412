"""Finds label blocks ("Datum:", "Wo?", "Anmeldeschluss:") in a text, with the value that belongs to each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.normalise.date_shape import is_date, is_undated
from pipeline.normalise.gazetteer import town_pattern
from pipeline.normalise.place_shape import ONLINE_WORD, is_place


class LabelName(StrEnum):
    """What a label asks for."""

    DATE = "date"
    TIME = "time"
    PLACE = "place"
    ORGANISER = "organiser"
    PARTNER = "partner"
    FUNDER = "funder"
    AUTHOR = "author"
    SPEAKER = "speaker"
    REGISTRATION = "registration"
    DEADLINE = "deadline"
    PRICE = "price"
    LANGUAGE = "language"
    AUDIENCE = "audience"
    CONTACT = "contact"
    LINK = "link"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label and its value; spans are [from, to) in code points of the text, an empty value has from == to."""

    name: LabelName
    printed: str
    label_span: tuple[int, int]
    value: str
    span: tuple[int, int]


_IN = r"(?:[*_:]?[Ii]n(?:nen)?|/-?in(?:nen)?|\(in(?:nen)?\))?"
_WORDS: tuple[tuple[LabelName, str], ...] = (
    (
        LabelName.DEADLINE,
        r"(?:Anmelde|Bewerbungs|Einsende|Melde|Antrags|Redaktions|Einreichungs|Abgabe)(?:schluss|frist|schluß|termin)"
        r"|Anmeldung(?:en)? bis(?: zum| spätestens)?|Anmeldefrist bis|Frist(?:ende)?|Deadline|Bewerbung(?:en)?"
        r" bis(?: zum)?",
    ),
    (
        LabelName.DATE,
        r"Datum(?: und (?:Uhr)?[Zz]eit| & (?:Uhr)?[Zz]eit|/(?:Uhr)?[Zz]eit)?|Termine?|Wann|Date|When|Tag"
        r"|Zeitraum|Laufzeit|Tag und Zeit",
    ),
    (LabelName.TIME, r"(?:Uhr)?[Zz]eit(?:en)?|Beginn|Start|Einlass|Time|Dauer|Zeit und Ort"),
    (
        LabelName.PLACE,
        r"(?:Veranstaltungs|Treff|Tagungs|Kurs|Seminar)?[Oo]rt(?:e)?|Wo|Treffpunkt|Location|Place|Where|Adresse"
        r"|Anschrift|Raum"
        r"|Veranstaltungsadresse|Format|Startpunkt",
    ),
    (
        LabelName.ORGANISER,
        rf"Veranstalter{_IN}|Veranstaltende|Veranstaltung von|Träger{_IN}|Organisator{_IN}|Organisation"
        rf"|Ausrichter{_IN}"
        rf"|Organi[sz]er|Host|Anbieter{_IN}|Gastgeber{_IN}|Einladende",
    ),
    (
        LabelName.PARTNER,
        rf"(?:Kooperations)?[Pp]artner{_IN}|Mitveranstalter{_IN}|In Kooperation mit|Kooperation|In Zusammenarbeit mit",
    ),
    (
        LabelName.FUNDER,
        rf"Förder{_IN}|Förderer|(?:Gefördert|Unterstützt|Finanziert|Ermöglicht) (?:durch|von|vom)"
        rf"|Finanzierung|Fördermittelgeber{_IN}|Unterstützer{_IN}",
    ),
    (LabelName.AUTHOR, rf"Autor{_IN}"),
    (
        LabelName.SPEAKER,
        rf"Referent{_IN}|Referierende|Dozent{_IN}|Trainer{_IN}|Moderation|Leitung|Mit|Gäste|Workshopleitung|Speaker",
    ),
    (
        LabelName.REGISTRATION,
        r"Anmeldung(?:en)?(?: unter| an| über| via| hier)?|Registrierung|Registration|Bewerbung(?:en)?(?: an)?"
        r"|Buchung|Tickets?|Teilnahme|Zoom-?Link|Einwahl",
    ),
    (
        LabelName.PRICE,
        r"Eintritt(?:spreise?)?|Kosten(?:beitrag)?|Teilnahme(?:gebühr(?:en)?|beitrag|kosten)|Preise?"
        r"|Gebühr(?:en)?|Beitrag|Unkosten(?:beitrag)?|Price|Admission",
    ),
    (
        LabelName.LANGUAGE,
        r"(?:Veranstaltungs|Arbeits|Kurs)?[Ss]prachen?|Languages?|Sprache der Veranstaltung|Übersetzung"
        r"|Verdolmetschung",
    ),
    (LabelName.AUDIENCE, rf"Zielgruppen?|Für wen|Teilnehmer{_IN}|Teilnehmende|Wer|Offen für|Altersgruppe|Alter"),
    (
        LabelName.CONTACT,
        rf"Kontakt|Ansprechpartner{_IN}|Ansprechperson(?:en)?|Rückfragen|Infos?|(?:Weitere )?Informationen(?:"
        rf" unter)?|Tel(?:efon)?|E-?Mail|Mail",
    ),
    (LabelName.LINK, r"Link|Website|Webseite|Homepage|Programm(?: \(PDF\))?|Flyer|Stream"),
    (LabelName.TOPIC, r"Thema|Themen|Titel|Was|Inhalte?|Hinweise?|Barrierefreiheit|Beschreibung|Ablauf"),
)
_BY_GROUP = {f"g{number}": name for number, (name, _) in enumerate(_WORDS)}
_ALTERNATIVES = "|".join(f"(?P<g{number}>{words})" for number, (_, words) in enumerate(_WORDS))
# these open prose too ("Mit: …" yes, "… Thema: …" often a sentence), so they count at the beginning of a line only
_ONLY_AT_LINE = frozenset({LabelName.TOPIC, LabelName.SPEAKER, LabelName.LINK, LabelName.AUDIENCE, LabelName.CONTACT})
_LABEL = re.compile(
    rf"(?P<before>^[\s•*·▪►➤–—>#-]*|(?<=[a-zäöüß\d.)\]])(?=[A-ZÄÖÜ])|(?<=[\s/|,;(.]))"
    rf"(?:(?:{_ALTERNATIVES})|(?P<caps>[A-ZÄÖÜ]{{2,20}}))[ \t]?(?P<mark>[:?](?:[ \t]?:)?)(?!//)",
    re.MULTILINE,
)
_CAPS = {
    "DATUM": LabelName.DATE,
    "TERMIN": LabelName.DATE,
    "TERMINE": LabelName.DATE,
    "WANN": LabelName.DATE,
    "ZEIT": LabelName.TIME,
    "UHRZEIT": LabelName.TIME,
    "BEGINN": LabelName.TIME,
    "ORT": LabelName.PLACE,
    "WO": LabelName.PLACE,
    "TREFFPUNKT": LabelName.PLACE,
    "VERANSTALTUNGSORT": LabelName.PLACE,
    "VERANSTALTER": LabelName.ORGANISER,
    "EINTRITT": LabelName.PRICE,
    "KOSTEN": LabelName.PRICE,
    "ANMELDUNG": LabelName.REGISTRATION,
    "ANMELDESCHLUSS": LabelName.DEADLINE,
    "SPRACHE": LabelName.LANGUAGE,
}
_QUESTIONS = re.compile(r"Wann|Wo|Wer|Was|Für wen|WANN|WO|When|Where")
_TRAILING = re.compile(r"[\s/|,;–—-]+\Z")
_TIME_SHAPE = re.compile(r"(?:ab |von |um |ca\. )?\d{1,2}(?:[:.]\d\d)?\s?(?:uhr|h\b|[-–]|bis)", re.IGNORECASE)
_LONGEST_VALUE = 400


def read_labels(text: str) -> tuple[Label, ...]:
    """All labels in order. A value ends at the next label or line; an empty label takes the next line only if that is,
    by its shape, nothing but such a value (a date under "Wann?", an address under "Ort:")."""
    found = [match for match in _LABEL.finditer(text) if _is_label(match)]
    return tuple(
        _label(text, match, found[index + 1].start() if index + 1 < len(found) else len(text))
        for index, match in enumerate(found)
    )


def _name_of(match: re.Match[str]) -> LabelName | None:
    if match["caps"]:
        return _CAPS.get(match["caps"])
    group = next((key for key in _BY_GROUP if match[key]), "")
    return _BY_GROUP.get(group)


def _is_label(match: re.Match[str]) -> bool:
    name = _name_of(match)
    if name is None:
        return False
    word = next((value for key, value in match.groupdict().items() if value and key not in ("before", "mark")), "")
    if "?" in match["mark"] and not _QUESTIONS.fullmatch(word):
        return False
    at_line = match.start() == 0 or match.string[match.start() - 1] == "\n"
    if not at_line and name in _ONLY_AT_LINE:
        return False
    # a bare question word inside a sentence ("Wer entscheidet wo?") is no label
    return at_line or not _QUESTIONS.fullmatch(word) or match.string[: match.start()].rstrip()[-1:] in "/|.,;)"


def _label(text: str, match: re.Match[str], limit: int) -> Label:
    name = _name_of(match)
    assert name is not None  # _is_label has seen to it
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    begin, end = _trim(text, match.end(), min(limit, line_end))
    if begin == end and limit > line_end:
        begin, end = _next_line(text, name, line_end, limit)
    end = _unglue(text, name, begin, end)
    label_begin = match.start() + len(match["before"] or "")
    return Label(
        name=name,
        printed=text[label_begin : match.end()].strip(),
        label_span=(label_begin, match.end()),
        value=text[begin:end],
        span=(begin, end),
    )


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    end = min(end, begin + _LONGEST_VALUE)
    while begin < end and text[begin].isspace():
        begin += 1
    tail = _TRAILING.search(text, begin, end)
    return begin, max(begin, tail.start() if tail else end)


def _next_line(text: str, name: LabelName, line_end: int, limit: int) -> tuple[int, int]:
    """The span of the following line if its shape answers the label, else an empty span."""
    following = text.find("\n", line_end + 1)
    begin, end = _trim(text, min(line_end + 1, len(text)), min(limit, len(text) if following < 0 else following))
    line = text[begin:end]
    fits = (
        (name in (LabelName.DATE, LabelName.DEADLINE) and (is_date(line) or is_undated(line)))
        or (name is LabelName.TIME and len(line) < 60 and bool(_TIME_SHAPE.match(line)))
        or (name is LabelName.PLACE and len(line.split()) <= 14 and is_place(line))
    )
    return (begin, end) if fits else (line_end, line_end)


def _unglue(text: str, name: LabelName, begin: int, end: int) -> int:
    """Where a place value ends if the next sentence is glued to it ("OnlineWas bedeutet …"): only behind a known
    word."""
    if name is not LabelName.PLACE:
        return end
    for pattern in (ONLINE_GLUED, town_glued()):
        match = pattern.match(text, begin, end)
        if match:
            return match.end(1)
    return end


ONLINE_GLUED = re.compile(
    r"((?:[\w ,/()-]{0,40}?\b)?(?:Online|ONLINE|online|Digital|digital|Zoom))(?=[A-ZÄÖÜ][a-zäöüß])"
)


def town_glued() -> re.Pattern[str]:
    """Finds an address whose town is followed, without a space, by a new sentence."""
    towns = town_pattern().pattern.removesuffix(r"(?![\wäöüß])").removeprefix(r"(?<![\w-])")
    return _compiled(rf"((?:[^\n]{{0,120}}?\b\d{{5}}\s|)(?:{towns}))(?=[A-ZÄÖÜ][a-zäöüß]+\s)")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)  # `re` keeps the compiled pattern


def first_of(labels: tuple[Label, ...], *names: LabelName) -> Label | None:
    """The first label of one of those names that has a value."""
    return next((label for label in labels if label.name in names and label.value), None)


def mentions_online(value: str) -> bool:
    """Whether a place value says that the event is online, wholly or in part."""
    return bool(ONLINE_WORD.search(value))
