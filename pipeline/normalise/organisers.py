"""Reads who stands behind an event: organisers, partners, funders, each with the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.models import OrganiserClaim, Role
from pipeline.normalise.body_names import article_length, organiser_key, partner_of, short_name, tidy_name
from pipeline.normalise.labels import Label, LabelName, read_labels
from pipeline.normalise.place_shape import is_body

__all__ = ["OrganiserReading", "find_organisers", "organiser_key", "partner_of", "read_organisers"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganiserReading:
    """A body with its role and the words that name it, as [from, to) in the text read."""

    claim: OrganiserClaim
    span: Span
    rule: str


_OFFER = (
    r"(?:Veranstaltung(?:sreihe)?|Angebot|Projekt|Kooperation(?:sveranstaltung|sprojekt)?|Reihe|Ausstellung"
    r"|Initiative|Aktion|Tagung"
    r"|Konferenz|Fachtag(?:ung)?|Workshop|Seminar|Fortbildung|Lesung|Kurs|Gemeinschaftsprojekt)"
)
_FROM = r"(?P<case>des|der|von der|von dem|von den|vom|von|durch die|durch den|durch das|durch)\s+"
_WITH = r"(?P<case>)\s*"
_PHRASES: tuple[tuple[Role, str, re.Pattern[str]], ...] = (
    (
        Role.ORGANISER,
        "an event of",
        re.compile(
            rf"\b(?:Ein(?:e)?\s+(?:gemeinsame[sr]?\s+|digitale[sr]?\s+|kostenlose[sr]?\s+)?{_OFFER}|(?:ist"
            rf"|sind)\s+eine?\s+{_OFFER})\s+{_FROM}"
        ),
    ),
    (
        Role.ORGANISER,
        "organised by",
        re.compile(
            rf"\b(?:[Oo]rganisiert|[Vv]eranstaltet|[Dd]urchgeführt|[Aa]usgerichtet|[Aa]ngeboten|[Ii]nitiiert)"
            rf"(?:\s+(?:wird|werden)(?:\s+(?:die|das|der|diese[rs]?)\s+[\w-]+)?)?\s+{_FROM}"
        ),
    ),
    (
        Role.PARTNER,
        "a cooperation of … with",
        re.compile(
            rf"\bKooperation\s+(?:des|der|von"
            rf"|vom)\s[^.!?\n]{{3,120}}?(?:e\.\s?V\.[^.!?\n]{{0,60}}?)?\smit\s(?=der\s|dem\s|den\s){_WITH}"
        ),
    ),
    (
        Role.PARTNER,
        "together with",
        re.compile(rf"\b[Ii]n\s+(?:enger\s+)?(?:Kooperation|Zusammenarbeit|Partnerschaft)\s+mit\s+{_WITH}"),
    ),
    (
        Role.PARTNER,
        "side by side with",
        re.compile(rf"\b(?:[Gg]emeinsam|[Zz]usammen)\s+mit\s+(?=(?:der|dem|den|[A-ZÄÖÜ„])){_WITH}"),
    ),
    (
        Role.FUNDER,
        "funded by",
        re.compile(
            rf"\b(?:[Gg]efördert|[Ff]inanziert|[Mm]itfinanziert|[Kk]ofinanziert|[Uu]nterstützt"
            rf"|[Ff]örderung(?=\s+durch)|[Mm]it\s+(?:freundlicher\s+)?Unterstützung)"
            rf"\s+(?:wird\s+.{{0,40}}?)?(?:aus\s+Mitteln\s+|im\s+Rahmen\s+|mit\s+Mitteln\s+)?{_FROM}"
        ),
    ),
)
# a label's value ends where the line goes on with something else: "Partner: A; gefördert durch B"
_NEXT_PART = re.compile(r";\s")
_LABEL_ROLES = {
    LabelName.ORGANISER: Role.ORGANISER,
    LabelName.AUTHOR: Role.ORGANISER,
    LabelName.PARTNER: Role.PARTNER,
    LabelName.FUNDER: Role.FUNDER,
}
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<name>(?:Der|Die|Das)\s(?:[^\s.!?]+\s(?:e\.\s?V\.\s)?){1,12}?)(?:lädt|laden"
    r"|veranstaltet|veranstalten|bietet|bieten|organisiert|organisieren|präsentiert)\b",
    re.MULTILINE,
)
# Gemeinsam mit der Stadt Aue lädt der Verein Lichtung e. V. ein: the verb stands before who invites
_INVERTED = re.compile(
    r"\b(?:[Gg]emeinsam|[Zz]usammen|Kooperation|Zusammenarbeit)\s+mit\s[^.!?\n]{3,160}?\s"
    r"(?:lädt|laden|veranstaltet|veranstalten|zeigt|zeigen|bietet|bieten|präsentiert|organisiert)\s"
    r"(?P<name>(?:der|die|das)\s(?:[^\s.!?]+\s(?:e\.\s?V\.\s)?){1,9}?)"
    r"(?=ein\b|eine[nmrs]?\b|zu[mr]?\b|am\b|im\b|ihr\w*\b)"
)
_PHRASE_END = re.compile(
    r"\n|(?<!\be)(?<!V)(?:\.(?=\s|\Z)(?!\s?V\b)|[!?](?=\s+[A-ZÄÖÜ„]|\s*\Z))|(?<=V)\.(?=\s(?:Der|Die|Das|Wir|Am"
    r"|Im|Es|In|Dies\w*|Eine?|Um|Hier|Bitte|Weitere|Anmeldung|Mehr)\b|\Z)|\s[-–—]\s|\s\||;|:(?=\s|\Z)|,?\s(?:im Rahmen"
    r"|in Kooperation|in Zusammenarbeit|in Partnerschaft|gefördert|gemeinsam mit|mit freundlicher"
    r"|mit (?:der|dem|den)\b|statt\b|durchgeführt|organisiert|veranstaltet|unterstützt|finanziert|und gefördert"
    r"|und unterstützt|eingeladen|lädt|laden|veranstalten|organisieren|präsentieren|zeigen|wird|werden|bietet"
    r"|sowie gefördert"
    r"|auf der Grundlage|auf Grundlage|welche[rs]?\b|die\s(?:seit|sich)|und findet|findet|zeigt|noch (?:in|im"
    r"|bis)|in diesem|am \d|vom \d|ab \d|für die Durchführung|erzählt|an\.|ein\.)"
)
_LEGAL_ONLY = re.compile(r"\A(?:[\w&+.-]+\s){0,1}(?:e\.\s?V\.?|eV|g?GmbH|gUG)\s*\Z", re.IGNORECASE)
_APPOSITION = re.compile(
    r"\A(?:(?:Geschäfts|Beratungs|Regional|Landes|Orts|Fach)(?:-|stelle|gruppe|verband|gliederung|bereich)"
    r"|Abteilung|Abt\.|Referat\b|Standort)",
    re.IGNORECASE,
)
_ARTICLE_NEXT = re.compile(r"\A(?:der|dem|den|des|die|das|vom|von der|von)\s+[A-ZÄÖÜ„\"]")
_SEPARATORS = re.compile(r"\s*,\s*(?:sowie\s+|und\s+)?|\s+(?:und|sowie|&|\+)\s+|\s*/\s+|\s+/\s*|\s+\|\s+")
_COMPLETE = re.compile(r"(?:e\.\s?V\.?|g?GmbH|gUG|[)\"“”»«])\s*\Z")
_TO_LEGAL = re.compile(r"(?!(?:der|dem|den|des|die|das)\s)(?P<run>[^.;:()\n]{2,80}?)\s*\be\.\s?V\b")
_NAMED_VEREIN = re.compile(r"\b(?:Verein|Verband|Initiative|Gesellschaft|Bündnis)s?\s+[A-ZÄÖÜ„][^.]{0,60}\Z")
_INSTITUTION = re.compile(
    r"(?:bibliothek|volkshochschule|museum|theater|universität|hochschule|gemeinde|zentrum|haus|werkstatt|klub|club)\Z",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:Freistaat\w*|Stadt|Landeshauptstadt|Landkreis\w*|Land(?:es)?|Bund(?:es)?|Bundesprogramm\w*"
    r"|Landesprogramm\w*|EU|Europäische[rn]? Union|Kirche"
    r"|Staatskanzlei|Lotterie|\w*[Ss]parkasse\w*|Aktion Mensch|Europäische[rn]? Sozialfonds|ESF|AMIF)\b|programms?\b"
)
_LONGEST = 500


def read_organisers(
    text: str, default: str = "", labels: tuple[Label, ...] | None = None
) -> tuple[OrganiserClaim, ...]:
    """Organisers, partners and funders of a text, each body once; `default` is the organiser if the text names none."""
    claims = [reading.claim for reading in find_organisers(text, labels)]
    if default and not any(claim.role is Role.ORGANISER for claim in claims):
        claims = [body_claim(default, Role.ORGANISER, printed=""), *claims]
    return tuple(claims)


def find_organisers(text: str, labels: tuple[Label, ...] | None = None) -> tuple[OrganiserReading, ...]:
    """As `read_organisers`, with spans and rule names; a body that has two roles keeps the first of organiser,
    partner, funder."""
    found: list[OrganiserReading] = []
    for label in read_labels(text) if labels is None else labels:
        role = _LABEL_ROLES.get(label.name)
        if role and label.value:
            begin, end = label.span
            end = next((begin + match.start() for match in [_NEXT_PART.search(label.value)] if match), end)
            found.extend(_bodies(text, (begin, end), role, f"label {label.name.value}", is_stated=True))
    for role, rule, pattern in _PHRASES:
        phrase_end = 0
        for match in pattern.finditer(text):
            if match.start() < phrase_end:
                continue  # inside an enumeration that has been read
            span = _phrase(text, match.start("case") if match["case"] else match.end(), match.end())
            phrase_end = span[1]
            found.extend(_bodies(text, span, role, rule, is_stated=role is Role.ORGANISER))
    if not any(reading.claim.role is Role.ORGANISER for reading in found):
        found.extend(_subjects(text))
    order = {Role.ORGANISER: 0, Role.PARTNER: 1, Role.FUNDER: 2}
    kept: dict[str, OrganiserReading] = {}
    for reading in sorted(found, key=lambda item: (order[item.claim.role], item.span[0])):
        kept.setdefault(organiser_key(reading.claim.name), reading)
    return tuple(kept.values())


def body_claim(name: str, role: Role, *, printed: str | None = None, url: str | None = None) -> OrganiserClaim:
    """A claim for a body's name in any case or spelling; a partner gets its own full and short name."""
    partner = partner_of(name)
    return OrganiserClaim(
        name=partner.name if partner else tidy_name(name),
        name_as_printed=name if printed is None else printed,
        role=role,
        short_name=partner.short_name if partner else short_name(name),
        url=url,
        is_partner=partner is not None,
    )


