"""How much may vanish in one night before a person has to look: bounds learned from the archive, or set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb

from pipeline.models import Expect

_RARE = 0.001  # so seldom may an honest night be withheld
_PRIOR_REMOVED, _PRIOR_SEEN = 1.0, 100.0  # before anything is known: one of a hundred upcoming entries a night
_ALWAYS = 1  # one entry taken down is never suspicious


def removal_bound(n_upcoming: int, nights: Sequence[Mapping[str, object]], expect: Expect) -> int:
    """How many of `n_upcoming` entries may be missing for the first time in one night.

    Learned: the share of upcoming entries that vanished on this source's earlier good nights (`upcoming`, `vanished`
    in `nights`, withheld ones not counted) is taken for the chance of each; the bound is the number that chance
    exceeds less than once in a thousand nights. A share set in Source(expect=…) or litfass.toml takes its place.
    """
    if expect.max_removed_share is not None:
        return max(_ALWAYS, int(expect.max_removed_share * n_upcoming))
    seen = _PRIOR_SEEN + sum(_number(night, "upcoming") for night in nights if night["state"] == "good")
    removed = _PRIOR_REMOVED + sum(_number(night, "vanished") for night in nights if night["state"] == "good")
    return max(_ALWAYS, rare_above(n_upcoming, min(0.5, removed / seen)))


def rare_above(n: int, chance: float) -> int:
    """The smallest k for which more than k of n independent losses of this chance are rarer than 1 in 1000."""
    if n > 400:  # the normal tail is exact enough there, and cheap
        return int(n * chance + 3.1 * (n * chance * (1 - chance)) ** 0.5 + 1)
    left = 1.0
    for k in range(n + 1):
        left -= comb(n, k) * chance**k * (1 - chance) ** (n - k)
        if left < _RARE:
            return k
    return n


def _number(night: Mapping[str, object], name: str) -> int:
    value = night.get(name, 0)
    return value if isinstance(value, int) else 0
