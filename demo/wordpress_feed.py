"""The RSS feed of a WordPress archive."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime

from demo.content import Entry, Site
from demo.markup import excerpt, html_of, texture, title_html
from demo.reply import Reply
from demo.wordpress_posts import gmt, guid, post_path

HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
"""


def feed(site: Site, heading: str, path: str, entries: Sequence[Entry]) -> Reply:
    """RSS 2.0 with the whole text of each post in content:encoded."""
    channel = "\n".join(
        (
            f"\t<title>{title_html(heading)} &#8211; {title_html(site.title)}</title>",
            f'\t<atom:link href="{site.home}{path}feed/" rel="self" type="application/rss+xml" />',
            f"\t<link>{site.home}{path}</link>",
            f"\t<description>{title_html(site.tagline)}</description>",
            f"\t<lastBuildDate>{format_datetime(gmt(site.changed_at))}</lastBuildDate>",
            "\t<language>de</language>",
            "\t<sy:updatePeriod>hourly</sy:updatePeriod>",
        )
    )
    items = "\n".join(_item(site, entry) for entry in entries)
    body = f"{HEAD}{channel}\n{items}\n</channel>\n</rss>\n".encode()
    return Reply(status=200, content_type="application/rss+xml; charset=UTF-8", body=body)


def _item(site: Site, entry: Entry) -> str:
    content = texture(html_of(entry.text))
    names = [site.category_names[slug] for slug in entry.categories] + list(entry.tags)
    categories = "\n".join(f"\t\t<category><![CDATA[{name}]]></category>" for name in names)
    return f"""	<item>
		<title>{title_html(entry.title)}</title>
		<link>{site.home}{post_path(site, entry)}</link>
		<dc:creator><![CDATA[redaktion]]></dc:creator>
		<pubDate>{format_datetime(gmt(entry.published))}</pubDate>
{categories}
		<guid isPermaLink="false">{guid(site, entry)}</guid>
		<description><![CDATA[<p>{texture(excerpt(content))}</p>]]></description>
		<content:encoded><![CDATA[{content}
]]></content:encoded>
	</item>"""