def _subjects(text: str) -> list[OrganiserReading]:
    for match in [*_SUBJECT.finditer(text[:1500]), *_INVERTED.finditer(text[:1500])]:
        name = match["name"].strip()
        if is_body(name) and "," not in name:
            span = (match.start("name"), match.start("name") + len(name))
            return _bodies(text, span, Role.ORGANISER, "who invites", is_stated=True)
    return []


def _phrase(text: str, begin: int, name_begin: int) -> Span:
    """From the article to the end of the enumeration: a line, a sentence, or a turn of phrase that opens something
    else."""
    limit = min(len(text), name_begin + _LONGEST)
    end = _PHRASE_END.search(text, name_begin, limit)
    if not end:
        return begin, limit
    closes_abbreviation = end.group().startswith(".") and text[end.start() - 1] == "V"
    return begin, end.start() + (1 if closes_abbreviation else 0)


def _bodies(text: str, span: Span, role: Role, rule: str, *, is_stated: bool) -> list[OrganiserReading]:
    readings = []
    for begin, end in _split(text, span):
        printed = text[begin:end]
        if not _is_name(printed, is_stated) or (role is Role.FUNDER and not _gives_money(printed)):
            continue
        begin += article_length(printed)
        claim = body_claim(printed, role, printed=text[begin:end])
        readings.append(OrganiserReading(claim=claim, span=(begin, end), rule=rule))
    return readings


