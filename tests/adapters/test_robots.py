"""robots.txt as RFC 9309 wants it read."""

from __future__ import annotations

import pytest

from pipeline.models import Failure, PageRole

URL = "http://saeule.demo.test"


@pytest.mark.parametrize(
    ("text", "allowed", "rule"),
    [
        ("", True, "allowed by robots.txt"),
        ("User-agent: *\nDisallow:", True, "allowed by robots.txt"),
        ("User-agent: *\nDisallow: /", False, "Disallow: /"),
        ("\ufeffUser-agent: *\nDisallow: /", False, "Disallow: /"),
        ("User-agent: *\nDisallow: /termine # nachts", False, "Disallow: /termine"),
        ("User-agent: *\nDisallow: /\nAllow: /termine", True, "allowed by robots.txt"),
        ("User-agent: *\nAllow: /\nDisallow: /*.html$", False, "Disallow: /*.html$"),
        ("User-agent: litfass\nDisallow: /termine\n\nUser-agent: *\nDisallow:", False, "Disallow: /termine"),
        ("User-agent: Litfass\nDisallow:\n\nUser-agent: *\nDisallow: /", True, "allowed by robots.txt"),
        ("User-agent: anderer\nDisallow: /", True, "allowed by robots.txt"),
        ("User-agent: *\nDisallow: /termine\nDisallow: /termine", False, "disallowed by robots.txt"),
        ("<html><body>keine Regeln</body></html>", True, "allowed by robots.txt"),
    ],
)
def test_rules(site, crawl, kit, text, allowed, rule):
    site.answers.update({"/robots.txt": kit.page(text), "/termine.html": kit.page("da")})
    (capture,) = crawl.night("/termine.html")
    assert capture.robots_rule == rule
    if allowed:
        assert capture.body == b"da"
    else:
        assert capture.failure == Failure.ROBOTS
        assert capture.detail == f"{URL}/termine.html was not asked for: its robots.txt says '{rule}'"
        assert site.paths() == ["/robots.txt"]
    assert crawl.archived()[-1] == capture


@pytest.mark.parametrize(
    ("status", "allowed"),
    [("401", True), ("403", True), ("404", True), ("410", True), ("429", False), ("500", False), ("503", False)],
)
def test_no_file_allows_and_an_unreachable_one_forbids(site, crawl, kit, status, allowed):
    site.answers.update({"/robots.txt": kit.page("User-agent: *\nDisallow: /", f"{status} No"), "/": kit.page("da")})
    (capture,) = crawl.night("/", attempts=1)
    assert (capture.failure is None) is allowed
    if not allowed:
        assert capture.failure == Failure.ROBOTS_UNREACHABLE
        assert capture.detail == f"{URL}/ was not asked for: robots.txt unreachable (status {status})"


def test_it_is_fetched_once_a_run_and_conditionally_the_next_night(site, crawl, kit):
    def answer(connection: object, head: str) -> bytes:
        if "if-none-match" in head.lower():
            return kit.page(b"", "304 Not Modified")
        return kit.page("User-agent: *\nDisallow: /zu", ETag='"r"')

    site.answers.update({"/robots.txt": answer, "/": kit.page("da")})
    crawl.night("/", "/", "/zu")
    assert site.paths() == ["/robots.txt", "/", "/"]
    *_, refused = crawl.night("/", "/zu")
    assert refused.failure == Failure.ROBOTS
    assert crawl.archived()[0].role is PageRole.ROBOTS and crawl.archived()[0].status == 304


def test_redirects_are_followed_five_times_also_to_other_hosts(site, crawl, kit):
    crawl.connect_to["regeln.example"] = ("127.0.0.1", site.port)
    site.answers["/robots.txt"] = kit.page("", "301 Moved", Location="http://regeln.example/r")
    site.answers["/"] = kit.page("da")
    site.answers["/r"] = kit.page("User-agent: *\nDisallow: /")
    (capture,) = crawl.night("/")
    assert capture.failure == Failure.ROBOTS
    site.answers["/r"] = kit.page("", "301 Moved", Location="/r")
    (capture,) = crawl.night("/")
    assert (capture.body, capture.robots_rule) == (b"da", "no robots.txt (too many redirects)")


def test_rules_beyond_500_kib_do_not_count(site, crawl, kit):
    text = "User-agent: *\n" + "# Zeile\n" * 70_000 + "Disallow: /\n"
    site.answers.update({"/robots.txt": kit.page(text), "/": kit.page("da")})
    (capture,) = crawl.night("/")
    assert capture.body == b"da"
