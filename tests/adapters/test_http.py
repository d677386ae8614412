"""What fetch says and archives, for good answers and for everything a site can do wrong."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from types import SimpleNamespace

import pytest
import stamina

from pipeline.adapters import politeness
from pipeline.adapters.http import require_contact, user_agent
from pipeline.errors import UsageError
from pipeline.models import Failure, PageRole, Sites
from pipeline.settings import PLACEHOLDER_CONTACT, Settings

URL = "http://saeule.demo.test"


def hang(connection: socket.socket, head: str) -> None:
    connection.settimeout(10)
    connection.recv(1)


def reset(connection: socket.socket, head: str) -> None:
    connection.close()


def test_a_page_comes_as_sent_with_gzip_undone_and_is_archived_with_its_robots_txt(site, crawl, kit):
    body = "<h1>Termine</h1> für alle".encode()
    site.answers["/"] = kit.page(gzip.compress(body), Content_Encoding="gzip", ETag='"1"', X_Ort="Grüße")
    (capture,) = crawl.night("/")
    assert (capture.status, capture.failure, capture.body) == (200, None, body)
    assert capture.has_body
    assert capture.header("x-ort") == "Grüße"
    assert capture.robots_rule == "no robots.txt (status 404)"
    robots, again = crawl.archived()
    assert robots.role is PageRole.ROBOTS and robots.status == 404
    assert again == capture


def test_the_request_is_honest_and_asks_for_gzip_only(site, crawl, kit):
    site.answers["/"] = kit.page("da", Set_Cookie="wer=du")
    crawl.night("/", "/")
    head = site.heads[-1].lower()
    assert "user-agent: litfass/test (+crew@example.org)" in head
    assert "accept-encoding: gzip" in head.split("\r\n")
    assert f"host: {kit.HOST}\r\n" in head
    assert "cookie" not in head


def test_one_connection_serves_a_host(site, crawl, kit):
    site.answers.update({path: kit.page(path) for path in ("/", "/a", "/b")})
    crawl.night("/", "/a", "/b")
    assert (len(site.heads), site.connections) == (4, 1)


def bomb() -> bytes:
    return gzip.compress(b"\0" * 3_000_000)


CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<html>"
CUT_CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n"


def then_close(data: bytes):
    def answer(connection: socket.socket, head: str) -> None:
        connection.sendall(data)

    return answer


@pytest.mark.parametrize(
    ("answer", "status", "failure", "words"),
    [
        (hang, None, Failure.TIMEOUT, "did not finish before the deadline of the request"),
        (reset, None, Failure.RESET, "the connection was closed without a response"),
        (then_close(b"SSH-2.0-nein\r\n\r\n"), None, Failure.PROTOCOL, "the answer is not valid HTTP"),
        (then_close(CUT), 200, Failure.TRUNCATED, "the connection was cut inside the response"),
        (then_close(CUT_CHUNK), 200, Failure.TRUNCATED, "the connection was cut inside the response"),
        ("cut gzip", 200, Failure.TRUNCATED, "was cut off inside its gzip data"),
        ("bomb", 200, Failure.TOO_LARGE, "unpacks to more than 1000000 bytes"),
        ("large", 200, Failure.TOO_LARGE, "is larger than 1000000 bytes"),
        ("brotli", 200, Failure.BAD_ENCODING, "came in the encoding 'br', which was not asked for"),
        ("no gzip", 200, Failure.BAD_ENCODING, "says gzip, but is not"),
        ("304", None, Failure.PROTOCOL, "'not modified' (304), though nothing was said about an earlier version"),
    ],
)
def test_an_unusable_answer_is_named_archived_and_has_no_body(site, crawl, kit, answer, status, failure, words):
    made = {
        "cut gzip": kit.page(gzip.compress(b"x" * 5000)[:-12], Content_Encoding="gzip"),
        "bomb": kit.page(bomb(), Content_Encoding="gzip"),
        "large": kit.page(b"x" * 1_000_001),
        "brotli": kit.page(b"\x0b\x02", Content_Encoding="br"),
        "no gzip": kit.page(b"<html>", Content_Encoding="gzip"),
        "304": kit.page(b"", "304 Not Modified"),
    }
    site.answers["/"] = made.get(answer, answer) if isinstance(answer, str) else answer
    (capture,) = crawl.night("/", request_seconds=1.0, max_body_bytes=1_000_000, attempts=1)
    assert (capture.status, capture.failure, capture.body) == (status, failure, b"")
    assert words in capture.detail and capture.detail.startswith(f"{URL}/: ")
    assert not capture.has_body
    assert crawl.archived()[-1] == capture


def test_dripped_bytes_do_not_outlast_the_deadline(site, crawl):
    stopped = threading.Event()

    def drip(connection: socket.socket, head: str) -> None:
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not stopped.wait(0.02):
                connection.sendall(b"x")
        except OSError:
            stopped.set()

    site.answers["/"] = drip
    (capture,) = crawl.night("/", request_seconds=1.0, attempts=1)
    stopped.set()
    assert capture.failure == Failure.TIMEOUT
    assert capture.detail == f"{URL}/: did not finish before the deadline of the request"


def test_dripped_headers_do_not_outlast_the_deadline(site, crawl):
    stopped = threading.Event()

    def drip(connection: socket.socket, head: str) -> None:
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
            while not stopped.wait(0.02):
                connection.sendall(b"x")
        except OSError:
            stopped.set()

    site.answers["/"] = drip
    (capture,) = crawl.night("/", request_seconds=1.0, attempts=1)
    stopped.set()
    assert (capture.status, capture.failure) == (None, Failure.TIMEOUT)


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_refusal_is_a_response_and_is_not_tried_again(site, crawl, kit, status):
    site.answers["/"] = kit.page("weg", status)
    (capture,) = crawl.night("/")
    assert (capture.status, capture.failure) == (int(status[:3]), None)
    assert not capture.has_body
    assert site.paths() == ["/robots.txt", "/"]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_will_not_pass_is_not_tried_again(site, crawl, kit, encoding):
    site.answers["/"] = kit.page(b"<html>", Content_Encoding=encoding)
    (capture,) = crawl.night("/", attempts=3)
    assert (capture.failure, capture.attempt) == (Failure.BAD_ENCODING, 1)
    assert site.paths() == ["/robots.txt", "/"]


def test_an_empty_page_is_no_page(site, crawl, kit):
    site.answers["/"] = kit.page(b"")
    (capture,) = crawl.night("/")
    assert (capture.status, capture.failure, capture.has_body) == (200, None, False)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again_and_each_attempt_is_archived(site, crawl, kit, status):
    site.answers["/"] = [kit.page("gleich", f"{status} Moment"), reset, kit.page("da")]
    (capture,) = crawl.night("/", attempts=3)
    assert (capture.status, capture.attempt) == (200, 3)
    tried = crawl.archived()[1:]
    seen = [(one.status, one.failure, one.attempt) for one in tried]
    assert seen == [(status, None, 1), (None, "reset", 2), (200, None, 3)]
    assert len({one.capture_id for one in tried}) == 3


def test_the_last_attempt_counts_when_none_succeeds(site, crawl, kit):
    site.answers["/"] = kit.page("kaputt", "500 Internal Server Error")
    (capture,) = crawl.night("/", attempts=3)
    assert (capture.status, capture.attempt) == (500, 3)
    assert len(crawl.slept) == 2


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({}, 0.9, 2.1),
        ({"Retry_After": "40"}, 39, 40),
        ({"Retry_After": "86400"}, 119, 120),
        ({"Retry_After": "Mon, 02 Mar 2026 02:11:00 GMT", "Date": "Mon, 02 Mar 2026 02:10:30 GMT"}, 29, 30),
        ({"Retry_After": "bald"}, 0.9, 2.1),
        ({"Retry_After": "-5"}, 0.9, 2.1),
    ],
)
def test_the_pause_before_a_retry(site, crawl, kit, headers, least, most):
    site.answers["/"] = [kit.page("gleich", "503 Moment", **headers), kit.page("da")]
    crawl.night("/", attempts=2)
    (waited,) = crawl.slept
    assert least <= waited <= most


def test_retries_are_silent(site, crawl, kit, capfd, caplog):
    site.answers["/"] = [kit.page("gleich", "503 Moment"), kit.page("da")]
    crawl.night("/")
    assert tuple(capfd.readouterr()) == ("", "")
    assert caplog.text == ""


def test_retries_obey_staminas_switches(site, crawl, kit):
    site.answers["/"] = kit.page("kaputt", "503 Moment", Retry_After="60")
    stamina.set_active(False)
    try:
        (capture,) = crawl.night("/", attempts=3)
    finally:
        stamina.set_active(True)
    assert (capture.attempt, crawl.slept) == (1, [])
    with stamina.set_testing(True, attempts=2):
        (capture,) = crawl.night("/", attempts=3)
    assert (capture.attempt, crawl.slept) == (2, [])


def test_a_refused_connection_says_so(crawl):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        crawl.connect_to = {"saeule.demo.test": unused.getsockname()}
        (capture,) = crawl.night("/", attempts=1)
    assert capture.failure == Failure.ROBOTS_UNREACHABLE
    assert capture.detail.startswith(f"{URL}/ was not asked for: robots.txt unreachable ({URL}/robots.txt: saeule")
    assert "refused the connection" in capture.detail
    assert [one.failure for one in crawl.archived()] == [Failure.CONNECT, Failure.ROBOTS_UNREACHABLE]


def test_the_delay_is_kept_between_two_requests_to_a_host(site, crawl, kit, monkeypatch):
    """On a clock that the waiting itself moves on: robots.txt at once, then each page after one delay."""
    site.answers["/"] = kit.page("da")
    start = time.monotonic()
    moving = SimpleNamespace(monotonic=lambda: start + sum(crawl.slept))
    monkeypatch.setattr(politeness, "time", moving)
    crawl.night("/", "/", "/", delay_seconds=7.0)
    assert [round(seconds) for seconds in crawl.slept] == [7, 7, 7]


def test_crawl_delay_counts_if_it_is_longer_and_is_capped(site, crawl, kit):
    site.answers.update({"/robots.txt": kit.page("User-agent: *\nCrawl-delay: 11"), "/": kit.page("da")})
    crawl.night("/", delay_seconds=7.0)
    site.answers["/robots.txt"] = kit.page("User-agent: *\nCrawl-delay: 3600")
    crawl.night("/", delay_seconds=7.0)
    assert [round(seconds) for seconds in crawl.slept] == [11, 30]


def test_sources_on_one_host_take_turns(site, crawl, kit):
    def slow(connection: socket.socket, head: str) -> bytes:
        time.sleep(0.01)
        return kit.page("da")

    site.answers.update({f"/{number}": slow for number in range(4)})
    source = kit.source_of()
    with (
        crawl.client() as client,
        crawl.store.open_run("saeule", kit.run_of(), {}) as one,
        crawl.store.open_run("nachbar", kit.run_of(), {}) as two,
    ):
        sessions = [client.session(source, writer, crawl.store) for writer in (one, two)]
        threads = [
            threading.Thread(target=lambda s=s: [s.fetch(f"{URL}/{n}", PageRole.LIST) for n in range(4)])
            for s in sessions
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(site.heads) == 9  # robots.txt once for both
    assert site.most_open == 1


def test_a_source_ends_at_its_deadline_and_says_so(site, crawl, kit):
    site.answers["/"] = kit.page("da")
    (first, second) = crawl.night("/", "/", delay_seconds=500.0, source_seconds=100.0)
    assert first.failure == second.failure == Failure.SOURCE_DEADLINE
    assert second.detail == f"{URL}/ was not asked for: the 100 seconds of the source saeule are over"
    assert site.paths() == ["/robots.txt"]
    assert crawl.slept == []


# ---------------------------------------------------------------- redirects


def moved(kit, to: str, status: str = "301 Moved Permanently") -> bytes:
    return kit.page("dort", status, Location=to)


def test_a_redirect_is_followed_hop_by_hop_and_every_hop_is_archived(site, crawl, kit):
    crawl.connect_to["www.saeule.demo.test"] = ("127.0.0.1", site.port)
    site.answers.update(
        {"/": moved(kit, "//www.saeule.demo.test/neu"), "/neu": moved(kit, "ziel#x"), "/ziel": kit.page("da")}
    )
    (capture,) = crawl.night("/")
    assert (capture.url, capture.final_url, capture.body) == (f"{URL}/", "http://www.saeule.demo.test/ziel", b"da")
    pages = [one for one in crawl.archived() if one.role is PageRole.LIST]
    assert [(one.url, one.status) for one in pages] == [(f"{URL}/", 301), (f"{URL}/", 301), (f"{URL}/", 200)]
    assert site.paths().count("/robots.txt") == 2  # each of the two hosts has its own


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://fremd.example/", "http://fremd.example/ is not on a host of the source saeule, and was not asked for"),
        ("ftp://saeule.demo.test/", "redirects to 'ftp://saeule.demo.test/', which is no http or https address"),
        ("http://du:geheim@saeule.demo.test/", "which is no http or https address"),
        ("http://saeule.demo.test:22/", "which is no http or https address"),
        ("http://[", "redirects to 'http://[', which is no http or https address"),
        ("http://169.254.169.254/latest", "http://169.254.169.254/latest is not on a host of the source saeule"),
    ],
)
def test_a_redirect_elsewhere_is_refused_and_archived(site, crawl, kit, target, words):
    site.answers["/"] = moved(kit, target, "302 Found")
    (capture,) = crawl.night("/")
    assert (capture.failure, capture.url) == (Failure.REDIRECT_REFUSED, f"{URL}/")
    assert words in capture.detail
    assert [one.status for one in crawl.archived()] == [404, 302, None]


def test_a_further_host_of_the_source_is_allowed(site, crawl, kit):
    crawl.connect_to["archiv.demo.test"] = ("127.0.0.1", site.port)
    site.answers.update({"/": moved(kit, "http://archiv.demo.test/alt"), "/alt": kit.page("da")})
    (capture,) = crawl.night("/", source=kit.source_of(hosts=("archiv.demo.test",)))
    assert capture.body == b"da"


def test_an_endless_redirect_ends(site, crawl, kit):
    site.answers["/"] = moved(kit, "/")
    (capture,) = crawl.night("/", max_redirects=3)
    assert (capture.failure, capture.detail) == (Failure.TOO_MANY_REDIRECTS, f"{URL}/ redirects more than 3 times")
    assert site.paths().count("/") == 4


@pytest.mark.parametrize("url", ["mailto:wer@example.org", "http://[kaputt", "file:///etc/passwd", "", "http:///leer"])
def test_what_is_no_web_address_is_not_asked_for(site, crawl, kit, url):
    with crawl.client() as client, crawl.store.open_run("saeule", kit.run_of(), {}) as writer:
        capture = client.session(kit.source_of(), writer, crawl.store).fetch(url, PageRole.LIST)
    assert capture.failure == Failure.PROTOCOL
    assert capture.detail == f"{url!r} is not a http or https address that can be asked for"
    assert crawl.archived(1) == [capture]
    assert site.heads == []


# ---------------------------------------------------------------- conditional requests


def test_an_unchanged_page_is_asked_for_conditionally_and_carries_the_earlier_body(site, crawl, kit):
    def answer(connection: socket.socket, head: str) -> bytes:
        if 'if-none-match: "7"' in head.lower():
            return kit.page(b"", "304 Not Modified", ETag='"7"')
        headers = {"ETag": '"7"', "Last_Modified": "Sun, 01 Mar 2026 10:00:00 GMT", "Content_Type": "text/html"}
        return kit.page("<p>Grüße</p>", **headers)

    site.answers["/"] = answer
    (first,) = crawl.night("/")
    (second,) = crawl.night("/")
    (third,) = crawl.night("/")
    assert "If-Modified-Since: Sun, 01 Mar 2026 10:00:00 GMT" in site.heads[-1]
    for later in (second, third):
        assert (later.status, later.revisit_of) == (304, first.capture_id)
        assert (later.body, later.sha256) == (first.body, first.sha256)
        assert later.has_body and later.header("content-type") == "text/html"
        assert later.capture_id != first.capture_id
    assert crawl.archived(2)[-1] == second
    assert crawl.archived(3)[-1] == third


def test_an_equal_body_becomes_a_revisit_and_a_new_one_does_not(site, crawl, kit):
    site.answers["/"] = kit.page("gleich")
    (first,) = crawl.night("/")
    (second,) = crawl.night("/")
    site.answers["/"] = kit.page("anders")
    (third,) = crawl.night("/")
    assert (second.status, second.revisit_of, second.body) == (200, first.capture_id, b"gleich")
    assert (third.status, third.revisit_of, third.body) == (200, None, b"anders")
    assert crawl.archived(2)[-1] == second


def test_a_failed_page_is_nothing_to_refer_to(site, crawl, kit):
    site.answers["/"] = kit.page("kaputt", "500 Internal Server Error", ETag='"9"')
    crawl.night("/", attempts=1)
    site.answers["/"] = kit.page("da")
    (capture,) = crawl.night("/")
    assert "if-none-match" not in site.heads[-1].lower()
    assert (capture.body, capture.revisit_of) == (b"da", None)


# ---------------------------------------------------------------- who asks


@pytest.mark.parametrize("contact", ["", "  ", PLACEHOLDER_CONTACT])
def test_a_live_run_needs_a_contact(contact):
    with pytest.raises(UsageError) as caught:
        require_contact(Settings(sites=Sites.LIVE, contact=contact))
    assert str(caught.value) == (
        'a live run needs a contact in its user agent: set contact = "you@your.domain" in litfass.toml '
        "or LITFASS_CONTACT to a mail address or page that you read"
    )


def test_a_demo_run_and_a_named_contact_need_nothing_more():
    require_contact(Settings(sites=Sites.DEMO, contact=PLACEHOLDER_CONTACT))
    require_contact(Settings(sites=Sites.LIVE, contact="crew@example.org"))


def test_the_user_agent_is_one_plain_line():
    assert user_agent("crew@example.org").startswith("Litfass/")
    assert user_agent("crew@example.org").endswith(" (+crew@example.org)")
    with pytest.raises(UsageError, match="must be one line of plain ASCII"):
        user_agent("a\r\nX-Boese: 1")
