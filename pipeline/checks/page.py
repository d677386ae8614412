"""What a response really is: judged from its status, its address, its text and what could be read from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.checks import words
from pipeline.checks.machine import judge_calendar, judge_feed, judge_json
from pipeline.checks.page_text import PageText, is_cut, page_text
from pipeline.checks.reasons import Effective
from pipeline.checks.verdict import PageVerdict, quote
from pipeline.formats.charset import decode
from pipeline.models import Capture, Failure, PageRole

_REFUSED_BY = (
    Failure.ROBOTS, Failure.ROBOTS_UNREACHABLE, Failure.REDIRECT_REFUSED, Failure.ADDRESS_REFUSED,
)  # fmt: skip
_IN_WORDS: dict[str, str] = {
    Failure.DNS: "no answer: the name of its host was not found",
    Failure.CONNECT: "no answer: no connection could be made",
    Failure.TLS: "no answer: its certificate was not accepted",
    Failure.TIMEOUT: "no answer in time",
    Failure.RESET: "no answer: the connection broke off",
    Failure.TRUNCATED: "the answer broke off in the middle",
    Failure.TOO_LARGE: "the answer was larger than a page may be",
    Failure.BAD_ENCODING: "the answer came in an encoding that cannot be read",
    Failure.ROBOTS: "not asked for, since its robots.txt forbids it",
    Failure.ROBOTS_UNREACHABLE: "not asked for, since the robots.txt of its host could not be fetched",
    Failure.REDIRECT_REFUSED: "it leads to a page that may not be asked for",
    Failure.TOO_MANY_REDIRECTS: "it was redirected too often",
    Failure.ADDRESS_REFUSED: "not asked for, since its address leads into a private network",
    Failure.SOURCE_DEADLINE: "not asked for, since the time for this source was over",
    Failure.PROTOCOL: "what came was no valid HTTP answer",
}
_REFUSED_STATUS = (401, 403, 429, 451)
_HOME = re.compile(r"/?(?:(?:de|en|home|start|startseite|willkommen|index)(?:\.\w{2,5})?/?)?", re.I)
_ERROR_PATH = re.compile(
    r"/(?:404|error|fehler|not-?found|nicht-?gefunden|seite-nicht-gefunden|page-not-found)(?:[/.?]|$)", re.I
)
_WORD = re.compile(r"[^\W_]+")
_LITTLE = 700  # characters: a page of more than this says something of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A capture, what it is, how many entries the source's parser found in it, and a list page's words, folded, so
    that an entry that still stands there but was not read can be told from one that is gone."""

    capture: Capture
    verdict: PageVerdict
    n_entries: int = 0
    shown: str = ""


def look_at(capture: Capture, n_entries: int) -> tuple[PageVerdict, str]:
    """The verdict and `shown` of a PageView; module-level, so that it can be sent to the parser process."""
    verdict = judge_page(capture, n_entries)
    keeps = capture.role is PageRole.LIST and verdict.status in (Effective.OK, Effective.CUT)
    return verdict, _folded_words(capture) if keeps else ""


def view_page(capture: Capture, n_entries: int) -> PageView:
    """A capture with its verdict, ready to be kept beside what was read from it."""
    verdict, shown = look_at(capture, n_entries)
    return PageView(capture=capture, verdict=verdict, n_entries=n_entries, shown=shown)


def _folded_words(capture: Capture) -> str:
    text, _ = decode(capture)
    flat = text if text.lstrip()[:1] in ("{", "[") else page_text(text).full
    return fold_words(flat)


def fold_words(text: str) -> str:
    """Letters and digits in lower case with single spaces, so that two settings of the same words are equal."""
    return " " + " ".join(_WORD.findall(text.casefold())) + " "


