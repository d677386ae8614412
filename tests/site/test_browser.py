"""The site in a real headless Chromium: search, filters, months, keyboard, axe, no foreign request, no script needed.

Skipped where no Chromium is installed; `make browser` installs Debian's.
"""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.adapters.releases import write_files
from tests.site.conftest import site_of, town_with_a_past

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking "
    "disable-component-update disable-sync"
)
HOSTILE = '</script><img src=x onerror="window.hacked=1"> Abend im <b>Hof</b> \u202eteuf'

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: `make browser` installs it"),
    pytest.mark.xdist_group("browser"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def folder(rows: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's site as files, with an event whose every word is hostile, and one cancelled next to it."""
    tables = town_with_a_past(rows)
    tables["events"].append(rows.event("ev_boese", HOSTILE, description=HOSTILE, venue_id="ve_hof", is_free=True))
    tables["occurrences"].append(rows.occurrence("ev_boese", "2026-03-05 18:00"))
    tables["announcements"].append(rows.announcement("ev_boese"))
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, {path: text.encode() for path, text in site_of(tables).items()})
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in FLAGS.split(" ")])
        yield found
        found.close()


class Visit:
    """A page that remembers what it asked for and complained about."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        options = {"viewport": {"width": 1200, "height": 900}} | options
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def titles(self) -> list[str]:
        return [text.strip() for text in self.page.locator("#termine .entry h3").all_inner_texts()]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    found = Visit(browser)
    yield found
    found.context.close()
    assert found.complaints == []
    assert all(urlsplit(url).hostname in ("127.0.0.1", None) for url in found.requests), found.requests


def count(page: Page) -> str:
    return page.locator("#zahl").inner_text()


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("#zahl")).to_contain_text("gefunden")
    page.wait_for_timeout(200)  # the search waits for a pause in the typing


def test_search_as_you_type(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    assert not [url for url in visit.requests if "/suche/" in url], "the index is loaded when somebody starts to search"
    before = visit.titles()
    search(page, "teekannen")
    assert visit.titles() == ["Lange Nacht der Teekannen"] and count(page) == "1 Termin gefunden"
    search(page, "gorlitz RUND")
    assert visit.titles() == ["Rundgang am Kanal"], "neither case nor accents matter"
    search(page, "gibt es nicht")
    assert "Kein Termin passt" in page.locator("#termine").inner_text() and count(page) == "0 Termine gefunden"
    page.get_by_role("button", name="Filter löschen").click()
    expect(page.locator("#zahl")).not_to_contain_text("gefunden")
    assert visit.titles() == before
    assert page.get_by_role("searchbox").evaluate("node => node === document.activeElement")


def test_filters_narrow_and_stay_in_the_address(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_label("Ort", exact=True).select_option("Dresden")
    expect(page.locator("#zahl")).to_contain_text("gefunden")
    assert "Fachtag Schulwege" in visit.titles() and "Lange Nacht der Teekannen" not in visit.titles()
    assert "ort=Dresden" in page.url
    page.get_by_text("Weitere Filter").click()
    page.get_by_label("nur mit freiem Eintritt").check()
    page.wait_for_timeout(300)
    free = visit.titles()
    assert "Fachtag Schulwege" in free and "Tagung Kleine Bühnen" not in free
    page.reload()
    expect(page.locator("#zahl")).to_contain_text("gefunden")
    assert visit.titles() == free and page.get_by_label("nur mit freiem Eintritt").is_checked()
    page.get_by_role("link", name="Monat").first.click()
    expect(page.locator("#zahl")).to_contain_text("gefunden")
    assert page.url.endswith("/monat/2026-03/index.html?ort=Dresden&frei=1")
    assert page.locator("#raster td li").all_inner_texts() == ["Offener Abend", HOSTILE.replace("\u202e", "")]


@pytest.mark.parametrize(
    "choice, title",
    [
        ("form=o", "Gespräch über Gärten"),
        ("thema=culture", "Hoffest ohne Jahreszahl"),
        ("sprache=ar", "Hoffest ohne Jahreszahl"),
        ('verein=Verein "Die Kanne"', "Lange Nacht der Teekannen"),
    ],
)
def test_each_filter_by_its_address(visit: Visit, address: str, choice: str, title: str) -> None:
    visit.page.goto(f"{address}index.html?{choice}")
    expect(visit.page.locator("#zahl")).to_contain_text("gefunden")
    assert title in visit.titles() and len(visit.titles()) <= 2


def test_month_by_month(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("link", name="Monat").first.click()
    assert page.locator("h1").inner_text() == "März 2026"
    assert page.locator("td.today").inner_text().startswith("2")
    page.get_by_role("link", name="April 2026").first.click()
    assert page.locator("h1").inner_text() == "April 2026"
    assert "Fachtag Schulwege" in page.locator("td[data-day='2026-04-10']").inner_text()
    assert "Fachtag Schulwege" in page.locator("td[data-day='2026-04-11']").inner_text()
    page.locator("td[data-day='2026-04-10'] a.daylink").click()
    assert page.url.endswith("#tag-2026-04-10") and page.locator("#tag-2026-04-10").is_visible()


def test_an_event_page(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("link", name="Lange Nacht der Teekannen").click()
    assert page.locator("h1").inner_text() == "Lange Nacht der Teekannen"
    with page.expect_download() as download:
        page.get_by_role("link", name="In den Kalender").click()
    assert "BEGIN:VCALENDAR" in Path(download.value.path()).read_text(encoding="utf-8")
    page.goto(f"{address}e/ev_doppelt/index.html")
    page.wait_for_url("**/e/ev_nacht/index.html")


def test_hostile_words_are_shown_as_words(visit: Visit, address: str) -> None:
    page = visit.page
    shown = HOSTILE.replace("\u202e", "")
    for path in ("index.html?q=Abend im", "monat/2026-03/index.html?q=Abend im", "e/ev_boese/index.html", "index.html"):
        page.goto(address + path)
        expect(page.locator("main")).to_contain_text("Abend im")
        assert shown in page.locator("main").inner_text()
    assert page.evaluate("window.hacked") is None
    assert not page.locator("main img").count()


def test_by_keyboard_alone(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    focused = "document.activeElement.id || document.activeElement.textContent.trim()"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Zum Inhalt springen"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    walk = []
    for _ in range(6):
        page.keyboard.press("Tab")
        walk.append(page.evaluate(focused))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", f"{walk[-1]} has no visible focus"
    assert walk[:4] == ["q", "ort", "form", "Weitere Filter"]
    page.get_by_role("searchbox").focus()
    page.keyboard.type("rundgang")
    expect(page.locator("#termine .entry")).to_have_count(1)
    for _ in range(5):  # town, attendance, more filters, reset, the one entry
        page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Rundgang am Kanal"
    page.keyboard.press("Enter")
    page.wait_for_url("**/e/ev_umzug/index.html")


PAGES = ("index.html", "monat/2026-03/index.html", "e/ev_nacht/index.html", "e/ev_fachtag/index.html",
         "ort/dresden/index.html", "archiv/2026/index.html", "e/ev_weg/index.html", "report/index.html")  # fmt: skip


@pytest.mark.parametrize("scheme, width", [("light", 1200), ("dark", 360)])
def test_axe_has_nothing_serious_to_say(browser: Browser, address: str, scheme: str, width: int) -> None:
    visit = Visit(browser, color_scheme=scheme, viewport={"width": width, "height": 740})
    found = []
    for path in (*PAGES, "index.html?q=gibtesnicht", "archiv/index.html"):
        visit.page.goto(address + path)
        visit.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += [
            (path, one["id"], node["target"], node.get("failureSummary"))
            for one in Axe().run(visit.page).response["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"][:2]
        ]
    visit.context.close()
    assert found == []


SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, select, input, summary")]
  .filter(node => node.offsetParent && !node.closest(".skip"))
  .map(node => [node, (node.closest(".entry, .check") || node).getBoundingClientRect()])
  .filter(([node, box]) => box.height && box.height < 43.5)
  .map(([node, box]) => node.textContent.trim() + " " + box.height)"""


