"""Made-up pages in the shapes that the web really serves, one for each reader and platform."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

from dataclasses import replace

from pipeline.models import Capture
from tests.formats.pages import page


def whole_page(main: str, head: str = "") -> str:
    """A page with the furniture that no reader may take for a list."""
    return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Termine – Kulturhof Lindenau</title>{head}</head><body>
<nav class="menu"><ul><li><a href="/">Start</a></li><li><a href="/termine/">Termine</a></li><li><a href="/satzung-2019/">Satzung vom 01.02.2019</a></li>
<li><a href="/satzung-2020/">Satzung vom 01.03.2020</a></li><li><a href="/satzung-2021/">Satzung vom 01.04.2021</a></li></ul></nav>
<main>{main}</main>
<aside class="sidebar"><h3>Zuletzt</h3><ul><li><a href="/a">Bericht vom 01.01.2026</a></li><li><a href="/b">Bericht vom 02.01.2026</a></li>
<li><a href="/c">Bericht vom 03.01.2026</a></li></ul></aside>
<footer>Stand: 04.01.2026 <a href="/impressum">Impressum</a></footer></body></html>"""


CARDS = whole_page("""<h1>Termine</h1>
<article class="teaser"><h2><a href="/termine/brotbacken">Brotbacken im Hof</a></h2><p class="datum">Fr, 06.03.2026, 18:00 Uhr</p>
<p class="ort">Kulturhof Lindenau</p><p>Wir heizen den Lehmofen an.</p><a href="/termine/brotbacken">Weiterlesen</a></article>
<article class="teaser"><h2><a href="/termine/chor">Chorprobe für alle</a></h2><p class="datum">Sa, 07.03.2026, 15–17 Uhr</p>
<p class="ort">Gemeindesaal</p><p>Noten liegen aus.</p><a href="/termine/chor">Weiterlesen</a></article>
<article class="teaser"><h2><a href="/termine/karte">Kartenabend</a></h2><p class="datum">So, 08.03.2026, 19:30 Uhr</p>
<p class="ort">Kulturhof Lindenau</p><p>Doppelkopf und Skat.</p><a href="/termine/karte">Weiterlesen</a></article>""")

TABLE = whole_page("""<h1>Unsere Kurse</h1><table><tr><th>Datum</th><th>Uhrzeit</th><th>Veranstaltung</th><th>Ort</th><th>Anmeldung</th></tr>
<tr><td>3. April 2026</td><td>10 Uhr</td><td>Fahrradwerkstatt</td><td>Hof Nord</td><td><a href="/x.pdf">PDF</a></td></tr>
<tr><td>10. April 2026</td><td>10 Uhr</td><td>Nähcafé</td><td>Hof Süd</td><td><a href="/y.pdf">PDF</a></td></tr>
<tr><td>17. April 2026</td><td>11 Uhr</td><td>Tauschbörse</td><td>Hof Nord</td><td></td></tr></table>""")

MONTHS = whole_page("""<h1>Programm</h1><h2>März 2027</h2>
<ul><li><strong>26.03. Frühlingsbasteln</strong> Freitag | 17:00 bis 20:00 Uhr</li><li><strong>27.03. Filmnacht</strong> Samstag | 21 Uhr</li></ul>
<h2>April 2028</h2><ul><li><strong>02.04. Lesekreis</strong> Sonntag | 16 Uhr</li><li><strong>09.04. Gartentag</strong> Sonntag | 10 Uhr</li></ul>""")

LINES = whole_page("""<h1>Nächste Treffen</h1><p>02.05.2026, 18 Uhr: Mieterversammlung im Hinterhaus<br>09.05.2026, 18 Uhr: Hoffest planen<br>
16.05.2026, 14 Uhr: Hoffest</p>""")

DEFINITIONS = whole_page("""<h1>Kalender</h1><dl><dt>12. Juni 2026</dt><dd>Sommerfest am Kanal</dd><dt>13. Juni 2026</dt><dd>Aufräumen am Kanal</dd>
<dt>20. Juni 2026</dt><dd>Paddeltour nach Plagwitz</dd></dl>""")

SECTIONS = whole_page("""<h1>Vorträge</h1><h3>Wohnen ohne Angst</h3><p>Termin: 5. Mai 2026, 19 Uhr</p><p>Ort: Stadtteilladen</p><p>Mit Gästen.</p>
<h3>Sprache und Macht</h3><p>Termin: 12. Mai 2026, 19 Uhr</p><p>Ort: Stadtteilladen</p><p>Mit Musik.</p>""")

CONTAO = whole_page("""<h1>Archiv</h1><div class="mod_eventlist block"><div class="event layout_teaser even first block">
<h2><a href="veranstaltungen/leseabend.html">Leseabend</a></h2><p class="info"><time datetime="2021-03-05">Fr, 05.03.2021, 19:00 Uhr</time></p>
<div class="ce_text block"><p>Gedichte aus drei Ländern.</p></div><p class="more"><a href="veranstaltungen/leseabend.html">mehr »<span class="invisible"> Leseabend</span></a></p></div>
<div class="event layout_teaser odd last block"><h2><a href="veranstaltungen/suppe-kopie.html">Suppenküche</a></h2>
<p class="info"><time datetime="2021-03-12">Fr, 12.03.2021</time></p><div class="ce_text block"><p>Borschtsch für alle.</p></div>
<p class="more"><a href="veranstaltungen/suppe-kopie.html">mehr »</a></p></div></div>""", '<base href="https://verein.example/">')  # fmt: skip

