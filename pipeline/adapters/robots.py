"""robots.txt after RFC 9309: what a site asks crawlers to leave alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from protego import Protego

from pipeline.models import Capture, Failure

PRODUCT_TOKEN = "Litfass"
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: at least this much must be read
MAX_CRAWL_DELAY = 30.0  # seconds; a longer wish would let one source eat the whole night
_MAX_SUSPECTS = 50


@dataclass(frozen=True, slots=True)
class Rules:
    """One host's rules for us. Without a parser everything is `allowed`, or nothing is, for the stated reason."""

    reason: str
    allowed: bool
    text: str = ""
    parser: Protego | None = None
    crawl_delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Whether this address may be asked for."""
        return self.parser.can_fetch(url, PRODUCT_TOKEN) if self.parser else self.allowed

    def verdict(self, url: str) -> str:
        """The words for `Capture.robots_rule`: the line that refuses an address, else why it is allowed."""
        if self.parser is None:
            return self.reason
        if self.parser.can_fetch(url, PRODUCT_TOKEN):
            return "allowed by robots.txt"
        return _deciding_line(self.text, url)


def read_rules(answer: Capture) -> Rules:
    """Rules from the answer to /robots.txt: a file (2xx), none (4xx: all is allowed), unreachable (else: nothing is).

    429 counts as unreachable: a host that asks us to slow down is not asking to be crawled without rules. Endless
    redirects count as no file (RFC 9309, 2.3.1.2).
    """
    if answer.failure == Failure.TOO_MANY_REDIRECTS:
        return Rules("no robots.txt (too many redirects)", allowed=True)
    if answer.failure is not None or answer.status is None or answer.status == 429 or answer.status >= 500:
        why = answer.detail or f"status {answer.status}"
        return Rules(f"robots.txt unreachable ({why})", allowed=False)
    if answer.status >= 300 and answer.status != 304:
        return Rules(f"no robots.txt (status {answer.status})", allowed=True)
    # a byte order mark would hide the first line, which is mostly the User-agent line that all others hang on
    text = answer.body[:MAX_BYTES].decode("utf-8-sig", errors="replace")
    parser = Protego.parse(text)
    delay = parser.crawl_delay(PRODUCT_TOKEN) or 0.0
    return Rules("robots.txt", allowed=True, text=text, parser=parser, crawl_delay=_bounded(delay))


def _bounded(delay: float) -> float:
    return min(delay, MAX_CRAWL_DELAY) if delay > 0 else 0.0  # false for nan, too


def _deciding_line(text: str, url: str) -> str:
    """The line without which the verdict would be another one; 'disallowed by robots.txt' if no single line decides."""
    lines = text.splitlines()
    for index in islice(_suspects(lines, url), _MAX_SUSPECTS):
        without = Protego.parse("\n".join(lines[:index] + lines[index + 1 :]))
        if without.can_fetch(url, PRODUCT_TOKEN):
            return lines[index].partition("#")[0].strip()
    return "disallowed by robots.txt"


def _suspects(lines: list[str], url: str) -> list[int]:
    numbers = [index for index, line in enumerate(lines) if line.strip().lower().startswith("dis")]
    return [
        index for index in numbers if not Protego.parse(f"User-agent: *\n{lines[index]}").can_fetch(url, PRODUCT_TOKEN)
    ]
