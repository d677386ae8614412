"""The text of a new source's module: who it is and on which platform's reader it rests."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.errors import ParseError, UsageError
from pipeline.formats.document import open_document
from pipeline.formats.wordpress_site import list_addresses
from pipeline.models import Capture, Sites, Source
from pipeline.probe.advice import Advice, Platform
from pipeline.probe.endpoints import category_of, is_data

MAX_LINES = 25
MAX_NAME = 70
FEW = 5  # announcements: a healthy list is rarely shorter, and summers are quiet
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_READER = {
    Platform.WORDPRESS: "wordpress_site",
    Platform.CONTAO: "contao",
    Platform.ANY: "any_site",
}
_NEWEST_FIRST = ("wordpress", "feed", "jsonfeed")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """What stands in the module of a source."""

    source_id: str
    name: str
    sites: Sites
    home: str
    advice: Advice


def check_name(name: str, known: Collection[str]) -> None:
    """UsageError if a source cannot be called that."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(
            f"{name!r} cannot be the name of a source; expected 2 to 31 small letters, digits or _, a letter first, "
            "such as buergerhaus",
            where=name,
        )
    if name in known:
        raise UsageError(
            f"there is a source '{name}' already; choose another name, or look at it with `litfass record {name}`",
            where=name,
        )


def site_name(page: Capture) -> str:
    """What the site calls itself: `og:site_name`, else the last part of its title, else its host."""
    host = (urlsplit(page.final_url or page.url).hostname or "").removeprefix("www.")
    if is_data(page):
        return host
    html = open_document(page).html
    tag = html.css_first('meta[property="og:site_name"]')
    title = html.css_first("title")
    named = (tag.attributes.get("content") or "") if tag else ""
    words = named or re.split(r"\s+[|–—»•-]\s+", title.text() if title else "")[-1]
    return " ".join(words.split())[:MAX_NAME].rstrip(" ,;:|–-") or host


def module_text(new: NewSource) -> str:
    """The module, formatted, at most 25 lines: of several addresses as many as that leaves room for."""
    for count in range(len(new.advice.addresses), 0, -1):
        lines = _lines(new, new.advice.addresses[:count])
        if len(lines) <= MAX_LINES:
            break
    return "\n".join(lines) + "\n"


def _lines(new: NewSource, addresses: tuple[str, ...]) -> list[str]:
    chosen = new.advice.chosen
    category = _category(addresses) if new.advice.platform is Platform.WORDPRESS else ""
    names = "follow_site, list_addresses, parse_site" if category else "follow_site, parse_site"
    return [
        f'"""{_plain(new.name)}: read by {chosen.reader}, {_plain(chosen.endpoint.what)}."""',
        "",
        "from __future__ import annotations",
        "",
        f"from pipeline.formats.{_READER[new.advice.platform]} import {names}",
        "from pipeline.models import Expect, ListPage, Sites, Source",
        "",
        "SOURCE = Source(",
        f"    source_id={_quoted(new.source_id)},",
        f"    name={_quoted(new.name)},",
        f"    organiser={_quoted(new.name)},",
        f"    homes={{Sites.{new.sites.name}: {_quoted(new.home)}}},",
        *_lists(addresses, category, chosen.reader in _NEWEST_FIRST),
        "    parse=parse_site,",
        "    follow=follow_site,",
        f"    expect=Expect(announcements_min={max(1, min(FEW, chosen.entries // 3))}),",
        ")",
    ]


def _category(addresses: tuple[str, ...]) -> str:
    """The WordPress category whose usual addresses these are, '' if they are other ones."""
    slug = category_of(addresses[-1])
    return slug if slug and list_addresses(slug) == addresses else ""


def _lists(addresses: tuple[str, ...], category: str, is_newest_first: bool) -> list[str]:
    """The one list of the source, on one line where it fits in 120 characters."""
    order = [] if is_newest_first else ["newest_first=False"]
    written = ", ".join(_quoted(one) for one in addresses) + ("," if len(addresses) == 1 else "")
    value = f"list_addresses({_quoted(category)})" if category else f"({written})"
    page = ", ".join(('ListPage(name="Termine"', f"addresses={value}", *order)) + ")"
    if len(page) <= 104:
        return [f"    lists=({page},),"]
    rows = [f"                {_quoted(one)}," for one in addresses]
    more = [f"            {one}," for one in order]
    head = ["    lists=(", "        ListPage(", '            name="Termine",', "            addresses=("]
    return [*head, *rows, "            ),", *more, "        ),", "    ),"]


def load_module(text: str, source_id: str) -> Source:
    """The source that a module's text defines, before it is written anywhere."""
    namespace: dict[str, object] = {"__name__": f"pipeline.sources.{source_id}"}
    exec(compile(text, f"pipeline/sources/{source_id}.py", "exec"), namespace)
    source = namespace.get("SOURCE")
    if not isinstance(source, Source):
        raise ParseError(f"pipeline/sources/{source_id}.py defines no SOURCE", source_id=source_id)
    return source


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")
