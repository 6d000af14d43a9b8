"""Texts as rows of a sparse table, and logistic regression on it, by SciPy and scikit-learn."""
# scikit-learn and SciPy come without types:
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_sparse = cast("Any", sparse)
_counter = cast("Any", CountVectorizer)
_regression = cast("Any", LogisticRegression)


class Table(NamedTuple):
    """Which text (row) has what (column, by name); `cells` is a sparse matrix."""

    names: tuple[str, ...]
    cells: Any

    @classmethod
    def of(cls, texts: Sequence[Iterable[str]], rarest: int = 1, named_by: int | None = None) -> "Table":
        """Return what each of *texts* holds, as far as *rarest* of the first *named_by* texts (None: all) hold it."""
        held = Counter(name for text in texts[:named_by] for name in set(text))
        names = tuple(sorted(name for name, count in held.items() if count >= rarest))
        if not names:
            return cls((), _sparse.csr_matrix((len(texts), 0)))
        counter = _counter(analyzer=_as_it_is, vocabulary=names, binary=True, dtype=np.float64)
        return cls(names, counter.transform(texts).tocsr())

    def rows(self, which: Sequence[int] | NDArray[np.integer]) -> "Table":
        """Return these rows only."""
        return Table(self.names, self.cells[which])

    def columns(self, which: Sequence[int] | NDArray[np.integer]) -> "Table":
        """Return these columns only."""
        return Table(tuple(self.names[at] for at in which), self.cells[:, which])

    def times(self, factor: float) -> "Table":
        """Return the table with every cell times *factor*: columns that a penalty should hold back less."""
        return Table(self.names, self.cells * factor)

    def beside(self, *others: "Table") -> "Table":
        """Return the columns of this table, then those of *others*."""
        tables = (self, *others)
        return Table(
            tuple(name for table in tables for name in table.names),
            _sparse.hstack([table.cells for table in tables]).tocsr(),
        )


def _as_it_is(names: Iterable[str]) -> Iterable[str]:
    return names


def column(name: str, values: Floats) -> Table:
    """Return a table of one column."""
    return Table((name,), _sparse.csr_matrix(values[:, None]))


class Line(NamedTuple):
    """A linear decision: the log odds of a row are `bias` and the weights of what it has."""

    bias: float
    weights: Floats

    def odds(self, table: Table) -> Floats:
        """Return the log odds of every row."""
        return np.asarray(table.cells @ self.weights + self.bias)

    def scaled(self, factor: float) -> "Line":
        """Return the line whose odds are *factor* times these: as sure or unsure, and of the same opinion."""
        return Line(self.bias * factor, self.weights * factor)


def probabilities(odds: Floats) -> Floats:
    """Return what log odds stand for, 0..1."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def fit(table: Table, wanted: Flags, strength: float, weight: Floats | None = None) -> Line:
    """Return the logistic regression of *wanted* on *table*; *strength* is the inverse of its L2 penalty.

    The same input gives the same line on the same machine; another processor may differ in the last digits.
    """
    regression = _regression(C=strength, solver="liblinear", random_state=0)
    regression.fit(table.cells, wanted, sample_weight=weight)
    return Line(float(regression.intercept_[0]), np.asarray(regression.coef_[0]))
