"""Reads whether one attends on the spot, online, or either."""

from __future__ import annotations

import re

from pipeline.models import AttendanceMode
from pipeline.normalise.place_shape import ONLINE_WORD, is_region
from pipeline.normalise.places import find_in_prose, find_place

_PHYSICAL = re.compile(r"\b(?:vor ort|präsenz\w*|in person|analog)\b", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\w*\b", re.IGNORECASE)
_NOT_MODE = re.compile(
    r"[-]\w|\s(?:anmeld\w*|registrier\w*|formular|umfrage|bewerb\w*|aktivitäten|angebote?|shop|auftritt"
    r"|ticket\w*|beratung)",
    re.IGNORECASE,
)
_ONLINE_SAID = re.compile(
    r"\b(?:findet|finden|fand|wird|werden|ist|sind|wir treffen uns|treffen wir uns"
    r"|treffs?)\b[^.!?\n]{0,60}?\b(?P<mode>online|digital|virtuell|hybrid|per zoom|via zoom|über"
    r" zoom)\b(?=[^\wäöüß-]|\Z)"
    r"|\b(?:digitale[rnms]?|virtuelle[rnms]?|online[- ])\s?(?P<noun>\w*(?:konferenz|veranstaltung|workshop"
    r"|seminar|treffen|austausch|gespräch\w*|vortrag|lesung|kurs|diskussion|fachtag|tagung|werkstattgespräche?"
    r"|kick-?off|café|stammtisch))\b"
    r"|\bonline\s\((?:zoom|jitsi|bbb|teams|webex)\)",
    re.IGNORECASE,
)
# "Die Anmeldung ist online möglich" says nothing of the event
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:anmeldung\w*|tickets?|karten|bewerbung\w*|formular|programm|infos?|informationen|unterlagen"
    r"|material\w*|aufzeichnung)"
    r"[^.!?\n]{0,30}\Z",
    re.IGNORECASE,
)


def read_mode(place_text: str, title: str = "", text: str = "") -> AttendanceMode | None:
    """Offline, online or mixed. The place field speaks first, then the title, then what the prose says of the event
    itself."""
    for words in (place_text, title):
        mode = _mode_of_words(words, is_place=words is place_text)
        if mode:
            return mode
    said = [
        match.group("mode") or "online"
        for match in _ONLINE_SAID.finditer(text[:3000])
        if not _OF_SOMETHING_ELSE.search(text, max(0, match.start() - 40), match.start())
    ]
    if any(_HYBRID.search(word) for word in said):
        return AttendanceMode.MIXED
    if said:
        has_address = find_in_prose(text) is not None or bool(_PHYSICAL.search(text))
        return AttendanceMode.MIXED if has_address else AttendanceMode.ONLINE
    return None


def _mode_of_words(words: str, *, is_place: bool) -> AttendanceMode | None:
    if not words.strip():
        return None
    if _HYBRID.search(words):
        return AttendanceMode.MIXED
    online = any(_is_mode(match) for match in ONLINE_WORD.finditer(words))
    if not is_place and not online:
        return None
    place = find_place(words) if is_place else None
    physical = bool(place and not is_region(words)) or bool(_PHYSICAL.search(words))
    if online:
        return AttendanceMode.MIXED if physical else AttendanceMode.ONLINE
    return AttendanceMode.OFFLINE if physical else None


def _is_mode(match: re.Match[str]) -> bool:
    """ "Online-Aktivitäten", "Online-Anmeldung" and "digitale Gewalt" are topics, not ways of taking part."""
    return not _NOT_MODE.match(match.string, match.end())
