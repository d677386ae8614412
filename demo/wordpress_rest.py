"""The REST interface of WordPress: categories, tags and posts as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demo.content import Entry, Site, slug_of
from demo.markup import excerpt, html_of, texture, title_html
from demo.reply import Reply, Request, data
from demo.wordpress_posts import (
    archive_path,
    category_id,
    entries_in,
    gmt,
    guid,
    post_id,
    post_path,
    post_slug,
    tag_id,
)

BASE = "/wp-json/wp/v2"


def respond(site: Site, request: Request) -> Reply:
    """The answer to an address under /wp-json."""
    path = request.path.rstrip("/")
    if path == "/wp-json":
        return data({"name": site.title, "description": site.tagline, "url": site.home, "namespaces": ["wp/v2"]})
    if path == f"{BASE}/categories":
        return _slice(request, [_category(site, slug) for slug in site.category_names if _wanted(request, slug)])
    if path == f"{BASE}/tags":
        tags = sorted({tag for entry in site.entries for tag in entry.tags})
        rows = [_tag(site, tag) for tag in tags]
        return _slice(request, [row for row in rows if _wanted(request, row["slug"])])
    if path == f"{BASE}/posts":
        return _slice(request, [_post(site, entry) for entry in _asked_posts(site, request)])
    if path.startswith(f"{BASE}/posts/"):
        found = [entry for entry in site.entries if str(post_id(site, entry)) == path.rsplit("/", 1)[-1]]
        return data(_post(site, found[0])) if found else _error("rest_post_invalid_id", "Ungültige Beitrags-ID.", 404)
    message = "Es wurde keine Route gefunden, die mit der URL und der Anfrage-Methode identisch ist."
    return _error("rest_no_route", message, 404)


def _error(code: str, message: str, status: int) -> Reply:
    return data({"code": code, "message": message, "data": {"status": status}}, status=status)


def _wanted(request: Request, slug: object) -> bool:
    return request.query.get("slug", slug) == slug


def _slice(request: Request, rows: list[dict[str, Any]]) -> Reply:
    per_page, number = request.query.get("per_page", "10"), request.query.get("page", "1")
    if not per_page.isdigit() or not 1 <= int(per_page) <= 100 or not number.isdigit() or int(number) < 1:
        return _error("rest_invalid_param", "Ungültige(r) Parameter: per_page", 400)
    size, page = int(per_page), int(number)
    pages = -(-len(rows) // size)
    if page > max(pages, 1):
        message = "Die angeforderte Seitennummer ist größer als die Anzahl der verfügbaren Seiten."
        return _error("rest_post_invalid_page_number", message, 400)
    shown = rows[(page - 1) * size : page * size]
    if "_embed" not in request.query:
        shown = [{name: value for name, value in row.items() if name != "_embedded"} for row in shown]
    if "_fields" in request.query:
        names = request.query["_fields"].split(",")
        shown = [{name: row[name] for name in names if name in row} for row in shown]
    return data(shown, headers={"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(pages)})


def _asked_posts(site: Site, request: Request) -> tuple[Entry, ...]:
    """REST sorts by date alone: a pinned post stands where its date puts it."""
    entries = site.entries
    if "categories" in request.query:
        numbers = request.query["categories"].split(",")
        slugs = [slug for slug in site.category_names if str(category_id(site, slug)) in numbers]
        kept = {entry.slug for slug in slugs for entry in entries_in(site, slug)}
        entries = tuple(entry for entry in entries if entry.slug in kept)
    return tuple(entry for entry in entries if _wanted(request, post_slug(site, entry)))


def _category(site: Site, slug: str) -> dict[str, Any]:
    return {
        "id": category_id(site, slug),
        "count": len(entries_in(site, slug)),
        "description": "",
        "link": site.home + archive_path(site, slug),
        "name": site.category_names[slug],
        "slug": slug,
        "taxonomy": "category",
        "parent": 0,
        "meta": [],
    }


def _post(site: Site, entry: Entry) -> dict[str, Any]:
    content = texture(html_of(entry.text))
    number = post_id(site, entry)
    return {
        "id": number,
        "date": entry.published.isoformat(),
        "date_gmt": f"{gmt(entry.published):%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": guid(site, entry)},
        "modified": entry.modified.isoformat(),
        "modified_gmt": f"{gmt(entry.modified):%Y-%m-%dT%H:%M:%S}",
        "slug": post_slug(site, entry),
        "status": "publish",
        "type": "post",
        "link": site.home + post_path(site, entry),
        "title": {"rendered": title_html(entry.title)},
        "content": {"rendered": content + "\n", "protected": False},
        "excerpt": {"rendered": f"<p>{texture(excerpt(content))}</p>\n", "protected": False},
        "author": 2,
        "featured_media": 0,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": entry.sticky,
        "template": "",
        "format": "standard",
        "meta": {"footnotes": ""},
        "categories": [category_id(site, slug) for slug in entry.categories],
        "tags": [tag_id(site, tag) for tag in entry.tags],
        "class_list": [f"post-{number}", "post", "type-post", "status-publish", "hentry"],
        "_links": {"self": [{"href": f"{site.home}{BASE}/posts/{number}"}]},
        "_embedded": {"wp:term": [_terms(site, entry.categories), [_tag(site, tag) for tag in entry.tags]]},
    }


def _terms(site: Site, slugs: Sequence[str]) -> list[dict[str, Any]]:
    kept = ("id", "link", "name", "slug", "taxonomy")
    return [{name: _category(site, slug)[name] for name in kept} for slug in slugs]


def _tag(site: Site, tag: str) -> dict[str, Any]:
    slug = slug_of(tag)
    address = f"{site.home}/tag/{slug}/"
    return {"id": tag_id(site, tag), "link": address, "name": tag, "slug": slug, "taxonomy": "post_tag"}
