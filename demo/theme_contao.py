"""The pages of the demo's iaf: Contao module markup, relative addresses under a base element."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from demo.content import Entry, Site
from demo.markup import html_of
from demo.timetable import BERLIN

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def address(entry: Entry) -> str:
    """The entry's path, without leading slash as Contao prints it."""
    return f"{entry.section}/{entry.slug}.html"


def date_line(entry: Entry) -> str:
    """The date as the editor's fields print it; what the entry says itself goes first."""
    if entry.date_text is not None:
        return entry.date_text
    if entry.start is None:
        return ""
    if not isinstance(entry.start, datetime):
        until = f"–{entry.end:%d.%m.%Y}" if entry.end and entry.end != entry.start else ""
        return f"{entry.start:%d.%m.%Y}{until}"
    until = f"–{entry.end:%H:%M}" if entry.end else ""
    return f"{entry.start:%d.%m.%Y}, {entry.start:%H:%M}{until} Uhr"


def list_page(site: Site, heading: str, entries: Sequence[Entry], menu: str = "") -> str:
    """Teasers, with year menu and pager where there is one."""
    teasers = "\n".join(_teaser(entry, index, len(entries)) for index, entry in enumerate(entries))
    hint = '<div class="ce_text block appeal">' + site.appeal + "</div>" if site.appeal else ""
    main = f'<h1>{escape(heading)}</h1>\n{hint}\n<div class="mod_eventlist block">\n{teasers}\n</div>\n{menu}'
    return _document(site, heading, main)


def detail_page(site: Site, entry: Entry) -> str:
    """One entry with its labels, which run together, and its text."""
    facts = "" if entry.section == "news" else _facts(entry)
    main = f"""<div class="mod_eventreader block">
<h1>{escape(entry.title)}</h1>
{facts}<div class="ce_text block">
{html_of(entry.text)}
</div>
<p class="back"><a href="javascript:history.go(-1)" title="Zurück">Zurück</a></p>
</div>"""
    return _document(site, entry.title, main, extra=_event_facts(site, entry) if entry.json_ld else "")


def plain_page(site: Site, heading: str, html: str) -> str:
    """A page that announces nothing."""
    return _document(site, heading, f'<h1>{escape(heading)}</h1><div class="ce_text block">{html}</div>')


def year_menu(base: str, years: Sequence[str], current: str) -> str:
    """Links to the archive's years."""
    items = "".join(
        f'<li class="active"><strong>{year}</strong></li>'
        if year == current
        else f'<li><a href="{base}{year}" title="Archiv {year}">{year}</a></li>'
        for year in years
    )
    return f'<div class="mod_eventmenu block"><ul class="level_1">{items}</ul></div>\n'


def pager(base: str, parameter: str, number: int, pages: int) -> str:
    """Contao's pagination; nothing on a list of one page."""
    if pages < 2:
        return ""
    links = "".join(
        f'<li><strong class="active">{page}</strong></li>'
        if page == number
        else f'<li><a href="{_page_address(base, parameter, page)}" class="link">{page}</a></li>'
        for page in range(1, pages + 1)
    )
    after = _page_address(base, parameter, number + 1)
    following = f'<li class="next"><a href="{after}" class="next">Vorwärts</a></li>'
    return (
        f'<nav class="pagination block" aria-label="Seitenumbruch-Menü"><p>Seite {number} von {pages}</p>'
        f"<ul>{links}{following if number < pages else ''}</ul></nav>"
    )


def _page_address(base: str, parameter: str, page: int) -> str:
    return f"{base}&amp;{parameter}={page}" if page > 1 else base


def _teaser(entry: Entry, index: int, count: int) -> str:
    classes = ["event", "layout_teaser", "even" if index % 2 == 0 else "odd"]
    classes += ["first"] if index == 0 else []
    classes += ["last"] if index == count - 1 else []
    title = escape(entry.title)
    return f"""<div class="{" ".join(classes)} block">
<h2><a href="{address(entry)}" title="{title}">{title}</a></h2>
{_list_date(entry)}<div class="ce_text block">{html_of(entry.teaser or entry.text)}</div>
<p class="more"><a href="{address(entry)}" title="Den Artikel lesen: {title}">mehr »\
<span class="invisible"> {title}</span></a></p>
</div>"""


def _list_date(entry: Entry) -> str:
    if entry.section == "news":
        published = entry.published.replace(tzinfo=BERLIN).isoformat()
        return f'<p class="info"><time datetime="{published}">{entry.published:%d.%m.%Y %H:%M}</time></p>\n'
    if not entry.list_date or not date_line(entry):
        return ""
    weekday = f"{WEEKDAYS[entry.start.weekday()]}, " if entry.start and entry.date_text is None else ""
    return f'<p class="info">{weekday}{escape(date_line(entry))}</p>\n'


def _facts(entry: Entry) -> str:
    stamp = f'<time datetime="{_iso(entry.start)}"></time>' if entry.time_element and entry.start else ""
    return (
        f'<div class="event_facts"><strong>Datum:</strong> <span class="date">{escape(date_line(entry))}{stamp}</span>'
        f'<strong>Ort:</strong> <span class="place">{escape(entry.place)}</span></div>\n'
    )


def _event_facts(site: Site, entry: Entry) -> str:
    name, _, city = entry.place.rpartition(", ")
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": entry.title,
        "startDate": _iso(entry.start),
        "url": f"{site.home}/{address(entry)}",
        "location": {"@type": "Place", "name": name or entry.place, "address": city or entry.place},
        "organizer": {"@type": "Organization", "name": site.title},
    }
    if entry.end:
        facts["endDate"] = _iso(entry.end)
    return f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>\n'


def _iso(moment: datetime | date | None) -> str:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=BERLIN).isoformat()
    return moment.isoformat() if moment else ""


def _document(site: Site, heading: str, main: str, *, extra: str = "") -> str:
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="UTF-8">
<title>{escape(heading)} - {escape(site.title)}</title>
<base href="{site.home}/">
<meta name="generator" content="Contao Open Source CMS">
<link rel="stylesheet" href="assets/css/layout.css">
{extra}</head>
<body id="top" class="mac chrome">
<div id="wrapper">
<header id="header"><div class="inside"><a href="./" class="logo">{escape(site.title)}</a>
<p>{escape(site.tagline)}</p></div></header>
<nav class="mod_navigation block"><ul class="level_1">
<li><a href="veranstaltungen.html" title="Veranstaltungen">Veranstaltungen</a></li>
<li><a href="veranstaltungen-archiv.html?year=2026" title="Archiv">Archiv</a></li>
<li><a href="newsarchiv.html?year=2026" title="News">News</a></li>
<li><a href="{site.disallowed.lstrip("/")}" title="Mitgliederbereich">Mitgliederbereich</a></li>
</ul></nav>
<div id="container"><main id="main"><div class="inside">
{main}
</div></main>
<aside id="left"><div class="inside"><div class="ce_text block"><h3>Beratung</h3>
<p>Montags und donnerstags nach Anmeldung.<br>Telefon: 0341 000000</p></div></div></aside></div>
<footer id="footer"><div class="inside"><a href="impressum.html">Impressum</a> |
<a href="#top">Nach oben</a></div></footer>
</div>
<div class="cookiebar"><p>Diese Website verwendet Cookies.</p><button>Verstanden</button></div>
</body>
</html>
"""
