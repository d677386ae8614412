"""Reads what is offered and asked: price, audience, and how to register."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.labels import Label, LabelName, first_of, read_labels

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceReading:
    """What an event costs as printed; `is_free` is None where the words leave it open ("um Spenden wird gebeten")."""

    price_text: str
    is_free: bool | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationReading:
    """Where one registers: an address of a page, or `mailto:` and a mail address."""

    url: str
    span: Span


_FREE = re.compile(
    r"\b(?:(?:der\s)?(?:eintritt|teilnahme|workshop|kurs|veranstaltung|besuch|angebot|seminar"
    r"|film)\b[^.!?\n]{0,40}?\b(?:ist|sind|kann|können)?\s?(?:frei|kostenlos|kostenfrei|gratis|gebührenfrei"
    r"|unentgeltlich)"
    r"|(?:eintritt frei|freier eintritt|kostenlose[rsn]?\s(?:teilnahme|veranstaltung|angebot|workshop|kurs"
    r"|seminar|film)|kostenfreie[rsn]?\s(?:teilnahme|veranstaltung|angebot|workshop|kurs|seminar)"
    r"|kostenlos|kostenfrei|gebührenfrei|für lau|free (?:of charge|entry|admission)|admission free|es fallen"
    r" keine kosten an|(?:keine|ohne) (?:teilnahmegebühr(?:en)?|kosten)))\b",
    re.IGNORECASE,
)
_NOT_FREE_BEFORE = re.compile(
    r"\b(?:nicht|kein(?:e|en)?|wlan|parkplätze?|getränke?|verpflegung|beratung)\b[^.!?\n]{0,20}\Z", re.IGNORECASE
)
_FREE_FOR_SOME = re.compile(r"\A[^.!?\n]{0,10}\bfür\s(?!alle\b|den\b|die teilnehm)", re.IGNORECASE)
_SOME_BEFORE = re.compile(r"\bfür\s(?!alle\b)[\wäöüß*:]+\s*(?:ist\s)?(?:die\s)?\Z", re.IGNORECASE)
_AMOUNT = r"(?:\d{1,4}(?:[.,](?:\d{2}|-+|–))?\s?(?:€|Euro|EUR|eur)|(?:€|EUR)\s?\d{1,4}(?:[.,]\d{2})?)"
_PRICE = re.compile(
    rf"(?P<lead>\b(?:Eintritt(?:spreise?)?|Teilnahme(?:gebühr(?:en)?|beitrag|kosten)|Kosten(?:beitrag)?|Preise?"
    rf"|Unkostenbeitrag|Gebühr(?:en)?|Beitrag|Tickets?|VVK|AK|Karten)\b[^.!?\n€]{{0,40}}?)?"
    rf"(?P<amount>{_AMOUNT}(?:\s?\(?(?:\s?(?:/|\||,|bis|-|–|oder|bzw\.|und)\s?)?(?:erm(?:äßigt|\.)|ermäßigt:?"
    rf"|normal|regulär|{_AMOUNT})[^.!?\n,;€]{{0,20}}?\)?)*)",
)
_DASH_PRICE = re.compile(r"\b\d{1,3},-\s?(?:\|\s?\d{1,3},-\s?)?(?:€|Euro)")
_DONATION = re.compile(
    r"\b(?:auf spendenbasis|spende(?:n)? (?:willkommen|erwünscht|erbeten)|gegen spende|um (?:eine )?spenden?"
    r" wird gebeten|eintritt:? spende|hutspende|pay what you (?:can|want)|solidarische[rs]? (?:preis"
    r"|beitrag))\b",
    re.IGNORECASE,
)
_MONEY_ABOUT_ELSE = re.compile(
    r"\b(?:fördersumme|gefördert|preisgeld|dotiert|förderung|honorar|vergütung|stipendium|bis zu|antrag"
    r"|projektmittel|aufwandsentschädigung|mindestlohn|budget)\b",
    re.IGNORECASE,
)

_AUDIENCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "women",
            r"\b(?:frauen|FLINTA\w*|mädchen|migrantinnen(?!organisation)|mütter)(?!\w*(?:beirat|organisation"
            r"|haus|politik|beauftragte))\w{0,2}\*?(?!\w)",
        ),
        ("children", r"\bkinder(?!tages|garten|schutz|rechte)\b"),
        (
            "young people",
            r"\b(?:jugendliche\w*|junge menschen|jungen menschen|junge erwachsene|schüler[*:_]?innen|zwischen"
            r" 1\d und 2\d jahren|azubis|studierende)\b",
        ),
        ("families", r"\b(?:familien|eltern)\b(?! und partnerschaften)"),
        ("older people", r"\b(?:senior[*:_]?innen|senioren|ältere menschen|ab 6\d jahren)\b"),
        ("refugees", r"\b(?:geflüchtete\w*|asylsuchende\w*|schutzsuchende\w*)\b"),
        (
            "migrants",
            r"\b(?:migrant[*:_]?innen(?!-?organisation)|migranten(?!organisation|beirat)|zugewanderte\w*"
            r"|menschen mit (?:migrations|flucht)\w*|internationale[rn]? (?:biografie|geschichte)|BIPoC|people"
            r" of color)\b",
        ),
        ("volunteers", r"\b(?:ehrenamtlich\w*|freiwillige\w?|engagierte\w?)\b"),
        (
            "professionals",
            r"\b(?:fachkräfte\w?|hauptamtlich\w*|multiplikator\w*|lehrkräfte\w?|lehrer[*:_]?innen|pädagog\w*"
            r"|sozialarbeiter\w*|berater[*:_]?innen|verwaltungsmitarbeit\w*)\b",
        ),
        (
            "associations",
            r"\b(?:vereine\w?|initiativen|organisationen|migrant\w?\W?\w*organisationen|vereinsvorständ\w*)\b",
        ),
        (
            "everyone",
            r"\b(?:alle interessierten|alle[n]? offen|für alle\b|jede\*?r? ist (?:herzlich )?willkommen|alle"
            r" sind (?:herzlich )?(?:willkommen|eingeladen)|interessierte\w? (?:sind )?(?:herzlich"
            r" )?(?:willkommen|eingeladen))",
        ),
    )
)
_ADDRESSED = re.compile(
    r"(?:richtet sich (?:\w+ )?an|wendet sich (?:\w+ )?an|angebot (?:ist )?für|(?:workshop|seminar|kurs|treffen"
    r"|café|training|fortbildung|schulung|veranstaltung|informationen|reihe|gruppe|frühstück|fest|abend)\w*"
    r" (?:nur |speziell |von und )?für"
    r"|(?:(?<=\n)|(?<=[.!?|]\s))für"
    r"|offen für|eingeladen sind|willkommen sind|zielgruppen?:?|mit und für|von und für|speziell"
    r" für)\s(?P<group>[^.!?\n]{3,160})",
    re.IGNORECASE,
)
_ALL_WELCOME = _AUDIENCES[-1][1]

_MAIL = re.compile(r"[\w.+-]+(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”»«]+[^\s<>\"“”»«.,;:!?)\]]")
_REGISTER = re.compile(
    r"\b(?:anmeld\w*|registrier\w*|angemeldet|register|sign up|tickets?|zoom-?link|bewerb\w*|einwahl\w*"
    r"|voranmeldung|meld(?:e|et|en)\s(?:dich|euch|ihr euch|sie sich))\b",
    re.IGNORECASE,
)


def read_price(text: str, labels: tuple[Label, ...] | None = None) -> PriceReading | None:
    """The price or its absence: a label's value first, then what the prose says; sums that are grants or wages are no
    price."""
    label = first_of(read_labels(text) if labels is None else labels, LabelName.PRICE)
    if label:
        return PriceReading(price_text=label.value, is_free=_is_free(label.value), span=label.span)
    for match in _PRICE.finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 30]
        if not _MONEY_ABOUT_ELSE.search(around) and (match["lead"] or _near_price(around)):
            return PriceReading(price_text=match.group().strip(), is_free=_is_free(match.group()), span=match.span())
    for pattern, free in ((_FREE, True), (_DONATION, None)):
        for match in pattern.finditer(text):
            if _NOT_FREE_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
                continue
            some = _FREE_FOR_SOME.match(text[match.end() : match.end() + 60]) or _SOME_BEFORE.search(
                text[max(0, match.start() - 40) : match.start()]
            )
            return PriceReading(price_text=match.group().strip(), is_free=None if some else free, span=match.span())
    dash = _DASH_PRICE.search(text)
    return PriceReading(price_text=dash.group(), is_free=False, span=dash.span()) if dash else None


def _near_price(around: str) -> bool:
    return bool(re.search(r"(?i)eintritt|kost|gebühr|beitrag|ticket|karte|preis|ermäßigt|erm\.", around))


def _is_free(words: str) -> bool | None:
    if re.search(rf"{_AMOUNT}|\d,-", words):
        return bool(re.search(r"\b0(?:[.,]00)?\s?(?:€|Euro)", words)) and not re.search(r"[1-9]", words)
    if re.search(r"(?i)\b(?:frei|kostenlos|kostenfrei|gratis|keine?|gebührenfrei|free)\b", words):
        return True
    return None


def read_audience(title: str, text: str, labels: tuple[Label, ...] | None = None) -> tuple[str, ...]:
    """For whom an event is said to be, in the fixed words of `AUDIENCE_WORDS`; empty if nobody is addressed in
    particular."""
    label = first_of(read_labels(text) if labels is None else labels, LabelName.AUDIENCE)
    groups = [label.value] if label else [match["group"] for match in _ADDRESSED.finditer(f"{title}\n{text}")]
    found = [name for name, pattern in _AUDIENCES if any(pattern.search(group) for group in groups)]
    if _ALL_WELCOME.search(text) and "everyone" not in found:
        found.append("everyone")
    return tuple(found)


AUDIENCE_WORDS = tuple(name for name, _ in _AUDIENCES)


def read_registration(text: str, labels: tuple[Label, ...] | None = None) -> RegistrationReading | None:
    """The page or mail address that stands with the word for registering, on its line or in its sentence; None
    without such."""
    for label in read_labels(text) if labels is None else labels:
        if label.name in (LabelName.REGISTRATION, LabelName.DEADLINE):
            found = _address(text, label.span)
            if found:
                return found
    for match in _REGISTER.finditer(text):
        line_end = text.find("\n", match.end())
        found = _address(text, (match.end(), min(match.end() + 200, len(text) if line_end < 0 else line_end)))
        if found:
            return found
    return None


def _address(text: str, span: Span) -> RegistrationReading | None:
    url = _URL.search(text, *span)
    if url:
        address = url.group() if url.group().startswith("http") else f"https://{url.group()}"
        return RegistrationReading(url=address, span=url.span())
    mail = _MAIL.search(text, *span)
    if not mail:
        return None
    return RegistrationReading(url="mailto:" + re.sub(r"\s?[(\[]at[)\]]\s?", "@", mail.group()), span=mail.span())
