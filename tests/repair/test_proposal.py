"""Relaunches are mended and proved; what is not the same list is never called a mend."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from pipeline.formats.provenance import is_proven
from pipeline.repair.edits import Form, Reader, edited, unified_diff
from pipeline.repair.known import claims_of
from pipeline.repair.proposal import Evidence, proposals, still_ahead
from pipeline.repair.selectors import induce
from pipeline.scaffold.module import load_module
from tests.repair.relaunches import ENTRIES, RELAUNCHES, TRAPS, capture, original, renamed

BY_CLASS = '''"""Nachbarschaft Säule: a list without platform."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.selected import Selectors, follow_selected, read_selected
from pipeline.models import Capture, Expect, ListPage, RawAnnouncement, Sites, Source

LIST = Selectors(entry="article.termin", title=".titel", date=".wann", place=".wo")


def parse(capture: Capture) -> Sequence[RawAnnouncement]:
    return read_selected(capture, LIST)


SOURCE = Source(
    source_id="saeule",
    name="Nachbarschaft Säule",
    organiser="Nachbarschaft Säule",
    homes={Sites.LIVE: "https://saeule.example"},
    lists=(ListPage(name="Termine", addresses=("/termine/",), newest_first=False),),
    parse=parse,
    follow=follow_selected,
    expect=Expect(announcements_min=3),
)
'''


def evidence(new_page: str, day: int = 4) -> Evidence:
    nights = {
        "2026-03-02.1": (date(2026, 3, 2), [capture(original(), 2)]),
        "2026-03-03.1": (date(2026, 3, 3), [capture(original(ENTRIES[1:]), 3)]),
        "2026-03-03.2": (date(2026, 3, 3), [capture(original(), 3)]),
    }
    return Evidence(
        nights=nights, last_good="2026-03-03.2", page_day=date(2026, 3, day), pages=[capture(new_page, day)]
    )


@pytest.mark.parametrize("name", RELAUNCHES)
def test_a_relaunch_is_mended_and_proved_on_every_night(name: str) -> None:
    source = load_module(BY_CLASS, "saeule")
    told = evidence(RELAUNCHES[name]())
    assert claims_of(source, told.pages, told.page_day)[0] == (), "the present module finds nothing any more"
    best = proposals(source, BY_CLASS, told)[0]
    assert best.is_proven
    assert (best.score.reproduced, best.score.known, len(best.score.contradicted)) == (8, 8, 0)
    assert best.nights_read == best.nights_total == 3
    mended = load_module(best.text, "saeule")
    for day, captures in told.nights.values():
        assert claims_of(mended, captures, day) == claims_of(source, captures, day)


@pytest.mark.parametrize("name", TRAPS)
def test_what_is_not_the_same_list_is_never_proven(name: str) -> None:
    source = load_module(BY_CLASS, "saeule")
    found = proposals(source, BY_CLASS, evidence(TRAPS[name]()))
    assert not any(one.is_proven for one in found)


def test_with_too_few_events_ahead_nothing_is_proven() -> None:
    source = load_module(BY_CLASS, "saeule")
    told = evidence(renamed())
    late = Evidence(nights=told.nights, last_good=told.last_good, page_day=date(2026, 4, 20), pages=told.pages)
    assert len(still_ahead(source, late)) == 2
    assert not any(one.is_proven for one in proposals(source, BY_CLASS, late))


@pytest.mark.parametrize("name", RELAUNCHES)
def test_selectors_are_induced_from_the_known_titles(name: str) -> None:
    page = capture(RELAUNCHES[name]())
    found = list(induce(page, {one.title.casefold() for one in ENTRIES}))
    assert found, "the titles stand on the page"
    text = edited(BY_CLASS, Reader(selectors=found[0]), Form.AFTER)
    assert text is not None
    mended = load_module(text, "saeule")
    raws = mended.parse(page)
    assert {one.title for one in ENTRIES} <= {raw.text_of("title") for raw in raws}
    assert all(is_proven(page, printed) for raw in raws for printed in raw.fields.values())


def test_the_diff_can_be_applied_and_is_what_was_proved(tmp_path: Path) -> None:
    source = load_module(BY_CLASS, "saeule")
    best = proposals(source, BY_CLASS, evidence(renamed()))[0]
    path = tmp_path / "pipeline" / "sources" / "saeule.py"
    path.parent.mkdir(parents=True)
    path.write_text(BY_CLASS, encoding="utf-8")
    diff = unified_diff(BY_CLASS, best.text, "pipeline/sources/saeule.py")
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], cwd=tmp_path, input=diff, text=True, check=True)
    assert path.read_text(encoding="utf-8") == best.text


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("name", ["iaf", "tolsax", "dsm"])
def test_every_source_can_be_edited_in_every_form(name: str, form: Form) -> None:
    root = Path(__file__).resolve().parents[2]
    text = (root / "pipeline" / "sources" / f"{name}.py").read_text(encoding="utf-8")
    changed = edited(text, Reader(module="any_site"), form, "/neu/")
    assert changed is not None and '"/neu/", ' in changed
    before, after = load_module(text, name), load_module(changed, name)
    assert after.lists[0].addresses == ("/neu/", *before.lists[0].addresses)
    assert after.parse is not before.parse and after.follow is not before.follow


def test_a_module_of_another_form_is_left_alone() -> None:
    assert edited("SOURCE = make()\n", Reader(module="any_site"), Form.ALONE) is None
