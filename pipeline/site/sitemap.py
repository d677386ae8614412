"""sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LIMIT = 50_000  # addresses that one sitemap may hold (sitemaps.org)


def render_sitemap(pages: Iterable[tuple[str, date]], public_url: str) -> bytes:
    """The pages as (path below the site's folder, day of the last change), absolute, in order of path; the newest if
    there are too many for one file."""
    kept = sorted(sorted(pages, key=lambda page: (page[1], page[0]))[-_LIMIT:])
    base = public_url.rstrip("/")
    lines = [
        f"<url><loc>{escape(f'{base}/{path}')}</loc><lastmod>{changed.isoformat()}</lastmod></url>"
        for path, changed in kept
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, "</urlset>", ""]).encode()


def render_robots(public_url: str) -> bytes:
    """Everything may be read but the maintainer's report and the search index. Crawlers obey the file only at the root
    of a host."""
    lines = [
        "User-agent: *",
        "Disallow: /report/",
        "Disallow: /suche/",
        "",
        f"Sitemap: {public_url.rstrip('/')}/sitemap.xml",
    ]
    return ("\n".join(lines) + "\n").encode()
