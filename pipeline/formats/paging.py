"""Where a list goes on: next pages, archives by year, the entries' own pages. Guards against cycles are the
collector's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from pipeline.formats.addresses import absolute_url, canonical_url
from pipeline.formats.document import Document, Node, link_of, node_text, open_document
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.formats.tribe import follow_tribe
from pipeline.formats.wordpress import follow_wordpress
from pipeline.models import Capture, Follow, PageRole, RawAnnouncement

_OLDER = re.compile(
    r"^\W*(?:ältere(?: beiträge| einträge| artikel)?|older(?: posts| entries)?|vorherige beiträge|frühere beiträge"
    r"|previous posts)\W*$",
    re.I,
)
_NEXT = re.compile(
    r"^\W*(?:nächste(?: seite| beiträge)?|weiter|vor(?:wärts)?|next(?: page| events| posts)?|nächste veranstaltungen"
    r"|mehr (?:laden|beiträge|veranstaltungen)"
    r"|load more|›|»|>|>>|→)\W*$",
    re.I,
)
_SYMBOL = re.compile(r"^\s*(?:›|»|>|>>|→)\s*$")
_PAGE_PATH = re.compile(r"/(?:page|seite)/(\d{1,5})/?$")
_PAGE_QUERY = ("page", "paged", "seite", "upage", "p", "pageno", "page_e2", "start", "offset", "tribe_paged")
_YEARS = ("year", "jahr")


def next_pages(capture: Capture) -> tuple[Follow, ...]:
    """The next page of the list, at most one; none at the last page, on a feed, and on pages without paging.

    Read from `rel=next`, links called "Ältere Beiträge" or "Weiter", numbered pages, and WordPress's headers.
    """
    if looks_like_json(capture):
        return follow_tribe(capture) or follow_wordpress(capture)
    if looks_like_feed(capture):
        return ()
    document = open_document(capture)
    here = canonical_url(document.url)
    for url in _candidates(document):
        canonical = canonical_url(url)
        if canonical and canonical != here and _same_host(canonical, here):
            return (Follow(url=canonical, role=PageRole.LIST),)
    return ()


def archive_years(capture: Capture) -> tuple[Follow, ...]:
    """Archives of other years that a page links to by `?year=` or `?jahr=`, latest first."""
    document = open_document(capture)
    here = canonical_url(document.url)
    found: dict[str, int] = {}
    for node in document.root.walk():
        url = canonical_url(link_of(document, node)) if node.tag in ("a", "option") else ""
        query = parse_qs(urlsplit(url).query) if url else {}
        years = [value for name in _YEARS for value in query.get(name, []) if re.fullmatch(r"(?:19|20)\d\d", value)]
        if years and url != here and _same_host(url, here):
            found.setdefault(url, int(years[0]))
    ordered = sorted(found, key=lambda url: (-found[url], url))
    return tuple(Follow(url=url, role=PageRole.LIST) for url in ordered)


def detail_links(capture: Capture, raws: Sequence[RawAnnouncement]) -> tuple[Follow, ...]:
    """The own page of each announcement on the same host, each once, in the order of the list."""
    here = canonical_url(capture.final_url or capture.url)
    found: dict[str, Follow] = {}
    for raw in raws:
        if raw.url and raw.url != here and _same_host(raw.url, here) and raw.url not in found:
            found[raw.url] = Follow(url=raw.url, role=PageRole.DETAIL, entry_key=raw.key)
    return tuple(found.values())


def page_number(url: str) -> int:
    """The number of a page in its list, 1 if the address names none."""
    parts = urlsplit(url)
    match = _PAGE_PATH.search(parts.path)
    if match:
        return int(match.group(1))
    query = parse_qs(parts.query)
    for name in _PAGE_QUERY:
        value = query.get(name, [""])[0]
        if value.isascii() and value.isdigit() and len(value) < 6:
            return int(value)
    return 1


def _candidates(document: Document) -> list[str]:
    """Addresses that may be the next page, surest first."""
    stated = [element.attributes.get("href") or "" for element in document.html.css("link[rel~=next]")]
    found = [absolute_url(document.base, href) for href in stated]
    links = [node for node in document.root.walk() if node.tag == "a" and link_of(document, node)]
    found += [link_of(document, node) for node in links if "next" in node.attribute("rel").lower().split()]
    words = [(node, " ".join(node_text(document, node).split())) for node in links]
    words = [(node, text or node.attribute("title") or node.attribute("aria-label")) for node, text in words]
    paging = [(node, text) for node, text in words if _is_paging(document, node)]
    found += [link_of(document, node) for node, text in words if _OLDER.match(text)]
    found += [link_of(document, node) for node, text in paging if _NEXT.match(text) and not _SYMBOL.match(text)]
    after = page_number(document.url) + 1
    found += [link_of(document, node) for node, text in paging if text.strip() == str(after)]
    found += [link_of(document, node) for node, text in paging if _SYMBOL.match(text) and _is_after(document, node)]
    return [url for url in found if url]


def _is_paging(document: Document, node: Node) -> bool:
    """Whether the address differs from this page's only by a page number, or the link stands in a paging element."""
    url = link_of(document, node)
    if page_number(url) > 1 and (
        _PAGE_PATH.search(urlsplit(url).path) or urlsplit(url).path == urlsplit(document.url).path
    ):
        return True
    current: Node | None = node
    while current is not None:
        if re.search(r"pagination|paging|pager|page-numbers|nav-links|nav-next", current.attribute("class"), re.I):
            return True
        current = current.parent
    return False


def _is_after(document: Document, node: Node) -> bool:
    return page_number(link_of(document, node)) > page_number(document.url)


def _same_host(url: str, other: str) -> bool:
    hosts = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (url, other)]
    return hosts[0] == hosts[1]
