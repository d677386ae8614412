"""The older theme of the demo's dsm: plain blocks without article elements, German default headings."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from demo.content import Entry, Site
from demo.markup import excerpt, html_of, texture, title_html
from demo.wordpress_posts import archive_path, category_links, post_id, post_path


def frame(site: Site, main: str) -> str:
    """Sidebar with categories beside the content."""
    categories = "".join(
        f'<li class="cat-item"><a href="{site.home}{archive_path(site, slug)}">{escape(name)}</a></li>'
        for slug, name in site.category_names.items()
    )
    return f"""<div id="page" class="wrap"><div id="content" class="narrowcolumn">
{main}
</div>
<div id="sidebar"><ul><li><h2>Kategorien</h2><ul>{categories}</ul></li>
<li><h2>Spenden</h2>{site.appeal}</li></ul></div></div>
<div class="search-overlay"><a href="#" class="close">Close Search Window</a></div>"""


def posts(site: Site, heading: str, entries: Sequence[Entry]) -> str:
    """Blocks with an excerpt each."""
    blocks = "\n".join(_teaser(site, entry) for entry in entries)
    return f'<h2 class="pagetitle">Archiv der Kategorie: {escape(heading)}</h2>\n{blocks}'


def single(site: Site, entry: Entry, html: str) -> str:
    """The whole post under the theme's standing heading line."""
    names = category_links(site, entry)
    return f"""<div class="post" id="post-{post_id(site, entry)}">
<div class="headline">Aktuelle Bekanntmachungen und News des DSM auf einem Blick, {names}|</div>
<h1>{title_html(entry.title)}</h1>
<div class="entry">
{html}
</div>
<p class="nocomments">Comments are closed.</p>
</div>"""


def pager(base: str, number: int, pages: int) -> str:
    """Only older and newer."""
    older = f'<div class="alignleft"><a href="{base}page/{number + 1}/">&laquo; Ältere Einträge</a></div>'
    previous = base if number == 2 else f"{base}page/{number - 1}/"
    newer = f'<div class="alignright"><a href="{previous}">Neuere Einträge &raquo;</a></div>'
    return f'<div class="navigation">{older if number < pages else ""}{newer if number > 1 else ""}</div>'


def _teaser(site: Site, entry: Entry) -> str:
    address = site.home + post_path(site, entry)
    names = category_links(site, entry)
    return f"""<div class="post" id="post-{post_id(site, entry)}">
<h2><a href="{address}" rel="bookmark" title="Permanentlink zu {escape(entry.title)}">{title_html(entry.title)}</a></h2>
<small>{entry.published:%d.%m.%Y}</small>
<div class="entry"><p>{texture(excerpt(html_of(entry.text)))}</p></div>
<p class="postmetadata">Veröffentlicht unter {names} | <span>Kommentare deaktiviert</span></p></div>"""