def judge_page(capture: Capture, n_entries: int) -> PageVerdict:
    """Judge one exchange; `n_entries` is what the source's parser found in it.

    Entries are strong evidence for a good page: an event called »Seite nicht gefunden« or a cookie banner above a list
    is no fault. Without entries the page's own words decide. Pure; an HTML body is parsed once.
    """
    outer = _transport(capture)
    if outer is not None:
        return outer
    text, _ = decode(capture)
    head = text[:400].lstrip().lower()
    moved = _moved(capture)
    if head.startswith(("{", "[")):
        return judge_json(text, n_entries)
    if head.startswith("begin:vcalendar"):
        return judge_calendar(text)
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:rdf|channel)[\s>]", head, re.S):
        return judge_feed(text)
    page = page_text(text)
    found = _fault(capture, page, n_entries) or moved
    if found is not None:
        return found
    if is_cut(text):
        return PageVerdict(status=Effective.CUT, evidence=f"the page ends in the middle: …{page.full[-60:]!r}")
    if n_entries == 0 and capture.role is PageRole.LIST:
        return _without_entries(page)
    return PageVerdict(status=Effective.OK)


def _in_words(failure: str | None) -> str:
    return _IN_WORDS.get(failure or "", "no answer came")


def _transport(capture: Capture) -> PageVerdict | None:
    """What is decided before the body is looked at."""
    if capture.failure in _REFUSED_BY:
        return PageVerdict(status=Effective.REFUSED, evidence=_in_words(capture.failure))
    if capture.failure is not None or capture.status is None:
        return PageVerdict(status=Effective.NO_RESPONSE, evidence=_in_words(capture.failure))
    if capture.status in _REFUSED_STATUS:
        return PageVerdict(status=Effective.HTTP_ERROR, evidence=f"HTTP {capture.status}")
    if 300 <= capture.status < 400 and capture.status != 304:
        return PageVerdict(status=Effective.REDIRECT, evidence=f"HTTP {capture.status}")
    if capture.status not in (200, 304):
        return PageVerdict(status=Effective.HTTP_ERROR, evidence=f"HTTP {capture.status}")
    if not capture.body.strip():
        return PageVerdict(status=Effective.EMPTY, evidence="an empty page")
    kind = capture.header("content-type").lower()
    readable = ("html", "json", "xml", "calendar", "text/plain")
    if kind and not any(word in kind for word in readable):
        return PageVerdict(status=Effective.NOT_HTML, evidence=f"content type {kind[:60]}")
    return None


def _moved(capture: Capture) -> PageVerdict | None:
    """A redirect that leads to the home page, a log-in, a consent or an error page instead of what was asked for."""
    asked, came = urlsplit(capture.url), urlsplit(capture.final_url or capture.url)
    if asked.path.rstrip("/") == came.path.rstrip("/"):
        return None
    for pattern, status in (
        (words.LOGIN_PATH, Effective.LOGIN),
        (words.CONSENT_PATH, Effective.COOKIE_WALL),
        (_ERROR_PATH, Effective.SOFT_404),
    ):
        if pattern.search(came.path) and not pattern.search(asked.path):
            return PageVerdict(status=status, evidence=f"redirected to {came.path}")
    if _HOME.fullmatch(came.path) and not came.query and not _HOME.fullmatch(asked.path):
        return PageVerdict(status=Effective.REDIRECTED_HOME, evidence=f"redirected to the home page {came.path or '/'}")
    return None


def _fault(capture: Capture, page: PageText, n_entries: int) -> PageVerdict | None:
    """A page that stands in for the one asked for; None if it may be that one."""
    if _is_soft_404(page, n_entries):
        return _said(Effective.SOFT_404, page, words.NOT_FOUND, words.NOT_FOUND_HEAD)
    if n_entries:
        return None
    marked = capture.header("cf-mitigated").lower() == "challenge" or words.BOT_MARKUP.search(page.markup)
    if len(page.main) < 2 * _LITTLE and (marked or _opens_with(page, words.BOT_WALL)):
        return _said(Effective.BOT_WALL, page, words.BOT_WALL)
    if _is_login(page):
        return _said(Effective.LOGIN, page, words.LOGIN, words.LOGIN_HEAD)
    if len(page.main) >= _LITTLE:
        return None
    if _opens_with(page, words.SERVER_FAULT):
        return _said(Effective.SERVER_FAULT, page, words.SERVER_FAULT)
    if _opens_with(page, words.MAINTENANCE) and not _says_list_is_empty(page):
        return _said(Effective.MAINTENANCE, page, words.MAINTENANCE)
    return _cookie_wall(page)


