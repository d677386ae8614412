"""`python -m demo serve --night N --port P` shows the sites of one night."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from demo.server import DemoSites
from demo.timetable import nights


def main() -> int:
    """Exit status 0, or 2 with one sentence if the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Three small partner sites on loopback.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve_parser = commands.add_parser("serve", help="serve the sites of one night until interrupted")
    serve_parser.add_argument("--port", type=int, default=8765, help="0: any free port")
    serve_parser.add_argument("--night", type=int, default=1, choices=[night.number for night in nights()])
    serve_parser.add_argument("--theme", choices=("original", "renamed"), default="original")
    given = parser.parse_args()
    return serve(given)


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
