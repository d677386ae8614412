"""Tells from its shape alone whether a short piece of text names a place, a mode of attendance or a body."""

from __future__ import annotations

import re

from pipeline.normalise.gazetteer import state_of, town_of, town_pattern

ONLINE_WORD = re.compile(
    r"(?<![\w-])(?:online|digital|virtuell|zoom(?:[- ]?(?:meeting|raum|konferenz))?|livestream|live-stream|web"
    r"|internet|jitsi"
    r"|bigbluebutton|bbb|webex|teams|per video|videokonferenz|web-?seminar|youtube|radio blau)(?![\wäöüß-])",
    re.IGNORECASE,
)
_JOINER = r"(?:und|sowie|oder|&|\+|and)"
_MODE_BEFORE = re.compile(
    rf"(?:hybrid|vor ort|in präsenz|{ONLINE_WORD.pattern})\s+{_JOINER}\s+(?=\S)(?!online)", re.IGNORECASE
)
_MODE_BEHIND = re.compile(rf"\s+{_JOINER}\s+(?:auch\s+)?(?:(?:per|via|über)\s+)?{ONLINE_WORD.pattern}\Z", re.IGNORECASE)
_REGION = re.compile(
    r"(?:sachsen|ganz sachsen|sachsenweit|bundesweit|deutschlandweit|landesweit|europaweit|weltweit"
    r"|ostdeutschland|deutschland"
    r"|brandenburg|thüringen|sachsen-anhalt|mecklenburg-vorpommern|bayern|hessen|niedersachsen|nordrhein-westfalen"
    r"|schleswig-holstein|rheinland-pfalz|saarland|baden-württemberg|polen|tschechien|österreich|schweiz"
    r"|erzgebirge|vogtland"
    r"|lausitz|oberlausitz|mittelsachsen|nordsachsen|hybrid|vor ort|überall|div(?:erse)?\.? orte|verschiedene orte"
    r"|(?:region|raum|landkreis|kreis|lk|lkr\.?|vogtlandkreis|erzgebirgskreis|großraum) ?[\w äöüÄÖÜß-]*"
    r"|regional(?:e)? .*)",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:,|/|\+|&|;|\bund\b|\boder\b|\bsowie\b|\(|\)|\s[-–—]\s|:)\s*", re.IGNORECASE)
_POSTAL = re.compile(r"(?<!\d)(?:D-)?\d{5}(?!\d)")
_STREET = re.compile(
    r"\b[\w.äöüÄÖÜß-]*(?:stra(?:ß|ss)e|str\.|platz|pl\.|weg|allee|gasse|ring|ufer|markt|damm|chaussee|promenade"
    r"|hof)\s\d{1,4}\s?[a-z]?\b"
    r"|\b[A-ZÄÖÜ][\w.äöüß-]*(?:\s[\w.äöüÄÖÜß-]+)?\s(?:Straße|Str\.|Platz|Weg|Allee|Gasse|Ring|Ufer"
    r"|Markt)\s\d{1,4}\s?[a-z]?\b",
    re.IGNORECASE,
)
VENUE_WORD = re.compile(
    r"(?:haus|häuser|zentrum|theater|schauspiel|bibliothek|bücherei|museum|kino|kirche|kapelle|synagoge|moschee"
    r"|rathaus|saal"
    r"|halle|universität|uni|hochschule|schule|gymnasium|werkstatt|club|klub|café|cafe|laden|galerie|schloss"
    r"|park|garten|bahnhof"
    r"|hof|villa|fabrik|kombinat|turm|archiv|gedenkstätte|gedenkort|landtag|volkshochschule|vhs|akademie|zelt"
    r"|platz|markt|oper"
    r"|stadion|messe|büro|raum|studio|treff|soziokultur|kulturbahnhof|ladenlokal|burg|herberge|hostel|hotel"
    r"|werk|e-werk|keller"
    r"|bühne|forum|centrum|center|atelier)(?![\wäöüß])",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<![\wäöüß])(?:e\.\s?v\.?|g?gmbh|gug|ggmbh|\w*stiftung|\w*verband(?:es|s)?|\w*verein|\w*netzwerk"
    r"|\w*ministerium|\w*fonds"
    r"|\w*bund|\w*rat|landesamt|bundesamt|\w*amt|\w*büro|\w*zentrale|\w*agentur|\w*bank|\w*bündnis"
    r"|\w*initiative|\w*kirche"
    r"|\w*gesellschaft|caritas|diakonie|awo|drk|iaf|dsm|raa|paritätische[rn]?|kommission|landeshauptstadt"
    r"|freistaat|bmfsfj|sms|sab)"
    r"(?![\wäöüß])",
    re.IGNORECASE,
)


def without_mode(line: str, begin: int, end: int) -> tuple[int, int]:
    """What [begin, end) of a place names beside its mode: Rathaus Pirna und Zoom, online und im Rathaus Pirna."""
    before = _MODE_BEFORE.match(line, begin, end)
    begin = before.end() if before else begin
    behind = _MODE_BEHIND.search(line[begin:end])
    return begin, begin + behind.start() if behind else end


def is_place(text: str) -> bool:
    """Whether a title's part is a place or mode: a known town, a region, online words, an address, a venue with its
    town."""
    bare = text.strip(" .!")
    if not bare or len(bare) > 120:
        return False
    if _POSTAL.search(bare) or _STREET.search(bare):
        return True
    pieces = [piece for piece in _JOIN.split(bare) if piece.strip()]
    if not pieces:
        return False
    known = [_is_known_place(piece.strip()) for piece in pieces]
    if all(known):
        return True
    if _BODY.search(bare) and not any(known):
        return False
    short = len(bare.split()) <= 8 and not re.search(r"[?!]", bare)
    if short and (known[0] or known[-1]) and len(pieces) > 1:
        return True
    if short and len(bare.split()) <= 5 and VENUE_WORD.search(bare):
        return True
    return _ends_with_town(bare)


def _ends_with_town(text: str) -> bool:
    """Whether a short name closes with a town and says no sentence about it ("Alte Posthalle Wurzen")."""
    words = text.split()
    if not 2 <= len(words) <= 4 or re.search(r"[?!:]", text) or not town_of(words[-1]):
        return False
    return not re.search(r"(?i)\b(?:in|aus|für|nach|durch|um|von|gegen|über|nazi\w*|nach)\b", text)


def is_region(text: str) -> bool:
    """Whether a text is an area in which nobody can be met: a state, a district, "bundesweit", "Region Leipzig"."""
    return bool(_REGION.fullmatch(text.strip(" .()")))


def _is_known_place(piece: str) -> bool:
    bare = re.sub(r"\A(?:in|bei|nahe|im)\s+", "", piece.strip(" ."))
    if town_of(bare) or is_region(bare) or state_of(bare):
        return True
    if ONLINE_WORD.fullmatch(bare) or (
        re.fullmatch(r"(?:via|über|per|als|auf)\s.{2,20}", bare) and ONLINE_WORD.search(bare)
    ):
        return True
    found = town_pattern().search(bare)
    return bool(
        found
        and found.start() == 0
        and re.fullmatch(r"[\s-]?[\w äöüß.-]{0,25}", bare[found.end() :])
        and len(bare.split()) <= 2
    )


def is_body(text: str) -> bool:
    """Whether a title's part names an organisation (a foundation, an association, an office)."""
    return len(text.split()) <= 9 and bool(_BODY.search(text)) and not re.search(r"[?!]", text)
