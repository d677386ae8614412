"""The pages of a WordPress site; which of three themes dresses them depends on site and night."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from types import ModuleType

from demo import theme_column, theme_grid, theme_kubrick
from demo.content import Entry, Site
from demo.markup import html_of, texture, title_html
from demo.wordpress_posts import archive_path, gmt, post_path

COOKIE_NOTE = (
    '<div id="cookie-notice" class="cookie-notice" role="dialog"><p>Wir nutzen nur technisch notwendige Cookies.</p>'
    '<button class="cookie-accept">Einverstanden</button></div>'
)


def home_page(site: Site) -> str:
    """The front page with the newest posts only."""
    theme = _theme(site)
    main = theme.posts(site, site.title, site.entries[:3])
    return _document(site, site.title, theme.frame(site, main), "/")


def list_page(site: Site, heading: str, path: str, entries: Sequence[Entry], number: int, pages: int) -> str:
    """One page of an archive with links to the neighbouring ones."""
    theme = _theme(site)
    main = theme.posts(site, heading, entries) + theme.pager(site.home + path, number, pages)
    canonical = path if number == 1 else f"{path}page/{number}/"
    return _document(site, heading, theme.frame(site, main), canonical, feed=path)


def single_page(site: Site, entry: Entry) -> str:
    """A post's own page."""
    theme = _theme(site)
    main = theme.single(site, entry, texture(html_of(entry.text)))
    path = post_path(site, entry)
    return _document(site, entry.title, theme.frame(site, main), path, extra=_page_facts(site, entry, path))


def plain_page(site: Site, heading: str, html: str) -> str:
    """A page that is no post: imprint, donations, 404."""
    main = f'<h1 class="page-title">{title_html(heading)}</h1><div class="page-content">{html}</div>'
    return _document(site, heading, _theme(site).frame(site, main), "")


def _theme(site: Site) -> ModuleType:
    if site.name == "tolsax":
        return theme_column
    return theme_grid if site.relaunched else theme_kubrick


def _page_facts(site: Site, entry: Entry, path: str) -> str:
    """The schema.org block of an SEO plug-in: it describes the web page, not the event."""
    if site.name == "dsm" and not site.relaunched:
        return ""
    facts = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebPage",
                "@id": site.home + path,
                "name": entry.title,
                "datePublished": gmt(entry.published).isoformat(),
                "dateModified": gmt(entry.modified).isoformat(),
                "inLanguage": "de",
            },
            {"@type": "Organization", "name": site.title, "url": site.home},
        ],
    }
    block = json.dumps(facts, ensure_ascii=False)
    return f'<script type="application/ld+json" class="seo-graph">{block}</script>'


def _document(site: Site, heading: str, body: str, path: str, *, feed: str = "/", extra: str = "") -> str:
    menu = "".join(
        f'<li class="menu-item"><a href="{site.home}{target}">{label}</a></li>'
        for label, target in (
            ("Start", "/"),
            *((escape(name), archive_path(site, slug)) for slug, name in site.category_names.items()),
            ("Spenden", "/spenden/"),
            ("Intern", site.disallowed),
        )
    )
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title_html(heading)} &#8211; {title_html(site.title)}</title>
<link rel="canonical" href="{site.home}{path}" />
<link rel="alternate" type="application/rss+xml" title="Feed" href="{site.home}{feed}feed/" />
<link rel="https://api.w.org/" href="{site.home}/wp-json/" />
<meta name="generator" content="WordPress 6.7.2" />
<link rel="stylesheet" href="/wp-content/style.css" />
{extra}
</head>
<body class="wp-site">
<header class="site-header" role="banner"><p class="site-title"><a href="{site.home}/">{escape(site.title)}</a></p>
<p class="site-description">{escape(site.tagline)}</p>
<form role="search" action="/"><input type="search" name="s" placeholder="Suchen …" /></form></header>
<nav class="main-navigation"><ul class="menu">{menu}</ul></nav>
{body}
<footer class="site-footer"><p>© {escape(site.title)} 2026 · <a href="/impressum/">Impressum</a> ·
Gefördert aus Mitteln des Freistaates Sachsen</p></footer>
{COOKIE_NOTE}
</body>
</html>
"""