def _gives_money(printed: str) -> bool:
    """Whether a name can be a funder's: a body, a land, a town; "Unterstützung von Menschen" names none."""
    return is_body(printed) or partner_of(printed) is not None or bool(_AUTHORITY.search(printed))


def _is_name(printed: str, is_stated: bool) -> bool:
    name = tidy_name(printed)
    if (
        len(name) < 2
        or len(name.split()) > 14
        or not re.search(r"[A-ZÄÖÜ]", name)
        or re.search(r"@|https?:|\d{4,}", name)
    ):
        return False
    if is_stated:
        return name[0].isupper() or (name[0] in '„"»iabcdefghijklmnopqrstuvwxyz' and len(name.split()) <= 8)
    return (
        is_body(printed)
        or partner_of(printed) is not None
        or name[0] in '„"»'
        or bool(_INSTITUTION.search(name.split()[0]))
        or sum(word[0].isupper() for word in name.split()) >= 2
    )


def _split(text: str, span: Span) -> list[Span]:
    """The names of an enumeration; commas and "und" inside a name ("Familien und Partnerschaften, iaf e. V.") do not
    split."""
    begin, end = span
    spans: list[Span] = []
    start = begin
    for match in _SEPARATORS.finditer(text, begin, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if match.start() < start or not _splits(left, match.group().strip(), right):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, end))
    return [_trimmed(text, piece) for piece in _without_appositions(text, spans)]


