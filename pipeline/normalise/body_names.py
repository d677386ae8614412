"""Resolves the printed name of a body: genitive to nominative, spellings to one key, the three partners by name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_MASCULINE = (
    r"verband|verein|bund|rat|beirat|kreis|fonds|dienst|club|klub|ausschuss|träger|chor|freistaat|landtag"
    r"|jugendring|förderkreis"
    r"|arbeitskreis|fachbereich|stammtisch|laden|treff|vorstand|senat|verlag|sender|hof"
)
_NEUTER = (
    r"museum|netzwerk|bündnis|büro|zentrum|haus|amt|institut|projekt|forum|kolleg|theater|ministerium|werk"
    r"|archiv|kollektiv"
    r"|team|referat|komitee|bundesprogramm|programm|landesprogramm|kombinat|studio|radio|land|gymnasium|café"
    r"|festival|kino|dekanat|departement"
)
_FEMININE = (
    r"stiftung|initiative|gruppe|gesellschaft|zentrale|stadt|agentur|akademie|universität|hochschule|schule"
    r"|bibliothek|kirche"
    r"|gemeinde|kammer|partei|fraktion|beauftragte|koordination|stelle|union|föderation|kommission|konferenz"
    r"|werkstatt|redaktion|liga"
    r"|diakonie|caritas|arbeitsgemeinschaft|genossenschaft|volkshochschule|galerie|mission"
)
_NOUN = re.compile(
    rf"(?P<noun>[\w-]*?(?:(?P<m>{_MASCULINE})|(?P<n>{_NEUTER})|(?P<f>{_FEMININE})))(?P<case>e?s|e)?(?![\wäöüß])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?P<article>durch das|durch die|durch den|durch|der|die|das|des|dem|den|vom|von der|von dem|von|zum|zur"
    r"|unseres|unserem|unserer|eines|einer|einem)\s+",
    re.IGNORECASE,
)
_GENITIVE = frozenset({"des", "unseres", "eines"})
_OBLIQUE = _GENITIVE | {
    "durch das",
    "durch die",
    "durch den",
    "dem",
    "den",
    "vom",
    "von dem",
    "zum",
    "der",
    "von der",
    "zur",
    "unserem",
    "unserer",
    "einer",
    "einem",
}
_LEGAL = re.compile(r",?\s*\b(?:e\.?\s?V\.?|g?GmbH|gUG|UG|e\.?\s?G\.?|AöR|KdöR)(?![\wäöüß])\.?", re.IGNORECASE)
_COMPOUND = re.compile(
    r"(?P<stem>\w+?)(?:[*:_·/]-?innen|\*?inn?en|en)(?P<head>-?(?:organisation|selbstorganisation|verein|verband"
    r"|beirat|initiativ|netzwerk|zentrum)\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One of the three partners: its key, full name, short name and the ways in which it is written."""

    key: str
    name: str
    short_name: str
    pattern: re.Pattern[str]


PARTNERS: tuple[Partner, ...] = (
    Partner(
        key="dsm",
        name="Dachverband sächsischer Migrant*innenorganisationen e. V.",
        short_name="DSM",
        pattern=re.compile(
            r"\bDachverband(?:es|s)?\s+(?:der\s+)?sächsische[rn]\s+Migrant[\W_]{0,3}(?:innen|en"
            r"|Innen)?\W?\s?-?[Oo]rganisationen|(?<![\w-])DSM(?![\w-])",
            re.IGNORECASE,
        ),
    ),
    Partner(
        key="iaf-leipzig",
        name="Verband binationaler Familien und Partnerschaften, iaf e. V., Leipzig",
        short_name="iaf Leipzig",
        pattern=re.compile(
            r"\bVerband(?:e?s)?\s+binationaler\s+Familien\s+(?:und|u\.|&)\s+Partnerschaften|(?<![\w-])iaf(?![\w-])",
            re.IGNORECASE,
        ),
    ),
    Partner(
        key="tolsax",
        name="Netzwerk Tolerantes Sachsen",
        short_name="TolSax",
        pattern=re.compile(
            r"\bNetzwerk(?:e?s)?\s+[„\"]?Tolerantes\s+Sachsen|(?<!\w)TolSax(?![\w-]*\s(?:konkret|update))",
            re.IGNORECASE,
        ),
    ),
)
# other branches of the association are not the partner
_ELSEWHERE = re.compile(
    r"\b(?:Berlin|Frankfurt|Dresden|Chemnitz|Bremen|München|Bundesverband|Bundesgeschäftsstelle|Landesverband)\b"
)


