"""German dates: what a text says about when, read by a grammar of atoms and calendar arithmetic, never guessed."""

from pipeline.normalise.dates.reader import read_dates

__all__ = ["read_dates"]
