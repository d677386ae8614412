"""The calendar page of many events in a real Chromium: weight, requests, layout shift, first paint, search and filter.

Run: python -m benchmarks.site_browser [EVENTS]

Once at full speed and once with the processor slowed down four times, as on a modest phone. Times are wall time on this
machine and vary; bytes, requests and layout shift do not. Needs a Chromium (`make browser`). The peer is one page with
all events in it, as bare jinja2 writes it.
"""

from __future__ import annotations

import functools
import shutil
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.feed import NIGHT, rows
from benchmarks.site import plain_pages, render
from pipeline.adapters.releases import write_files

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu")
_MEASURED = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
    .observe({type: "layout-shift", buffered: true});
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  setTimeout(() => done([paint ? paint.startTime : 0, shift]), 200); })"""
_SEARCH = """async words => {
  const field = document.getElementById("q"), count = document.getElementById("zahl");
  const began = performance.now();
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise(done => new MutationObserver(done).observe(count, {childList: true, characterData: true}));
  return performance.now() - began; }"""
_CHOOSE = """async () => {
  const field = document.getElementById("ort"), list = document.getElementById("termine");
  const began = performance.now();
  field.selectedIndex = 3;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise(done => new MutationObserver(done).observe(list, {childList: true}));
  return performance.now() - began; }"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None: ...


def main() -> None:
    """Print a line for each page and speed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    made = rows(count)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_files(Path(folder), render(made, NIGHT, {}))
        write_files(Path(folder) / "peer", {"index.html": plain_pages(made, with_calendars=False)["index.html"]})
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        base = f"http://127.0.0.1:{server.server_port}/"
        for slower in (1, 4):
            for path in ("index.html", f"monat/{NIGHT:%Y-%m}/index.html", "e/ev_00007/index.html", "peer/index.html"):
                print(_visit(browser, base, path, slower))
        browser.close()
        server.shutdown()


def _visit(browser: Browser, base: str, path: str, slower: int) -> str:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(base + "static/nothing")  # the browser is awake before anything is measured
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(int(response.headers.get("content-length", 0))))
    page.goto(base + path, wait_until="networkidle")
    paint, shift = page.evaluate(_MEASURED)
    line = (
        f"{path} at 1/{slower} speed: {sum(sizes) / 1000:.0f} kB in {len(sizes)} requests, layout shift {shift:.3f}, "
        f"first paint {paint:.0f} ms"
    )
    if page.locator("#q").count():
        first = page.evaluate(_SEARCH, "abend 77")
        again = page.evaluate(_SEARCH, "nachbarschaft")
        line += f"; first search {first:.0f} ms, the next {again:.0f} ms, a filter {page.evaluate(_CHOOSE):.0f} ms"
        line += f" (150 ms of each wait for the typing to pause); index {sum(sizes) / 1000:.0f} kB loaded by then"
    context.close()
    return line


if __name__ == "__main__":
    main()
