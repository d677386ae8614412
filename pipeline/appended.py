"""The rows of a table that only grows: those of the last release, untouched and maybe unread, and those added since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from operator import eq
from typing import overload

Row = Mapping[str, object]
Rows = Sequence[Row]


class Appended(Sequence[Row]):
    """Reads as one sequence; `pieces` are what it was put together from, oldest first."""

    __slots__ = ("_ends", "pieces")

    def __init__(self, *pieces: Rows) -> None:
        self.pieces: tuple[Rows, ...] = tuple(
            chain.from_iterable(one.pieces if isinstance(one, Appended) else (one,) for one in pieces if len(one))
        )
        self._ends = tuple(accumulate(map(len, self.pieces)))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.pieces)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        which = bisect_right(self._ends, place)
        return self.pieces[which][place - (self._ends[which - 1] if which else 0)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # compared by content
