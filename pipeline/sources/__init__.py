"""One file per source: a module in this folder with a value SOURCE is a source, nothing else has to be edited.

An installed Litfass also finds the modules in `pipeline/sources` of the folder it is called from.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.models import Sites, Source

_OF_THE_PROJECT = Path("pipeline/sources").absolute()
if _OF_THE_PROJECT not in map(Path, __path__):
    __path__.append(str(_OF_THE_PROJECT))


def all_sources(sites: Sites | None = None) -> tuple[Source, ...]:
    """Every source, by name of its module; with `sites` those that have a home there."""
    found = [get_source(name) for name in source_names()]
    return tuple(source for source in found if sites is None or sites in source.homes)


def sources_built(sites: Sites, named: Collection[str], archived: Collection[str]) -> tuple[Source, ...]:
    """The sources that a night is built from: those that the settings name (all if they name none), and whatever
    has archived nights. A source that nobody asks for is then no gap of the night."""
    return tuple(one for one in all_sources(sites) if not named or one.source_id in {*named, *archived})


def get_source(name: str) -> Source:
    """The source of that name; UsageError names those there are, or what is wrong with its module."""
    if name not in source_names():
        raise UsageError(f"there is no source '{name}'; known sources: {', '.join(source_names())}", where=name)
    try:
        source = importlib.import_module(f"{__name__}.{name}").SOURCE
    except (ImportError, SyntaxError, AttributeError, TypeError, NameError, ValueError) as error:
        raise UsageError(f"pipeline/sources/{name}.py cannot be used: {error}", where=name) from error
    if not isinstance(source, Source):
        raise UsageError(
            f"pipeline/sources/{name}.py: SOURCE is {type(source).__name__}, expected a Source", where=name
        )
    return source


def source_names() -> list[str]:
    """The names of all modules in the folder, in order."""
    importlib.invalidate_caches()  # `new-source` may just have written one
    return sorted(module.name for module in pkgutil.iter_modules(__path__))