def test_a_small_screen_never_scrolls_sideways(browser: Browser, address: str) -> None:
    visit = Visit(browser, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    for path in PAGES:
        visit.page.goto(address + path)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} wide"
        assert visit.page.evaluate(SMALL_TARGETS) == [], f"{path}: too small for a finger"
    visit.context.close()


def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    visit = Visit(browser, java_script_enabled=False)
    page = visit.page
    page.goto(address)
    assert page.locator("form").is_hidden()
    page.get_by_role("link", name="Dresden").click()
    assert "Fachtag Schulwege" in page.locator("main").inner_text()
    page.goto(address)
    page.get_by_role("link", name="April 2026").click()
    page.locator("#termine").get_by_role("link", name="Fachtag Schulwege").click()
    assert "Abgesagt" in page.locator("main").inner_text()
    page.goto(f"{address}e/ev_doppelt/index.html")
    page.wait_for_url("**/e/ev_nacht/index.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="In den Kalender").click()
    assert download.value.suggested_filename == "termin-ev_nacht.ics"
    mapped = page.get_by_role("link", name="Auf der Karte suchen").get_attribute("href")
    assert mapped == "https://www.openstreetmap.org/search?query=Hafenweg%203%2C%2004109%20Leipzig"
    visit.context.close()


def test_from_a_folder_without_a_server(browser: Browser, folder: Path) -> None:
    visit = Visit(browser)
    visit.page.goto(f"file://{folder}/index.html")
    search(visit.page, "teekannen")
    assert visit.titles() == ["Lange Nacht der Teekannen"]
    visit.page.get_by_role("link", name="Lange Nacht").click()
    assert visit.page.locator("h1").inner_text() == "Lange Nacht der Teekannen"
    assert visit.complaints == []
    visit.context.close()


def test_the_first_view_is_small_and_does_not_jump(visit: Visit, address: str) -> None:
    sizes: list[int] = []
    visit.page.on("response", lambda response: sizes.append(len(response.body())))
    visit.page.goto(address, wait_until="networkidle")
    shift = visit.page.evaluate(
        """() => new Promise(done => {
             let sum = 0;
             new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
               .observe({type: 'layout-shift', buffered: true});
             setTimeout(() => done(sum), 100); })"""
    )
    assert shift == 0 and len(sizes) <= 5 and sum(sizes) < 60_000
    assert visit.context.cookies() == []


def test_print_leaves_the_tools_out(visit: Visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.emulate_media(media="print")
    assert visit.page.locator("form").is_hidden() and visit.page.locator("#termine").is_visible()
