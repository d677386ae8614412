"""The theme of the demo's tolsax: one column of articles and a sidebar, post date in each foot line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from demo.content import Entry, Site, slug_of
from demo.markup import excerpt, html_of, texture, title_html
from demo.wordpress_posts import category_links, gmt, post_id, post_path


def frame(site: Site, main: str) -> str:
    """Main column and sidebar."""
    recent = "".join(
        f'<li><a href="{site.home}{post_path(site, entry)}">{title_html(entry.title)}</a></li>'
        for entry in site.entries[:5]
    )
    return f"""<div id="content" class="site-content"><main id="main" class="site-main" role="main">
{main}
</main>
<aside id="secondary" class="widget-area" role="complementary">
<section class="widget widget_recent_entries"><h2 class="widget-title">Neueste Beiträge</h2><ul>{recent}</ul></section>
<section class="widget widget_text"><h2 class="widget-title">Unterstützen</h2>{site.appeal}</section>
</aside></div>"""


def posts(site: Site, heading: str, entries: Sequence[Entry]) -> str:
    """Articles with an excerpt and 'Weiterlesen'."""
    articles = "\n".join(_teaser(site, entry) for entry in entries)
    return f'<header class="page-header"><h1 class="page-title">Kategorie: {escape(heading)}</h1></header>\n{articles}'


def single(site: Site, entry: Entry, html: str) -> str:
    """The whole post."""
    return f"""<article id="post-{post_id(site, entry)}" class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{title_html(entry.title)}</h1></header>
<div class="entry-content">
{html}
</div>
{_foot(site, entry)}
</article>
<nav class="post-navigation"><a href="{site.home}/" rel="prev">Zurück zur Übersicht</a></nav>"""


def pager(base: str, number: int, pages: int) -> str:
    """Numbered links, the current page without one."""
    links = [
        f'<span aria-current="page" class="page-numbers current">{page}</span>'
        if page == number
        else f'<a class="page-numbers" href="{base}{f"page/{page}/" if page > 1 else ""}">{page}</a>'
        for page in range(1, pages + 1)
    ]
    if number < pages:
        links.append(f'<a class="next page-numbers" href="{base}page/{number + 1}/">Ältere Beiträge</a>')
    return f'<nav class="navigation pagination"><div class="nav-links">{" ".join(links)}</div></nav>'


def _teaser(site: Site, entry: Entry) -> str:
    address = site.home + post_path(site, entry)
    pinned = " sticky" if entry.sticky else ""
    link = f'<a href="{address}" rel="bookmark">{title_html(entry.title)}</a>'
    return f"""<article id="post-{post_id(site, entry)}" class="post type-post{pinned} hentry">
<header class="entry-header"><h2 class="entry-title">{link}</h2></header>
<div class="entry-summary"><p>{texture(excerpt(html_of(entry.text)))}</p>
<p><a class="more-link" href="{address}">Weiterlesen</a></p></div>{_foot(site, entry)}</article>"""


def _foot(site: Site, entry: Entry) -> str:
    names = category_links(site, entry)
    tags = ", ".join(f'<a href="{site.home}/tag/{slug_of(tag)}/" rel="tag">{escape(tag)}</a>' for tag in entry.tags)
    return (
        f'<footer class="entry-meta"><span class="posted-on">Veröffentlicht am <time class="entry-date published" '
        f'datetime="{gmt(entry.published).isoformat()}">{entry.published:%d.%m.%Y}</time></span> '
        f'<span class="cat-links">{names}</span> <span class="tags-links">{tags}</span></footer>'
    )
