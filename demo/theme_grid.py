"""The theme of the demo's dsm after its relaunch: block theme, cards in a grid, no excerpt headings of old."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from demo.content import Entry, Site
from demo.markup import excerpt, html_of, texture, title_html
from demo.wordpress_posts import category_links, gmt, post_path


def frame(site: Site, main: str) -> str:
    """One wide column with an appeal below."""
    return f"""<main class="wp-block-group is-layout-constrained" id="wp--skip-link--target">
{main}
<div class="wp-block-group has-background appeal">{site.appeal}</div>
</main>"""


def posts(site: Site, heading: str, entries: Sequence[Entry]) -> str:
    """Cards."""
    cards = "\n".join(_card(site, entry) for entry in entries)
    return f"""<h1 class="wp-block-query-title">{escape(heading)}</h1>
<div class="wp-block-query"><ul class="columns-3 wp-block-post-template is-layout-grid">
{cards}
</ul></div>"""


def single(site: Site, entry: Entry, html: str) -> str:
    """The whole post."""
    return f"""<h1 class="wp-block-post-title">{title_html(entry.title)}</h1>
<div class="wp-block-post-date">
<time datetime="{gmt(entry.published).isoformat()}">{entry.published:%d.%m.%Y}</time></div>
<div class="entry-content wp-block-post-content">
{html}
</div>
<div class="taxonomy-category wp-block-post-terms">{category_links(site, entry)}</div>"""


def pager(base: str, number: int, pages: int) -> str:
    """Older and newer pages."""
    after = f'<a href="{base}page/{number + 1}/" class="wp-block-query-pagination-next">Nächste Seite</a>'
    back = base if number == 2 else f"{base}page/{number - 1}/"
    before = f'<a href="{back}" class="wp-block-query-pagination-previous">Vorherige Seite</a>'
    inside = f"{before if number > 1 else ''}{after if number < pages else ''}"
    return f'<nav class="wp-block-query-pagination" aria-label="Seitennummerierung">{inside}</nav>'


def _card(site: Site, entry: Entry) -> str:
    address = site.home + post_path(site, entry)
    return f"""<li class="wp-block-post post type-post"><div class="wp-block-group card">
<h3 class="wp-block-post-title"><a href="{address}" target="_self">{title_html(entry.title)}</a></h3>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{texture(excerpt(html_of(entry.text)))}</p>
<p><a class="wp-block-post-excerpt__more-link" href="{address}">Mehr erfahren</a></p></div></div></li>"""
