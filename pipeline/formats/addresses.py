"""Which address a link means, and when two addresses are the same page."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

# Parameters that say who asks or how they came, never what is shown.
_NOISE = re.compile(
    r"^(utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid|_ga|_gl|igshid|wt_sc|wt_mc"
    r"|etcc_\w+"
    r"|phpsessid|jsessionid|aspsessionid\w*|sid|sessionid|session_id|s?session|cftoken|cfid|fe_typo_user|osclang"
    r"|high_contrast|lrm_logout|replytocom|share|nb|print|backpid|cHash|no_cache|_wpnonce|ver)$",
    re.I,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.I)
_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.I)
_SAFE = "!$&'()*+,;=:@/~-._"
MAX_URL = 2_000


def absolute_url(base: str, href: str) -> str:
    """The http(s) address that `href` means on a page at `base`; '' for everything that is not one.

    `javascript:`, `mailto:`, `tel:`, `data:`, a bare fragment and addresses over 2,000 characters are not links.
    """
    href = re.sub(r"[\t\r\n]", "", href).strip(" \x00\x0b\x0c\x1f")
    scheme = _SCHEME.match(href)
    if not href or href.startswith("#") or len(href) > MAX_URL:
        return ""
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        return ""
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return urlunsplit(parts._replace(fragment=""))


def canonical_url(url: str) -> str:
    """The form under which an address is known: the same page asked in two ways gives the same text.

    Dropped: fragment, tracking and session parameters, default port, an empty query. Normalised: case of scheme and
    host, percent-encoding, order of the remaining parameters (sorted by name; of one name as they stood). Kept as they
    are: http or https, www. or not, a trailing slash. '' if it is not an http(s) address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    standard = {"http": 80, "https": 443}[parts.scheme]
    netloc = host if port in (None, standard) else f"{host}:{port}"
    path = _requote(_SESSION_PATH.sub("", parts.path)) or "/"
    kept = [pair for pair in parts.query.split("&") if pair and not _NOISE.match(_name_of(pair))]
    kept.sort(key=_name_of)
    return urlunsplit((parts.scheme, netloc, path, "&".join(_requote(pair, "?%") for pair in kept), ""))


def _name_of(pair: str) -> str:
    return pair.partition("=")[0]


def _requote(text: str, also_safe: str = "%") -> str:
    """One spelling per byte: unreserved characters plain, the rest %XX in capitals, what is %XX already not again."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(
        _same_byte(piece) if index % 2 else quote(piece, safe=_SAFE + also_safe) for index, piece in enumerate(pieces)
    )


def _same_byte(escape: str) -> str:
    byte = unquote_to_bytes(escape)
    is_plain = byte.isalnum() or byte in b"-._~"
    return byte.decode("ascii") if is_plain and byte.isascii() else escape.upper()
