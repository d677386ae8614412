"""Which rows go with which columns so that the sum is greatest: one to one, and for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

Pair = tuple[int, int]
_DENSE = 400_000  # cells up to which a group of pairs is solved as a full matrix


def best_assignment(values: Mapping[Pair, float]) -> list[Pair]:
    """The one-to-one choice of (row, column) pairs with the highest total value, sorted; values must be positive.

    A row or column may stay alone. Groups of pairs that do not touch each other are solved on their own.
    """
    chosen: list[Pair] = []
    for group in _groups(sorted(values)):
        chosen += _solve({pair: values[pair] for pair in group})
    return sorted(chosen)


def _groups(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs, split where no row and no column joins them."""
    if not pairs:
        return []
    rows = {row: at for at, row in enumerate(sorted({row for row, _ in pairs}))}
    columns = {column: len(rows) + at for at, column in enumerate(sorted({column for _, column in pairs}))}
    size = len(rows) + len(columns)
    ends = [rows[row] for row, _ in pairs], [columns[column] for _, column in pairs]
    _, label = connected_components(coo_array((np.ones(len(pairs)), ends), shape=(size, size)), directed=False)
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[int(label[rows[pair[0]]])].append(pair)
    return list(groups.values())


def _solve(values: Mapping[Pair, float]) -> list[Pair]:
    rows, columns = sorted({row for row, _ in values}), sorted({column for _, column in values})
    if len(values) == 1:
        return list(values)
    row_at, column_at = {row: at for at, row in enumerate(rows)}, {column: at for at, column in enumerate(columns)}
    cells = [(row_at[row], column_at[column], value) for (row, column), value in values.items()]
    if len(rows) * len(columns) <= _DENSE:
        matrix = np.zeros((len(rows), len(columns)))
        for row, column, value in cells:
            matrix[row, column] = value
        found = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    else:
        # every row may also stay alone, at a cell of its own that is worth nothing
        top = max(values.values()) + 1.0
        alone = [(row, len(columns) + row, 0.0) for row in range(len(rows))]
        at_row, at_column, weight = zip(*cells, *alone, strict=True)
        costs = coo_array((top - np.array(weight), (at_row, at_column)), shape=(len(rows), len(columns) + len(rows)))
        found = zip(*min_weight_full_bipartite_matching(costs.tocsr()), strict=True)
    pairs = [(rows[row], columns[column]) for row, column in found if column < len(columns)]
    return [pair for pair in pairs if pair in values]