def partner_of(name: str) -> Partner | None:
    """The partner that a name means, None for any other body and for the partners' branches elsewhere."""
    found = next((partner for partner in PARTNERS if partner.pattern.search(name)), None)
    if found and found.key == "iaf-leipzig" and _ELSEWHERE.search(name) and "Leipzig" not in name:
        return None
    return found


def nominative(printed: str) -> str:
    """A name as it would stand alone: "des Bunten Netzwerks" -> "Buntes Netzwerk"; unknown nouns keep their form."""
    text = printed.strip()
    match = _ARTICLE.match(text)
    if not match:
        return text
    article, rest = match["article"].lower(), text[match.end() :]
    noun = _NOUN.search(rest)
    words_before = rest[: noun.start()].split() if noun else rest.split()[:-1]
    if not noun or len(words_before) > 3 or any(not word[0].isupper() for word in words_before):
        return _bare_genitive(rest) if article in _GENITIVE else rest
    ending = "er" if noun["m"] else "es" if noun["n"] else "e"
    strong = (noun["n"] and article.endswith("das")) or (noun["m"] and article == "der")
    weak = "en" if article in _OBLIQUE else ""
    changed = [
        re.sub(rf"{'e' if strong else weak}\Z", ending, word) if strong or weak else word for word in words_before
    ]
    head = noun["noun"] if article in _GENITIVE or (noun["case"] == "e" and not noun["f"]) else noun.group()
    return " ".join([*changed, head]) + rest[noun.end() :]


def article_length(printed: str) -> int:
    """How many code points of a printed name are the article or preposition in front of it."""
    match = _ARTICLE.match(printed)
    return match.end() if match else 0


def _bare_genitive(rest: str) -> str:
    """Takes the genitive s off a first word that we do not know ("Mosaiks Leipzig"), unless it ends on s by nature."""
    word, separator, others = rest.partition(" ")
    if re.search(r"[^sui\"“]s\Z", word) and len(word) > 5:
        word = word[:-1]
    return word + separator + others


def organiser_key(name: str) -> str:
    """A key under which all spellings of one body agree: case, article, genitive, legal form, bracketed short name,
    gender spelling."""
    partner = partner_of(name)
    if partner:
        return partner.key
    bare = nominative(re.sub(r"\s*\([^)]{1,20}\)|[„“”\"»«'’‚‘]", "", name))
    bare = _LEGAL.sub("", bare)
    bare = _COMPOUND.sub(lambda match: match["stem"] + match["head"], bare)
    folded = unicodedata.normalize("NFKD", bare.casefold().replace("ß", "ss"))
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", folded))


def tidy_name(printed: str) -> str:
    """A body's name in our spelling: nominative, "e. V." with a space, no dangling punctuation or bracketed short
    name."""
    name = re.sub(r"\be\.?\s?V\.?(?![\wäöüß])", "e. V.", nominative(printed))
    name = re.sub(r"\s*\((?P<short>[A-ZÄÖÜ][\wÄÖÜäöü*-]{1,11})\)", "", name)
    return " ".join(name.split()).strip(" ,;:–-|").removesuffix(" e. V").strip()


def short_name(printed: str) -> str | None:
    """The abbreviation that a name gives in brackets ("… (DaMO)"), None if there is none."""
    found = re.search(r"\((?P<short>[A-ZÄÖÜ][\wÄÖÜäöü*-]{1,11})\)", printed)
    return found["short"] if found and sum(sign.isupper() for sign in found["short"]) >= 2 else None
