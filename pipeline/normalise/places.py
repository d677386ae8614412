"""Reads where something happens: venue, street, postal code, town; and the key under which spellings of a venue
agree."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.models import PlaceClaim
from pipeline.normalise.gazetteer import is_postal_code, state_of, town_by_code, town_of, town_pattern
from pipeline.normalise.place_shape import ONLINE_WORD, VENUE_WORD, is_region, without_mode
from pipeline.normalise.text import clean_line

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """A place and the words that name it, as [from, to) in the text read."""

    claim: PlaceClaim
    span: Span


_STREET_NAME = (
    r"(?:(?:An? (?:der|dem|den)|Am|Zum|Zur|Im|In der|Auf dem|Auf der|Unter den|Alte[rn]?|Neue[rn]?|Große|Kleine"
    r"|Obere|Untere|Straße (?:der|des|\d+\.)|Platz (?:der|des)|[A-ZÄÖÜ][\wäöüß.-]*)\s)?"
    r"(?:[A-ZÄÖÜ][\wäöüß.-]*\s)?"
    r"(?:[A-ZÄÖÜ][\wäöüß.-]*(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|str|[Pp]latz|pl\.|[Ww]eg|[Aa]llee|[Gg]asse|[Rr]ing"
    r"|[Uu]fer|[Mm]arkt|[Dd]amm|chaussee|promenade|graben|berg|steig|plan|anger|brücke|hof)"
    r"|(?:Stra(?:ß|ss)e|Str\.|Platz|Weg|Allee|Gasse|Ring|Ufer|Markt|Damm|Graben|Anger)"
    r"|(?:Am|An der|An den|Zum|Zur|Im|Auf dem|Unter den)\s[A-ZÄÖÜ][\wäöüß-]+"
    r"|(?:Straße|Platz) (?:der|des)(?: \d+\.)? [A-ZÄÖÜ][\wäöüß]+(?: [A-ZÄÖÜ][\wäöüß]+)?)"
)
_HOUSE = r"\d{1,4}\s?(?:[a-zA-Z](?![\wäöüß.]))?(?:\s?[-–/]\s?\d{1,4}\s?[a-z]?(?![\wäöüß.:]))?"
_STREET = re.compile(rf"(?<![\w-])(?P<street>{_STREET_NAME})\s(?P<house>{_HOUSE})(?!\s?(?:Uhr|h\b|[:.]\d))")
_POSTAL_TOWN = re.compile(
    r"(?<![\d/-])(?:D[- ])?(?P<code>\d{5})\s+(?P<town>[A-ZÄÖÜ][\wäöüß-]+(?:(?:\s(?:am|an der|im|in|ob der|bei"
    r"|auf dem)\s[A-ZÄÖÜ][\wäöüß-]+)"
    r"|\s\([A-ZÄÖÜ][\wäöüß ]+\)|/[A-ZÄÖÜ][\wäöüß.]+|(?<=\bBad)\s[A-ZÄÖÜ][\wäöüß-]+)?)"
)
# directly before a postal code a name with a number is a street, whatever it is called ("Brühl 4, 09111 Chemnitz")
_BEFORE_CODE = re.compile(
    r"(?:(?<=[,|(/–-]\s)|(?<=[(/|,])"
    r"|^)(?P<street>[A-ZÄÖÜ][\wäöüß.-]+(?:\s[A-ZÄÖÜ][\wäöüß.-]+){0,2})\s(?P<house>\d{1,4}\s?[a-z]?)\s*[,"
    r"|–-]?\s*\Z"
)
_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s*(?:[,|;•·]|(?<!\bc)/)\s*|\s*[()]\s*|\s*\n\s*")
_DAY_PREFIX = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zäöü]+)(?:\d{2,4})?\s*:?\s*|\b(?:ab|um"
    r"|von)?\s*\d{1,2}(?:[:.]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[:.]\d\d)?)?\s?Uhr\b"
)
_REMARK = re.compile(
    r"\b(?:link|zugang\w*|einwahl\w*|anmeldung|infos?|nach anmeldung|wird (?:noch )?bekannt|folgt|erhalten sie"
    r"|erhaltet ihr|verschiedene[nr]? orte|mehrere[nr]? orte|bekannt ?gegeben|tba|k\.\s?a\.)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\A(?:im|in der|in den|in|beim|bei|am|an der|auf dem|auf der|vor dem|vor der|der|die"
    r"|das)\s+(?=[A-ZÄÖÜ\"„»\d]|riesa)"
)
_FIELD_WORD = re.compile(
    r"(?:(?:hybrid|online|treffpunkt|startpunkt|ort|adresse|in präsenz|präsenz|vor ort)\s*:|c/o\s)\s*", re.IGNORECASE
)
_PHYSICAL = re.compile(r"\b(?:vor ort|präsenz\w*|in person|analog)\b", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:im|in der|in den|in das|beim|auf dem|auf der|am)\s(?P<venue>[„\"»]?(?:[A-ZÄÖÜ][\wäöüß.&-]*[“\"«]?"
    r"|\d{1,2}|der|des|für|zur?)(?:\s(?:[„\"]?[A-ZÄÖÜ][\wäöüß.&-]*[“\"«]?|\d{1,2}|der|des|für"
    r"|zur)){0,5})\s(?:in|\()\s?(?P<town>[A-ZÄÖÜ][\wäöüß-]+)"
)
_WHEELCHAIR = re.compile(
    r"(?P<no>nicht|kein\w*|leider nicht)?\s*(?:vollständig |komplett |teilweise )?(?:rollstuhlgerecht"
    r"|barrierefrei|rollstuhlzugänglich|stufenlos)\w*",
    re.IGNORECASE,
)


def read_place(text: str) -> PlaceClaim | None:
    """The place that a short text (label value, title part, address line) names; None for a region or a mode alone."""
    reading = find_place(text)
    return reading.claim if reading else None


def find_place(text: str) -> PlaceReading | None:
    """As `read_place`, with the span of the words."""
    line = text.replace("\n", " , ") if "\n" in text else text
    if not line.strip() or len(line) > 400:
        return None
    postal = next((m for m in _POSTAL_TOWN.finditer(line) if is_postal_code(m["code"])), None)
    street = _STREET.search(line) or (_BEFORE_CODE.search(line[: postal.start()]) if postal else None)
    city = _city(line, postal)
    name, name_span = _venue_name(line, street, postal, city)
    spans = [span for span in (name_span, street and street.span(), postal and postal.span()) if span]
    found = re.search(re.escape(city), line) or re.search(re.escape(city.split(" ")[0]), line) if city else None
    if city:
        spans.append(found.span() if found else (0, len(line)))
    if not spans:
        return None
    code = postal["code"] if postal else None
    claim = PlaceClaim(
        name=name,
        street=_street_text(street),
        postal_code=code,
        city=city,
        state=(state_of(code) if code else None) or (state_of(city) if city else None),
        country="DE" if city and (code or state_of(city)) else None,
        wheelchair=read_wheelchair(text),
    )
    return PlaceReading(claim=claim, span=(min(begin for begin, _ in spans), max(end for _, end in spans)))


def find_in_prose(text: str) -> PlaceReading | None:
    """A place that running text states beyond doubt: a full address, or "im … in Leipzig" with a known town."""
    for match in _POSTAL_TOWN.finditer(text):
        if not is_postal_code(match["code"]):
            continue
        begin = max(text.rfind("\n", 0, match.start()) + 1, _sentence_begin(text, match.start()))
        reading = find_place(text[begin : match.end()])
        if reading and reading.claim.street:
            return _tidied(reading, begin)
    for match in _PROSE.finditer(text):
        town = town_of(match["town"])
        venue = match["venue"].strip('„“"»« ')
        if town and (VENUE_WORD.search(venue) or re.search(r"\b\d{1,2}\Z|[„\"»]", match["venue"])):
            claim = PlaceClaim(name=venue, city=town, state=state_of(town), country="DE")
            return PlaceReading(claim=claim, span=(match.start("venue"), match.end("town")))
    return None


def _sentence_begin(text: str, position: int) -> int:
    """Where the clause that holds an address begins: behind a full stop, a bracket or "im/in der"."""
    window = text[max(0, position - 120) : position]
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"[.!?:]\s+(?=[A-ZÄÖÜ„\"])(?<!str\.\s)|\b(?:im|in der|in das|ins|beim|am)\s(?=[A-ZÄÖÜ„\"])", window
            )
        ),
        default=-1,
    )
    return (
        position - len(window) + cut
        if cut >= 0
        else max(0, position - 60)
        if len(window) >= 120
        else position - len(window)
    )


def _tidied(reading: PlaceReading, offset: int) -> PlaceReading:
    return PlaceReading(claim=reading.claim, span=(reading.span[0] + offset, reading.span[1] + offset))


def _city(line: str, postal: re.Match[str] | None) -> str | None:
    if postal:
        return town_of(postal["town"]) or town_by_code(postal["code"]) or postal["town"]
    if _is_several_towns(line):
        return None
    pieces = [piece.strip(" .!") for piece in _SEPARATOR.split(line)]
    for piece in reversed(pieces):
        bare = re.sub(r"\A(?:in|bei)\s+", "", piece)
        if bare and not is_region(bare) and town_of(bare):
            return town_of(bare)
    joined = [town_of(piece.strip()) for piece in re.split(r"\s+(?:und|oder|&|\+)\s+", line.strip(" ."))]
    if any(joined):
        return next(town for town in joined if town) if sum(1 for town in joined if town) == 1 else None
    if re.search(r"(?i)\b(?:region|raum|landkreis|kreis)\s(?!\d)", line):
        return None
    # "Halle A", "Halle 3": a hall, not the town
    towns = [
        found for found in town_pattern().finditer(line) if not re.match(r"\s(?:[A-Z0-9]\b|\d)", line[found.end() :])
    ]
    return town_of(towns[-1].group()) if towns else None


def _is_several_towns(line: str) -> bool:
    """ "Dresden/Leipzig" names two towns, and which one is meant nobody said."""
    pieces = [
        piece.strip()
        for piece in re.split(r"\s*[/,+&]\s*|\s+(?:und|oder)\s+|\s[-–]\s", line.strip(" ."))
        if piece.strip()
    ]
    return (
        len(pieces) > 1
        and len({town_of(piece) for piece in pieces if town_of(piece)}) > 1
        and all(town_of(piece) or ONLINE_WORD.fullmatch(piece) for piece in pieces)
    )


def _street_text(street: re.Match[str] | None) -> str | None:
    return f"{street['street']} {street['house'].strip()}" if street else None


def _venue_name(
    line: str, street: re.Match[str] | None, postal: re.Match[str] | None, city: str | None
) -> tuple[str | None, Span | None]:
    """The pieces in front of the address, joined as printed; mode words, days and remarks are no venue."""
    end = min((match.start() for match in (street, postal) if match), default=len(line))
    if _is_several_towns(line):
        return line.strip(), (0, len(line))
    names: list[Span] = []
    position = 0
    for separator in [*_SEPARATOR.finditer(line, 0, end), None]:
        piece_end = separator.start() if separator else end
        span = _venue_span(line, position, piece_end, city)
        if span:
            names.append(span)
        elif names and line[position:piece_end].strip():
            break
        position = separator.end() if separator else end
    if not names:
        return None, None
    span = (names[0][0], names[-1][1])
    name = clean_line(line[span[0] : span[1]]).strip(" ,-–/(|")
    if name.count("(") < name.count(")"):
        name = name.replace(")", "")
    if name.count("(") > name.count(")"):
        name = name[: name.rfind("(")].rstrip(" ,-–/")
    return name or None, span


def _venue_span(line: str, begin: int, end: int, city: str | None) -> Span | None:
    day = _DAY_PREFIX.match(line, begin, end)
    begin = day.end() if day else begin
    while begin < end and line[begin] in " :,-–(":
        begin += 1
    label = _FIELD_WORD.match(line, begin, end)
    begin, end = without_mode(line, label.end() if label else begin, end)
    article = _ARTICLE.match(line[begin:end])
    begin += article.end() if article else 0
    while end > begin and line[end - 1] in " ,-–:(/|.":
        end -= 1
    piece = line[begin:end].strip()
    if not piece or len(piece) < 2 or not re.search(r"[A-Za-zÄÖÜäöüß]", piece):
        return None
    if is_region(piece) or _is_town_or_mode(piece) or (_REMARK.search(piece) and not VENUE_WORD.search(piece)):
        return None
    if (city and piece in city) or (city and re.fullmatch(rf"(?i){re.escape(city)}(?:[- ][\wäöüß]+)?", piece)):
        return None
    return begin, end


def _is_town_or_mode(piece: str) -> bool:
    pieces = re.split(r"\s+(?:und|oder|&|\+|sowie)\s+", piece)
    return all(
        town_of(part)
        or is_region(part)
        or ONLINE_WORD.fullmatch(part)
        or (
            ONLINE_WORD.search(part)
            and re.search(r"(?i)möglich|über|via|per|\bauch\b|meeting|teilnahme|veranstaltung", part)
        )
        or re.fullmatch(r"(?i)telefon(?:isch)?", part)
        or _PHYSICAL.fullmatch(re.sub(r"\A(?:in|und)\s+", "", part, flags=re.IGNORECASE))
        for part in pieces
    )


def read_wheelchair(text: str) -> bool | None:
    """Whether a text says that the place can be reached in a wheelchair; None if it says nothing."""
    match = _WHEELCHAIR.search(text)
    return None if not match else match["no"] is None


def venue_key(name: str | None, city: str | None) -> str:
    """A key under which spellings of one venue agree: case, accents, "e.V.", halls and rooms, what follows a dash,
    and a repeated town are
    ignored ("Werk 2 – Kulturfabrik" and "WERK 2, Halle A" in Leipzig). Empty for no name."""
    if not name:
        return ""
    if _is_several_towns(name):
        return _fold(name)
    town = (town_of(city) or city or "") if city else ""
    bare = re.sub(r"(?i)\be\.?\s?v\.?(?!\w)|\bg?gmbh\b|[„“”\"»«'’‚‘]", " ", name)
    head = next((part for part in _SEPARATOR.split(bare) if part.strip()), bare)
    head = (
        re.sub(
            r"(?i)\b(?:halle|saal|raum|studio|haus|etage|foyer|großer saal|kleiner saal)\s+(?:[a-z]|\d{1,3}\w?)\b",
            " ",
            head,
        )
        or head
    )
    folded = unicodedata.normalize("NFKD", head.casefold().replace("ß", "ss"))
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    words = [word for word in re.findall(r"[a-z0-9]+", folded) if word not in {"der", "die", "das", "im", "in", "am"}]
    town_words = set(re.findall(r"[a-z0-9]+", _fold(town.split("-")[0]))) if town else set()
    kept = [word for word in words if word not in town_words] or words
    key = "".join(kept)
    return f"{key}@{_fold(town)}" if town else key


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    return "".join(sign for sign in folded if sign.isalnum())
