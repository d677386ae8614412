"""`python -m demo serve --night N --port P` shows the sites of one night, `python -m demo record` makes a fixture."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from demo.content import SITES
from demo.record import record
from demo.server import DemoSites
from demo.timetable import nights
from pipeline.models import PageRole


def main() -> int:
    """Exit status 0, or 2 with one sentence if the port is taken or the page cannot be recorded."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Three small partner sites on loopback.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve_parser = commands.add_parser("serve", help="serve the sites of one night until interrupted")
    serve_parser.add_argument("--port", type=int, default=8765, help="0: any free port")
    record_parser = commands.add_parser("record", help="write a page and its head as a fixture of a source")
    record_parser.add_argument("site", choices=SITES)
    record_parser.add_argument("case", help="name of the fixture, e.g. posts")
    record_parser.add_argument("path", help="path and query, e.g. /category/termine-archiv/")
    record_parser.add_argument("--role", choices=[role.value for role in PageRole], default="list")
    record_parser.add_argument("--folder", type=Path, help="default: tests/sources/<site>")
    for each in (serve_parser, record_parser):
        each.add_argument("--night", type=int, default=1, choices=[night.number for night in nights()])
        each.add_argument("--theme", choices=("original", "renamed"), default="original")
    given = parser.parse_args()
    return serve(given) if given.command == "serve" else record_fixture(given)


def record_fixture(given: argparse.Namespace) -> int:
    """Record one page."""
    folder = given.folder or Path("tests/sources") / given.site
    try:
        body = record(
            folder, given.case, site=given.site, path=given.path, role=given.role, night=given.night, theme=given.theme
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(body)
    return 0


def serve(given: argparse.Namespace) -> int:
    """Serve until interrupted."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        sites = DemoSites(given.night, theme=given.theme, port=given.port)
    except OSError as error:
        print(
            f"port {given.port} on 127.0.0.1 cannot be used: {error.strerror}; choose another with --port",
            file=sys.stderr,
        )
        return 2
    with sites:
        first = next(iter(sites.connect_to))
        print(f"night {given.night} ({nights()[given.night - 1].story}): {', '.join(sites.connect_to)}")
        print(f"listening on 127.0.0.1:{sites.port}, e.g.", flush=True)
        print(f"  curl --connect-to {first}:80:127.0.0.1:{sites.port} http://{first}/", flush=True)
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
