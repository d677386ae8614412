"""Makes foreign text and addresses harmless before they go into any feed."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

TITLE_LIMIT = 300
TEXT_LIMIT = 20_000

# C0/C1 controls but tab and newline; line and paragraph separators; directional embeddings, overrides and isolates,
# which can make a title read as another; spaces of no width; byte order mark; halves of surrogate pairs, which no
# encoder accepts.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}", re.ASCII)
_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def safe_text(text: object, limit: int = TEXT_LIMIT) -> str:
    """The text without invisible controls, line breaks as \\n, at most `limit` characters; '' for None."""
    if text is None:
        return ""
    cleaned = _HARMFUL.sub("", _BREAKS.sub("\n", str(text))).strip()
    return cleaned if len(cleaned) <= limit else _cut(cleaned, limit)


def safe_line(text: object, limit: int = TITLE_LIMIT) -> str:
    """The text on one line, at most `limit` characters; '' for None."""
    return safe_text(_SPACES.sub(" ", safe_text(text)), limit)


def safe_url(url: object) -> str | None:
    """An http(s) address in ASCII; None for any other scheme, without host, or with a hidden control."""
    if not isinstance(url, str):
        return None
    stripped = url.strip()
    if _HARMFUL.search(stripped) or _BREAKS.search(stripped) or "\n" in stripped or "\t" in stripped:
        return None
    try:
        parts = urlsplit(stripped)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.\-:]+", host):
        return None
    netloc = (f"[{host}]" if ":" in host else host) + port
    tail = (quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), netloc, *tail))


def safe_contact(url: object) -> str | None:
    """As safe_url, and `mailto:` with one plain address (RFC 6068); subject, copies and text that an address carries
    along are left out, since they would be written in somebody's name."""
    if not isinstance(url, str) or not url.strip().lower().startswith("mailto:"):
        return safe_url(url)
    address = unquote(url.strip()[len("mailto:") :].partition("?")[0]).strip()
    return "mailto:" + quote(address, safe="@+!$*-._~") if _MAIL.fullmatch(address) else None


def _cut(text: str, limit: int) -> str:
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip() + "…"
