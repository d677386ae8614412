"""One file per source: a module in this folder with a value SOURCE is a source, nothing else has to be edited."""

from __future__ import annotations

import importlib
import pkgutil

from pipeline.errors import UsageError
from pipeline.models import Source


def all_sources() -> tuple[Source, ...]:
    """Every source, by name of its module."""
    return tuple(get_source(name) for name in _names())


def get_source(name: str) -> Source:
    """The source of that name; UsageError names those there are."""
    if name not in _names():
        raise UsageError(f"there is no source '{name}'; known sources: {', '.join(_names())}", where=name)
    source: Source = importlib.import_module(f"{__name__}.{name}").SOURCE
    return source


def _names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__))
