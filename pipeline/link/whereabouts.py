"""What the places and hosts of two entries say for and against their being one event."""

from __future__ import annotations

from pipeline.link import weights as w
from pipeline.link.claims import Claim
from pipeline.link.houses import may_be_one_house
from pipeline.link.rarity import rareness
from pipeline.link.said import is_said
from pipeline.link.text import fold, stem, words
from pipeline.link.wording import is_content

Gain = tuple[float, str]

_BIG_TOWNS = frozenset(("Leipzig", "Dresden", "Chemnitz", "Berlin", "Hamburg", "München", "Köln", "Wien"))
_NAMES_HOUSE, _NAMES_HOST = 0.4, 0.7  # how rare a word must be that stands for a house or a host


def where_gains(left: Claim, right: Claim) -> list[Gain]:
    """Town, house and host, as fields or as named in title and text of the other: log odds and words."""
    found = []
    if left.towns & right.towns:
        is_big = bool(left.towns & right.towns & _BIG_TOWNS)
        found.append(
            (w.SAME_BIG_TOWN if is_big else w.SAME_TOWN, f"same town: {', '.join(sorted(left.towns & right.towns))}")
        )
    elif left.city and right.city:
        found.append((w.SAME_TOWN, f"same town: {left.city}"))
    elif _names_town(left, right) or _names_town(right, left):
        is_big = bool((left.towns | right.towns) & _BIG_TOWNS)
        found.append((w.NAMES_BIG_TOWN if is_big else w.NAMES_TOWN, "one names the other's town"))
    elif left.towns_said & right.towns_said:
        found.append((w.BOTH_SPEAK_OF_TOWN, f"both speak of {', '.join(sorted(left.towns_said & right.towns_said))}"))
    elif left.towns_said and right.towns_said and not (left.is_online or right.is_online):
        found.append(
            (
                w.SPEAK_OF_OTHER_TOWNS,
                f"other towns: {', '.join(sorted(left.towns_said))} / {', '.join(sorted(right.towns_said))}",
            )
        )
    elif left.is_online and right.is_online:
        found.append((w.BOTH_ONLINE, "both online"))
    if left.venue and right.venue and may_be_one_house(left.venue, right.venue):
        found.append((w.SAME_VENUE, "same venue"))
    elif other_venue(left, right):
        found.append((w.OTHER_VENUE, "other venue"))
    elif _text_names_venue(left, right) or _text_names_venue(right, left):
        found.append((w.NAMES_VENUE, "the text of one names the other's venue"))
    if left.organisers & right.organisers:
        found.append((w.SAME_ORGANISER, "same organiser"))
    elif _names_host(left, right) or _names_host(right, left):
        found.append((w.NAMES_ORGANISER, "one names the other's organiser"))
    elif other_organiser(left, right):
        found.append((w.OTHER_ORGANISER, "other organiser"))
    return found


def _names_town(teller: Claim, other: Claim) -> bool:
    if teller.city or teller.towns or not (other.city or other.towns):
        return False
    names = [other.city] if other.city else sorted(other.towns)
    return any(
        all(is_said(one, teller) or one in teller.surroundings for one in map(stem, words(fold(name))))
        for name in names
    )


def _names_host(teller: Claim, other: Claim) -> bool:
    told = [one for one in other.organisers if is_content(one) and rareness(one) >= _NAMES_HOST]
    return not teller.organisers and any(is_said(one, teller) for one in told)


def _text_names_venue(teller: Claim, other: Claim) -> bool:
    """Whether title or text of an entry without a house has the word that tells most of the other's house."""
    told = sorted((one for one in other.venue if is_content(one)), key=lambda one: (-rareness(one), one))
    if teller.venue or not told or rareness(told[0]) < _NAMES_HOUSE:
        return False
    return any(is_said(one, teller) for one in told if rareness(one) >= _NAMES_HOUSE)


def other_venue(left: Claim, right: Claim) -> bool:
    """Whether both name a house, and not one house; online there is none."""
    if left.is_online or right.is_online:
        return False
    return bool(left.venue and right.venue) and not may_be_one_house(left.venue, right.venue)


def other_organiser(left: Claim, right: Claim) -> bool:
    """Whether both print who is behind it, and nobody is behind both."""
    printed = left.entry.organiser_is_printed and right.entry.organiser_is_printed
    return printed and bool(left.organisers and right.organisers) and not left.organisers & right.organisers
