"""What a response really is: stand-ins in many wordings are told from pages, and good pages are left alone."""

from __future__ import annotations

import json

import pytest

from pipeline.checks import Effective, judge_page
from pipeline.checks.page import fold_words
from pipeline.models import Capture, Failure, PageRole
from tests.builders import NIGHT
from tests.checks.bodies import FAULTS, GOOD, LIST, page

HOME = "https://haus.example"
CASES = [(status, body) for status, bodies in FAULTS.items() for body in bodies]


def capture(
    body: str,
    *,
    path: str = "/termine/",
    final: str = "",
    role: PageRole = PageRole.LIST,
    status: int | None = 200,
    failure: Failure | None = None,
    kind: str = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
) -> Capture:
    return Capture(
        capture_id="cap", source_id="dsm", run_id="r.1", url=HOME + path, final_url=HOME + (final or path), role=role,
        status=status, failure=failure, captured_at=NIGHT, headers=(("content-type", kind), *headers),
        body=body.encode(),
    )  # fmt: skip


@pytest.mark.parametrize(("status", "body"), CASES, ids=[f"{s}-{n}" for n, (s, _) in enumerate(CASES)])
def test_a_stand_in_is_called_by_its_name_and_quoted(status: Effective, body: str) -> None:
    verdict = judge_page(capture(body), 0)
    assert verdict.status is status
    assert verdict.evidence


@pytest.mark.parametrize("body", GOOD)
@pytest.mark.parametrize("role", [PageRole.LIST, PageRole.DETAIL])
def test_a_good_page_is_left_alone_whatever_its_words(body: str, role: PageRole) -> None:
    assert judge_page(capture(body, role=role), 3).status is Effective.OK
    assert judge_page(capture(body, role=role), 0).status is not Effective.SOFT_404


def test_latest_posts_beside_an_apology_make_no_page_of_it() -> None:
    body = page("Seite nicht gefunden", "<p>Die gesuchte Seite gibt es nicht.</p>" + LIST, h1="Seite nicht gefunden")
    assert judge_page(capture(body), 3).status is Effective.SOFT_404


REDIRECTS = {
    "/": Effective.REDIRECTED_HOME,
    "/index.html": Effective.REDIRECTED_HOME,
    "/de/": Effective.REDIRECTED_HOME,
    "/wp-login.php": Effective.LOGIN,
    "/404": Effective.SOFT_404,
    "/consent": Effective.COOKIE_WALL,
    "/veranstaltungen/termine/": Effective.OK,
    "/termine": Effective.OK,
}


@pytest.mark.parametrize("final", REDIRECTS)
def test_a_redirect_is_judged_by_where_it_ends(final: str) -> None:
    body = page("Termine", LIST, h1="Termine")
    assert judge_page(capture(body, final=final), 3).status is REDIRECTS[final]


def test_a_list_that_stands_on_the_home_page_is_no_redirect() -> None:
    assert judge_page(capture(page("Haus", LIST), path="/", final="/index.html"), 3).status is Effective.OK


MACHINES = [
    ("[]", 0, Effective.EMPTY_LIST),
    ('{"events": [], "total": 0}', 0, Effective.EMPTY_LIST),
    ('{"code": "rest_no_route", "message": "Keine Route", "data": {"status": 404}}', 0, Effective.SOFT_404),
    ('{"code": "rest_forbidden", "message": "Nein", "data": {"status": 401}}', 0, Effective.LOGIN),
    ('{"error": "database", "message": "down"}', 0, Effective.SERVER_FAULT),
    ('[{"id": 1, "title": "Les', 1, Effective.CUT),
    ('[{"id": 1}]', 1, Effective.OK),
    ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", 0, Effective.EMPTY_LIST),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Les", 1, Effective.CUT),
    ("<?xml version='1.0'?><rss><channel></channel></rss>", 0, Effective.EMPTY_LIST),
    ("<rss><channel><item><title>Les", 1, Effective.CUT),
    ("<rss><channel><item></item></channel></rss>\n<!-- cached -->", 1, Effective.OK),
]


@pytest.mark.parametrize(("body", "entries", "status"), MACHINES)
def test_answers_for_machines_say_by_their_form_what_they_are(body: str, entries: int, status: Effective) -> None:
    assert judge_page(capture(body, kind="application/json"), entries).status is status


def test_a_page_that_ends_in_the_middle_is_cut_and_one_without_end_tags_is_not() -> None:
    whole = page("Termine", LIST, h1="Termine")
    assert judge_page(capture(whole[: len(whole) // 2]), 1).status is Effective.CUT
    assert judge_page(capture("<!doctype html><html lang=de><title>T</title><p>Lesung am 3. Mai 2026"), 1).status is (
        Effective.OK
    )


TRANSPORT = [
    (None, Failure.TIMEOUT, Effective.NO_RESPONSE),
    (None, Failure.ROBOTS, Effective.REFUSED),
    (403, None, Effective.HTTP_ERROR),
    (503, None, Effective.HTTP_ERROR),
    (302, None, Effective.REDIRECT),
    (200, None, Effective.EMPTY),
]


@pytest.mark.parametrize(("status", "failure", "expected"), TRANSPORT)
def test_status_and_failure_come_first(status: int | None, failure: Failure | None, expected: Effective) -> None:
    assert judge_page(capture("  ", status=status, failure=failure), 0).status is expected


def test_another_content_type_is_no_page() -> None:
    assert judge_page(capture("%PDF", kind="application/pdf"), 0).status is Effective.NOT_HTML


def test_renamed_markup_with_dates_is_no_empty_list_even_if_it_promises_new_dates() -> None:
    body = page("Termine", LIST + "<p>Neue Termine folgen in Kürze.</p>", h1="Termine")
    assert judge_page(capture(body), 0).status is Effective.OK


def test_folding_makes_two_settings_of_the_same_words_equal() -> None:
    assert fold_words("Lesung – mit  Musik!") == fold_words("LESUNG mit Musik")
    assert fold_words("kurs") not in fold_words("Sprachkurse")


def test_a_page_nested_without_end_is_judged_by_its_characters() -> None:
    assert judge_page(capture("<div>" * 50_000 + "x"), 0).status in (Effective.OK, Effective.CUT)


def test_json_nested_without_end_is_no_crash() -> None:
    assert judge_page(capture("[" * 200_000), 0).status is Effective.CUT
    assert judge_page(capture(json.dumps([[1]])), 0).status is Effective.OK