def _splits(left: str, separator: str, right: str) -> bool:
    if not left.strip() or not right.strip() or left.rstrip().endswith("-") or left.count("(") > left.count(")"):
        return False
    if sum(left.count(sign) for sign in "„»") > sum(left.count(sign) for sign in '“«”"'):
        return False
    first = _SEPARATORS.split(right)[0]
    if re.search(r"(?i)minister(?:ium|iums)\s(?:für|des|der)\s[\w, -]*\Z", left) and not _ARTICLE_NEXT.match(right):
        return False  # a ministry's name enumerates its tasks
    run = _TO_LEGAL.match(right)
    if run and not _COMPLETE.search(left) and _NAMED_VEREIN.search(left) and not is_body(run["run"]):
        return False  # "Verein Kunst, Kultur und Begegnung e. V."
    if _LEGAL_ONLY.match(first.strip(" .")) or re.match(r"iaf\b", first):
        return False
    if _ARTICLE_NEXT.match(right):
        return True
    if separator.startswith(",") or separator in "/|":
        return bool(_APPOSITION.match(first) or right[:1].isupper() or right[:1] in '„"»')
    if right[:1] in '„"»' and is_body(left):
        return True
    if _COMPLETE.search(left) and (right[:1].isupper() or right[:1] in '„"»'):
        return True
    return is_body(left) and is_body(" ".join(first.split()[:4])) and right[:1].isupper()


def _without_appositions(text: str, spans: list[Span]) -> list[Span]:
    return [
        (begin, end)
        for index, (begin, end) in enumerate(spans)
        if index == 0 or not _APPOSITION.match(text[begin:end].strip())
    ]


def _trimmed(text: str, span: Span) -> Span:
    begin, end = span
    while begin < end and text[begin] in " ,;:–-\n\t":
        begin += 1
    while end > begin and text[end - 1] in " ,;:–-\n\t":
        end -= 1
    if text[begin:end].endswith(".") and not re.search(r"(?i)\bV\.\Z|\bco\.\Z", text[begin:end]):
        end -= 1
    return begin, end