def _opens_with(page: PageText, pattern: re.Pattern[str]) -> bool:
    """Whether its heads or the beginning of its own text say so; a footnote of a long page is no statement, and in a
    text with written dates it may be what an event is about."""
    if any(pattern.search(head) for head in page.heads):
        return True
    return not page.is_dated and bool(pattern.search(page.main[:_LITTLE]))


def _is_soft_404(page: PageText, n_entries: int) -> bool:
    headed = any(words.NOT_FOUND_HEAD.fullmatch(part) for part in page.head_parts if re.search(r"\w{3}", part))
    said = words.NOT_FOUND.search(page.own[:1500]) or any(words.NOT_FOUND.search(head) for head in page.heads)
    addressed = bool(said) and bool(words.ADDRESSED.search(page.own[:1500]) or words.WAY_BACK.search(page.full))
    marked = bool(re.search(r"\b(?:error-?404|page-?404|http-?404|error-?page|not-?found)\b", page.body_class, re.I))
    if n_entries or page.is_dated:  # a list of latest posts beside the apology may have been read as entries
        return ((headed or marked) and addressed) or (headed and marked)
    points = 2 * headed + 2 * bool(said) + addressed + marked
    return (points >= 3 and len(page.own) < 4 * _LITTLE) or (headed and len(page.own) < 120)


def _is_login(page: PageText) -> bool:
    short = len(page.main) < _LITTLE and not page.is_dated
    if page.asks_password and short:
        return True
    headed = any(words.LOGIN_HEAD.fullmatch(part) for part in page.head_parts)
    return short and bool(words.LOGIN.search(page.main)) and (headed or len(page.main) < _LITTLE // 2)


def _cookie_wall(page: PageText) -> PageVerdict | None:
    """Nothing but the question about cookies: no words of the page's own beside it."""
    text = page.full
    asks = [part for part in re.split(r"(?<=[.!?])\s+|\n", text) if words.COOKIE.search(part)]
    share = sum(map(len, asks)) / max(1, len(text))
    if asks and words.COOKIE_GATE.search(text) and (share > 0.4 or (len(page.main) < 80 and share > 0.2)):
        return PageVerdict(status=Effective.COOKIE_WALL, evidence=quote(asks[0]))
    return None


def _without_entries(page: PageText) -> PageVerdict:
    said = _says_list_is_empty(page)
    if said and page.n_days < 2 and len(page.main) < 3 * _LITTLE:  # dated text that nobody could read is no empty list
        return PageVerdict(status=Effective.EMPTY_LIST, evidence=quote(said))
    needs = words.NEEDS_JAVASCRIPT.search(page.noscript) or words.NEEDS_JAVASCRIPT.search(page.main[:_LITTLE])
    if len(page.main) < 250 and (needs or words.APP_ROOT.search(page.markup)):
        return PageVerdict(
            status=Effective.JAVASCRIPT_SHELL,
            evidence=f"{len(page.main)} characters of text, the rest needs JavaScript",
        )
    return PageVerdict(status=Effective.OK)


def _says_list_is_empty(page: PageText) -> str:
    """The sentence in which the page says that nothing is announced, '' if there is none."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", page.main):
        if len(sentence) < 200 and words.EMPTY_LIST.search(sentence) and not words.NOT_ABOUT_THE_LIST.search(sentence):
            return sentence
    return ""


def _said(status: Effective, page: PageText, *patterns: re.Pattern[str]) -> PageVerdict:
    for text in (*page.heads, page.main[:1500]):
        for pattern in patterns:
            found = pattern.search(text)
            if found and found.group().strip():
                start = max(0, found.start() - 60)
                return PageVerdict(status=status, evidence=quote(text[start : found.end() + 60]))
    return PageVerdict(status=status, evidence=quote(page.full))
