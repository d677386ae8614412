"""What every page of the site shares: its frame, and how a template becomes bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pipeline.site.addresses import root_of
from pipeline.site.wording import day_short

NAME = "Litfass"
TAGLINE = "Was sächsische Vereine ankündigen, jede Nacht neu gelesen."
_FEEDS = {
    "feed.atom": ("application/atom+xml", "Neuigkeiten (Atom)"),
    "feed.json": ("application/feed+json", "Neuigkeiten (JSON Feed)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`url` is a path below the site's folder; `count` how many dates stand behind it."""

    text: str
    url: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`url` is the public address without trailing slash; css, js and icon are paths that change with their content."""

    name: str
    url: str
    version: str
    today: str
    css: str
    noscript_css: str
    js: str
    icon: str
    report_css: str
    menu: tuple[Link, ...]
    feeds: tuple[Feed, ...]
    feed_files: frozenset[str]

    def feed_file(self, name: str) -> str:
        """The path of a file in feed/, '' if this release has none of that name."""
        return f"feed/{name}" if name in self.feed_files else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`folder` is the page's address below the site, '' or ending with a slash; `base` stands before its links where
    they cannot be relative."""

    folder: str
    title: str
    heading: str = ""
    intro: str = ""
    description: str = ""
    section: str = ""
    is_hidden: bool = False
    base: str = ""

    @property
    def path(self) -> str:
        return f"{self.folder}index.html"

    @property
    def root(self) -> str:
        return self.base or root_of(self.folder)


def site_of(*, version: str, today: date, public_url: str, month: str, feeds: Collection[str]) -> Site:
    """The frame of a release; `month` is the folder of today's month, `feeds` the names of the files in feed/."""
    menu = (
        Link(text="Termine", url="index.html"),
        Link(text="Monat", url=f"{month}index.html"),
        Link(text="Archiv", url="archiv/index.html"),
    )
    return Site(
        name=NAME,
        url=public_url.rstrip("/"),
        version=version,
        today=day_short(today),
        css=_asset("litfass.css"),
        noscript_css=_asset("noscript.css"),
        js=_asset("litfass.js"),
        icon=_asset("saeule.svg"),
        report_css=_asset("report.css"),
        menu=menu,
        feeds=tuple(Feed(type=t, title=n, path=f"feed/{f}") for f, (t, n) in _FEEDS.items() if f in feeds),
        feed_files=frozenset(feeds),
    )


def draw(template: str, site: Site, page: Page, **values: object) -> bytes:
    """A page as HTML; every value is escaped unless the template says that it is safe."""
    return (_environment().get_template(template).render(site=site, page=page, **values) + "\n").encode()


def assets() -> Mapping[str, bytes]:
    """The static files under their addresses: the name carries the content's digest, so that a page of one release
    never gets the style sheet of another."""
    names = ("litfass.css", "noscript.css", "report.css", "litfass.js", "saeule.svg")
    return {_asset(name): _content(name) for name in names}


@cache
def _asset(name: str) -> str:
    stem, _, suffix = name.partition(".")
    return f"static/{stem}-{hashlib.sha256(_content(name)).hexdigest()[:10]}.{suffix}"


@cache
def _content(name: str) -> bytes:
    return resources.files("pipeline.site").joinpath("static", name).read_bytes()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.site"),
        autoescape=select_autoescape(("html", "svg"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