BLOG = whole_page("""<h1>Kategorie: Termine</h1>
<article class="post hentry"><h2 class="entry-title"><a href="/11-06-treffen/">11.06. | Landestreffen der Höfe | Pirna</a></h2>
<div class="entry-summary"><p>11 – 17 Uhr | Altes Kino Pirna</p></div>
<footer class="entry-meta">Veröffentlicht am <time class="entry-date published" datetime="2026-04-01T08:00:00+00:00">01.04.2026</time></footer></article>
<article class="post hentry"><h2 class="entry-title"><a href="/stelle/">k.A. | Projektleitung (m/w/d) | Leipzig</a></h2>
<div class="entry-summary"><p>Bewerbungsfrist: k.A.</p></div>
<footer class="entry-meta">Veröffentlicht am <time class="entry-date published" datetime="2026-04-02T08:00:00+00:00">02.04.2026</time></footer></article>
<article class="post hentry"><h2 class="entry-title"><a href="/gartenschau/">20.-22.06. | Gartenschau der Nachbarschaft | Döbeln</a></h2>
<div class="entry-summary"><p>Wir graben um.</p></div>
<footer class="entry-meta">Veröffentlicht am <time class="entry-date published" datetime="2026-04-03T08:00:00+00:00">03.04.2026</time></footer></article>""")

ENGLISH = whole_page("""<h1>Meetings</h1><ul class="calendar"><li><a href="/m/1">Harbour Committee</a><span>03/05/2026 9:00 AM - 10:30 AM</span></li>
<li><a href="/m/2">Garden Committee</a><span>03/19/2026 1:00 PM</span></li><li><a href="/m/3">Budget Hearing</a><span>04/02/2026 6:00 PM</span></li></ul>""")

LEAVES = whole_page("""<h1>Kalender</h1><div class="liste"><div class="zeile"><div class="blatt"><span>05</span><br><span>Jun</span><br><span>2026</span></div>
<a href="/v/1">Stadtspaziergang Ost</a></div><div class="zeile"><div class="blatt"><span>06</span><br><span>Jun</span><br><span>2026</span></div>
<a href="/v/2">Stadtspaziergang West</a></div><div class="zeile"><div class="blatt"><span>07</span><br><span>Jun</span><br><span>2026</span></div>
<a href="/v/3">Stadtspaziergang Süd</a></div></div>""")

JSONLD = whole_page("<h1>Feste</h1>", """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"Place","@id":"#hof","name":"Kulturhof","address":{"streetAddress":"Ringweg 3","postalCode":"04177","addressLocality":"Leipzig"}},
{"@type":"Festival","name":"Hoffest &#8211; zehn Jahre","startDate":"2026-06-05T15:00:00+02:00","endDate":"2026-06-06","location":{"@id":"#hof"},
"url":"/hoffest","eventStatus":"https://schema.org/EventCancelled","description":"<p>Mit <b>Musik</b>.</p>",
"subEvent":[{"@type":"MusicEvent","name":"Blaskapelle","startDate":"2026-06-05T19:00:00+02:00"}]}]}</script>
<script type="application/ld+json">{"@type":"Event","name":"Nachlese","startDate":"2026-07-01",}// fertig</script>
<script type="application/ld+json">{"@type":"Event","name":</script>""")  # fmt: skip

SHELL = '<!DOCTYPE html><html><head><title>Termine</title><script src="/app.js"></script></head><body><div id="root"></div><noscript>Bitte JavaScript.</noscript></body></html>'
EMPTY_LIST = whole_page(
    "<h1>Termine</h1><p>Zurzeit sind keine Veranstaltungen geplant. Schauen Sie bald wieder vorbei!</p>"
)
ARTICLE = whole_page("""<h1>Unsere Geschichte</h1><p>Am 1. Juli 2009 gründeten sieben Nachbarinnen den Verein, und schon am 3. März 2010 zog er um.</p>
<p>Seit dem 5. Mai 2012 gibt es den Hofladen. Am 9. November 2014 kam das Café dazu, das bis heute jeden Tag öffnet.</p>""")
COMMENTS = whole_page("""<h1>Ein Beitrag</h1><p>Text ohne Termin, der von Hühnern handelt.</p><ol class="comment-list">
<li class="comment"><b>Uta</b> 01.02.2026 Schön!</li><li class="comment"><b>Ole</b> 02.02.2026 Ja!</li><li class="comment"><b>Ina</b> 03.02.2026 Toll!</li></ol>""")
GRID = whole_page("<h1>März 2026</h1><table>" + "".join(
    "<tr>" + "".join(f"<td>{day}</td>" for day in range(week * 7 + 1, week * 7 + 8)) + "</tr>" for week in range(4)) + "</table>")  # fmt: skip
