"""What differs from night to night and means nothing: invisible signs, counters, tracking, scrambled addresses."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_ADDRESS_FIELDS = frozenset({"url", "online_url", "registration_url"})
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|matomo_\w+|wt_\w+|at_\w+|hsa_\w+|_hs\w+|vero_\w+|fbclid"
    r"|gclid|gclsrc|dclid|msclkid|"
    r"yclid|igshid|twclid|li_fat_id|mc_[ce]id|_ga|_gl|sid|s|phpsessid|jsessionid|aspsessionid\w*"
    r"|session_?id|fe_typo_user|"
    r"_|cb|cachebuster|nocache|rand|lrm_\w+|high_contrast|trk|tracking|campaign)",
    re.I,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.I)
_NUMBER = r"\d[\d.\u00a0 ]*"
_COUNTED = (
    r"(?:(?:seiten)?aufrufe?|views?|klicks?|clicks?|hits?|likes?|zugriffe?|downloads?|besucher(?:innen)?"
    r"|leser(?:innen)?|visits?|"
    r"kommentare?|comments?|reaktionen|interessierte|teilnehmende|zusagen|freie (?:plätze|platz)"
    r"|(?:plätze|platz)(?: frei)?|"
    r"mal (?:gelesen|angesehen|aufgerufen|geteilt)|x (?:gelesen|angesehen)|times (?:read|viewed))"
)
_COUNTER = re.compile(
    rf"(?:\bnoch )?\b{_NUMBER}{_COUNTED}\b"
    rf"|\b(?:(?:bisherige )?(?:seiten)?aufrufe|views|hits|gelesen|angesehen|zugriffe|besucher|besucherzähler"
    rf"|likes|shares)\s*:?\s*{_NUMBER}"
    r"|\b(?:noch|in|vor|seit) \d+ (?:sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?)\b"
    r"|\b\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?) (?:ago|left|to go)\b"
    r"|\b(?:stand|zuletzt (?:aktualisiert|geändert)|letzte (?:änderung|aktualisierung)|aktualisiert(?:"
    r" am)?|abgerufen(?: am)?|last (?:updated|modified))"
    r"\s*:?\s*(?:am )?\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?(?:\d{2,4})?(?:,?\s*(?:um )?\d{1,2}[:.]\d{2}(?::\d{2})?(?:"
    r" uhr)?)?"
    r"|\b(?:lesezeit|lesedauer|reading time)\s*:?\s*(?:ca\. )?\d+ ?(?:min\w*|minutes?)",
    re.I,
)
_AT = r"\s*(?:@|\(at\)|\[at\]|\{at\}|<at>|\(ät\)|\[ät\]|\(a\)|\s\bat\b\s|\(@\)|\[@\])\s*"
_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\]|\s\b(?:dot|punkt)\b\s)\s*"
_MAIL = re.compile(rf"\b([\w.+-]+){_AT}((?:[\w-]+{_DOT})+)([a-z]{{2,}})\b", re.I)
_HIDDEN_MAIL = re.compile(
    r"\[?\(?e-?mail(?:[ -]?adresse)? (?:protected|geschützt)\)?\]?|\[email\u00a0protected\]", re.I
)
_ANY_MAIL = "\u2709"


def is_volatile(field: str, before: object, after: object) -> bool:
    """Whether two different values of a column say the same to a reader."""
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return sorted(map(str, before)) == sorted(map(str, after))
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    if field in _ADDRESS_FIELDS:
        return essential_url(before) == essential_url(after)
    left, right = essential_text(before), essential_text(after)
    if _ANY_MAIL in left or _ANY_MAIL in right:  # a hidden address may stand for any
        left, right = (re.sub(r"\S+@\S+\.\w+", _ANY_MAIL, one) for one in (left, right))
    return left == right


def essential_text(text: str) -> str:
    """The words without invisible signs, spacing and counters; e-mail addresses in one form, however scrambled."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    flat = " ".join(unicodedata.normalize("NFC", shown).split())
    mailed = _HIDDEN_MAIL.sub(_ANY_MAIL, _MAIL.sub(_plain_mail, flat))
    return " ".join(_COUNTER.sub("", mailed).split())


def _plain_mail(match: re.Match[str]) -> str:
    host = re.sub(_DOT, ".", match.group(2), flags=re.I)
    return f"{match.group(1)}@{host}{match.group(3)}".lower()


def essential_url(url: str) -> str:
    """The address without tracking and session parameters, the others in one order; host in small letters."""
    parts = urlsplit(url.strip())
    kept = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    )
    path = _SESSION_PATH.sub("", parts.path)
    fragment = "" if re.match(r"(?::~:|utm_|at_)", parts.fragment) else parts.fragment
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(kept), fragment))
