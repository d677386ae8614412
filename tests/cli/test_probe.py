"""`litfass probe` over the demo sites and on saved files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import call
from tests.probe.sites import PLAIN, WITHOUT_LIST


def test_an_address_is_probed_with_preview_and_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["probe", "http://tolsax.demo.test/category/termine-archiv/"]) == 0
    told = capsys.readouterr().out
    for words in (
        "robots.txt: allowed by robots.txt",
        "recommended: 1 (wordpress), because",
        "03.07.2026 18:00  Sommernacht der Initiativen  |  ",
        "next: litfass new-source NAME http://tolsax.demo.test/category/termine-archiv/",
    ):
        assert words in told


def test_the_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["probe", "--json", "http://iaf.demo.test/veranstaltungen-archiv.html"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recommended"]["platform"] == "contao"
    assert {one["reader"] for one in told["attempts"]} >= {"archive", "html"}
    assert all(one["events"] and one["sample"] for one in told["attempts"])


def test_a_saved_file_is_probed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PLAIN, encoding="utf-8")
    tokens = ["probe", str(page), "--url", "https://saeule.example/termine/", "--at", "2026-03-02T03:10"]
    assert call(tokens) == 0
    assert "Lesung am Kamin" in capsys.readouterr().out
    page.write_text(WITHOUT_LIST, encoding="utf-8")
    assert call(tokens) == 1
    told = capsys.readouterr().err
    assert "no list of dated events found" in told and told.count("\n") == 1


BAD = {
    "no such page": (["http://tolsax.demo.test/nix/"], 3, "the site answers HTTP 404"),
    "not allowed": (
        ["http://tolsax.demo.test/intern/"],
        3,
        "was not asked for: its robots.txt says 'Disallow: /intern/'",
    ),
    "no address": (["http://"], 2, "is not an address that can be asked for"),
    "no file": (["termine.html"], 2, "no such file"),
    "live without contact": (["https://saeule.example/"], 2, "a live run needs a contact"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_call_is_one_sentence(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    tokens, status, sentence = BAD[case]
    assert call(["probe", *tokens]) == status
    told = capsys.readouterr().err
    assert sentence in told and told.count("\n") == 1