TAGS = whole_page(
    '<h1>Themen</h1><div class="tagcloud">'
    + "".join(f'<a href="/tag/{n}/">Thema {n}</a>' for n in range(30))
    + "</div>"
)

ICS = """BEGIN:VCALENDAR\r
X-WR-TIMEZONE:Europe/Berlin\r
BEGIN:VEVENT\r
UID:treff@verein.example\r
DTSTART:20260305T180000Z\r
DTEND:20260305T200000Z\r
RRULE:FREQ=WEEKLY\r
EXDATE:20260312T180000Z\r
SUMMARY:Offener Treff\\, groß\r
 e Runde\r
LOCATION:Hinterhaus\r
BEGIN:VALARM\r
SUMMARY:Wecker\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:treff@verein.example\r
RECURRENCE-ID:20260319T180000Z\r
DTSTART;TZID=Europe/Berlin:20260320T190000\r
SUMMARY:Offener Treff\r
STATUS:CANCELLED\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:fahrt@verein.example\r
DTSTART;VALUE=DATE:20260501\r
DTEND;VALUE=DATE:20260504\r
SUMMARY:Vereinsfahrt\r
END:VEVENT\r
END:VCALENDAR\r
"""

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Verein</title>
<item><title>24.04. | Saatgut &amp; Suppe | Grimma</title><link>https://verein.example/saatgut/</link><guid isPermaLink="false">https://verein.example/?p=7</guid>
<pubDate>Wed, 01 Apr 2026 10:00:00 +0200</pubDate><category>Termine</category><description>&lt;p&gt;Tauschen und &lt;b&gt;essen&lt;/b&gt;.&lt;/p&gt;</description></item>
<item><title>Neuer Vorstand</title><link>/vorstand/</link><guid>https://verein.example/?p=8</guid></item></channel></rss>"""

JSON_FEED = """{"version":"https://jsonfeed.org/version/1.1","title":"Verein","items":[
{"id":"f1","url":"https://verein.example/f1","title":"Fest am 3. Mai","content_html":"<p>Um 15 Uhr.</p>","date_published":"2026-04-01T08:00:00Z","tags":["Fest"]}]}"""

WORDPRESS = """[{"id":5,"date":"2026-03-01T10:00:00","date_gmt":"2026-03-01T09:00:00","guid":{"rendered":"https://verein.example/?p=5"},
"link":"https://verein.example/abend/","title":{"rendered":"10.03. | Abend &#8211; offen | Leipzig"},
"content":{"rendered":"<p>Wann? <b>10. März</b></p><p>Wo? Haus</p>"},"_embedded":{"wp:term":[[{"name":"Termine &amp; mehr"}],[{"name":"leipzig"}]]}},
{"id":6},"kaputt"]"""

TRIBE = """{"events":[{"id":9,"global_id":"verein.example?id=9","url":"https://verein.example/event/9","title":"Kleidertausch","description":"<p>Bitte gewaschen.</p>",
"start_date":"2026-05-09 14:00:00","end_date":"2026-05-09 17:00:00","all_day":false,"status":"publish","cost":"frei",
"venue":{"venue":"Turnhalle","address":"Schulgasse 1","zip":"04720","city":"Döbeln"},"organizer":[{"organizer":"Nähstube"}],"categories":[{"name":"Markt"}]}],
"rest_url":"x","total":2,"total_pages":2,"next_rest_url":"https://verein.example/wp-json/tribe/events/v1/events?page=2"}"""

LISTS = {
    "cards": CARDS, "table": TABLE, "months": MONTHS, "lines": LINES, "definitions": DEFINITIONS, "sections": SECTIONS,
    "contao": CONTAO, "blog": BLOG, "english": ENGLISH, "leaves": LEAVES, "jsonld": JSONLD,
}  # fmt: skip
NO_LISTS = {
    "shell": SHELL, "empty list": EMPTY_LIST, "article": ARTICLE, "comments": COMMENTS, "grid": GRID, "tags": TAGS,
}  # fmt: skip


def capture_of(body: str | bytes, path: str = "/termine/", content_type: str = "text/html; charset=utf-8") -> Capture:
    """A made-up capture of text or bytes."""
    made = page("", path, content_type=content_type)
    return replace(made, body=body if isinstance(body, bytes) else body.encode())


def all_captures() -> dict[str, Capture]:
    """Every shape with entries, by name."""
    found = {name: capture_of(body) for name, body in LISTS.items()}
    found["ics"] = capture_of(ICS, "/kalender.ics", "text/calendar")
    found["rss"] = capture_of(RSS, "/feed/", "application/rss+xml; charset=UTF-8")
    found["json feed"] = capture_of(JSON_FEED, "/feed.json", "application/feed+json")
    found["wordpress"] = capture_of(WORDPRESS, "/wp-json/wp/v2/posts", "application/json")
    found["tribe"] = capture_of(TRIBE, "/wp-json/tribe/events/v1/events", "application/json")
    return found
