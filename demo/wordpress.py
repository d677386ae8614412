"""A WordPress site: which address leads to which page, list, feed or REST document."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from demo import wordpress_feed, wordpress_rest, wordpress_theme
from demo.content import Entry, Site
from demo.reply import Reply, Request, moved, page
from demo.wordpress_posts import archive_path, entries_in, entries_tagged, post_path

PER_PAGE = 10
LIST_PATH = re.compile(r"^(?P<list>/(?:.+?/)??)(?:page/(?P<page>\d+)/)?(?P<feed>feed/)?$")


def respond(site: Site, request: Request) -> Reply:
    """The answer to one request; unknown addresses get the theme's 404 page."""
    if request.path.startswith("/wp-json"):
        return wordpress_rest.respond(site, request) if request.with_platform else _not_found(site)
    if request.path == "/":
        return page(wordpress_theme.home_page(site))
    if request.path == site.disallowed:
        return page(wordpress_theme.plain_page(site, "Intern", "<p>Bitte anmelden.</p>"))
    if request.path in ("/impressum/", "/spenden/"):
        return page(wordpress_theme.plain_page(site, request.path.strip("/").capitalize(), site.appeal))
    if not request.path.endswith("/"):
        return moved(f"{site.home}{request.path}/")
    return _list(site, request) or _single(site, request) or _old_address(site, request) or _not_found(site)


def _not_found(site: Site) -> Reply:
    return page(wordpress_theme.plain_page(site, "Seite nicht gefunden", "<p>Hier steht nichts.</p>"), status=404)


def _list(site: Site, request: Request) -> Reply | None:
    match = LIST_PATH.match(request.path)
    if not match:
        return None
    if match["feed"] and not request.with_platform:
        return None
    found = _entries_at(site, match["list"])
    if found is None:
        return None
    heading, entries = found
    number = int(request.query.get("paged") or match["page"] or 1)
    shown = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not shown:
        return None
    if match["feed"]:
        return wordpress_feed.feed(site, heading, match["list"], shown)
    pages = -(-len(entries) // PER_PAGE)
    return page(wordpress_theme.list_page(site, heading, match["list"], shown, number, pages))


def _entries_at(site: Site, path: str) -> tuple[str, tuple[Entry, ...]] | None:
    if path == "/":
        return site.title, site.entries
    for slug, name in site.category_names.items():
        if path == archive_path(site, slug):
            return name, entries_in(site, slug)
    tag = re.fullmatch(r"/tag/([^/]+)/", path)
    tagged = entries_tagged(site, tag[1]) if tag else ()
    return (tag[1].capitalize(), tagged) if tag and tagged else None


def _single(site: Site, request: Request) -> Reply | None:
    wanted = quote(unquote(request.path))
    entry = next((entry for entry in site.entries if quote(unquote(post_path(site, entry))) == wanted), None)
    return page(wordpress_theme.single_page(site, entry)) if entry else None


def _old_address(site: Site, request: Request) -> Reply | None:
    """After the relaunch the old archive and the posts with a date in their address lead home; the others are gone."""
    if not site.relaunched:
        return None
    is_known = request.path.startswith("/category/") or re.search(r"\d", request.path)
    return moved(f"{site.home}/") if is_known and "/page/" not in request.path else None
