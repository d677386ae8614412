"""A calendar client that follows RFC 5545 and 5546 to the letter: what it holds after any nights is what we publish."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.feed.world import Happening, World, nights

Key = tuple[str, str]


class Client:
    """Takes an entry only if its revision is newer than the one held (RFC 5546, 2.1.5: SEQUENCE, then DTSTAMP); a newer
    rule replaces all its instances. It never drops an entry merely because a file does not have it."""

    def __init__(self) -> None:
        self.held: dict[Key, Any] = {}

    def read(self, content: bytes) -> None:
        for entry in sorted(entries(content), key=lambda one: "recurrence-id" in one):
            key = key_of(entry)
            known = self.held.get(key)
            if known is None or revision(entry) > revision(known):
                if not key[1]:
                    self.held = {one: held for one, held in self.held.items() if one[0] != key[0]}
                self.held[key] = entry

    def shown(self, day: date) -> dict[Key, bytes]:
        """What it shows of the time that the feed is about; cancelled for good means taken down."""
        return {
            key: entry.to_ical()
            for key, entry in self.held.items()
            if "x-litfass-left" not in entry
            and (key[1] or "rrule" in entry or last_day(entry) >= day - timedelta(days=30))
        }


def entries(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def key_of(entry: Any) -> Key:
    return str(entry["uid"]), entry["recurrence-id"].to_ical().decode() if "recurrence-id" in entry else ""


def revision(entry: Any) -> tuple[int, datetime]:
    return int(entry["sequence"]), entry["dtstamp"].dt


def last_day(entry: Any) -> date:
    start = entry["dtstart"].dt
    return start.date() if isinstance(start, datetime) else start


def published(content: bytes) -> dict[Key, bytes]:
    return {key_of(one): one.to_ical() for one in entries(content) if "x-litfass-left" not in one}


@settings(max_examples=25, deadline=None)
@given(nights())
def test_after_any_nights_the_client_shows_exactly_what_is_published(rows: Any, course: Any) -> None:
    world, client = World(rows), Client()
    for edits, later in course:
        content = world.night(edits, later)["events.ics"]
        client.read(content)
        assert client.shown(world.day) == published(content)
        keys = [key_of(one) for one in entries(content)]
        assert len(keys) == len(set(keys)), "no entry twice"
    strict = IcsCalendarStream.calendar_from_ics(content.decode())
    assert len(strict.events) == len(keys)


def numbers(world: World) -> dict[str, int]:
    return {str(one["uid"]).partition("@")[0]: int(one["sequence"]) for one in entries(world.nights[-1]["events.ics"])}


def test_a_typo_in_the_text_moves_the_stamp_and_not_the_number(rows: Any) -> None:
    world = World(rows)
    world.night({"ev_0": Happening(text="Ein Fset.")})
    (before,) = entries(world.nights[-1]["events.ics"])
    world.night({"ev_0": Happening(text="Ein Fest.")})
    (after,) = entries(world.nights[-1]["events.ics"])
    assert (before["sequence"], after["sequence"]) == (0, 0)
    assert after["last-modified"].dt > before["last-modified"].dt


def test_a_quiet_night_changes_no_byte_of_the_calendar(rows: Any) -> None:
    world = World(rows)
    first = world.night({"ev_0": Happening(), "ev_1": Happening(rule="FREQ=WEEKLY;BYDAY=WE")})
    assert world.night({})["events.ics"] == first["events.ics"]
    assert world.night({}, later=20)["events.ics"] == first["events.ics"], "nor do the weeks of a rule that pass"


def test_a_changed_rule_raises_the_number_though_no_occurrence_is_in_the_log(rows: Any) -> None:
    world = World(rows)
    world.night({"ev_0": Happening(rule="FREQ=WEEKLY;BYDAY=WE")})
    world.night({"ev_0": Happening(rule="FREQ=WEEKLY;BYDAY=TH")})
    assert numbers(world) == {"ev_0": 1}


def test_a_second_date_changes_no_uid(rows: Any) -> None:
    world = World(rows)
    world.night({"ev_0": Happening(days=(20,))})
    world.night({"ev_0": Happening(days=(20, 27))})
    assert numbers(world) == {"oc_0_1": 0, "oc_0_2": 0}


def test_what_left_is_taken_back_for_sixty_days_and_comes_back_with_a_higher_number(rows: Any) -> None:
    world = World(rows)
    world.night({"ev_0": Happening(days=(120,)), "ev_1": Happening(title="Anderes", days=(130,))})
    content = world.night({"ev_0": Happening(days=(120,), fate="withdrawn")})["events.ics"]
    (stone,) = [one for one in entries(content) if "x-litfass-left" in one]
    assert (stone["status"], stone["sequence"], stone["x-litfass-left"]) == ("CANCELLED", 1, "withdrawn")
    assert stone["summary"] == "NICHT MEHR ANGEKÜNDIGT: Fest"
    assert b"NICHT MEHR ANGEK" in world.nights[-1]["by-city/leipzig.ics"]
    assert b"ABGESAGT" not in content, "gone is not cancelled"
    assert numbers_of_left(world.night({}, later=59)) == {"oc_0_1"}
    assert numbers_of_left(world.night({}, later=1)) == set()
    world.night({"ev_0": Happening(days=(120,))})
    assert numbers(world)["oc_0_1"] == 2


def test_who_follows_a_town_learns_that_an_event_moved_to_another(rows: Any) -> None:
    world, client = World(rows), Client()
    client.read(world.night({"ev_0": Happening(days=(120,), venue="ve_a")})["by-city/leipzig.ics"])
    client.read(world.night({"ev_0": Happening(days=(120,), venue="ve_b")})["by-city/leipzig.ics"])
    (held,) = client.held.values()
    assert (held["location"], held["sequence"]) == ("Bunker, Dresden", 1)
    assert b"Bunker" in world.night({}, later=59)["by-city/leipzig.ics"]
    files = world.night({}, later=1)
    assert b"Bunker" not in files["by-city/leipzig.ics"] and b"Bunker" in files["by-city/dresden.ics"]
    world.night({"ev_0": Happening(days=(120,), venue="ve_a")})
    files = world.night({"ev_0": Happening(days=(120,), venue="ve_a", fate="withdrawn")})
    assert all(b"NICHT MEHR" in files[f"by-city/{town}.ics"] for town in ("leipzig", "dresden"))


def numbers_of_left(files: dict[str, bytes]) -> set[str]:
    return {str(one["uid"]).partition("@")[0] for one in entries(files["events.ics"]) if "x-litfass-left" in one}


def test_a_hidden_one_is_taken_back_without_a_word_of_it_and_an_erased_one_without_a_trace(rows: Any) -> None:
    world = World(rows)
    world.night({f"ev_{n}": Happening(title=f"Geheim {n}", text="Privates") for n in range(3)})
    world.night(
        {"ev_0": Happening(title="Geheim 0", fate="hidden"), "ev_1": Happening(title="Geheim 1", fate="withdrawn")}
    )
    files = world.night({"ev_1": Happening(title="Geheim 1", fate="hidden")}, erased=["ev_2"])
    assert numbers_of_left(files) == {"oc_0_1", "oc_1_1"}
    assert not any(b"Geheim" in content for content in files.values())
    traces = [name for name, content in files.items() if b"oc_2_1" in content or b"ev_2" in content]
    assert traces == [f"delta/{world.version}.ndjson"], "the delta alone says what is to be erased"
