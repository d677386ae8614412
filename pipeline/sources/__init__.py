"""One file per source: a module in this folder with a value SOURCE is a source, nothing else has to be edited.

An installed Litfass also finds the modules in `pipeline/sources` of the folder it is called from.
"""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.models import Capture, RawAnnouncement, Sites, Source

_OF_THE_PROJECT = Path("pipeline/sources").absolute()
if _OF_THE_PROJECT not in map(Path, __path__):
    __path__.append(str(_OF_THE_PROJECT))


def all_sources(sites: Sites | None = None) -> tuple[Source, ...]:
    """Every source, by name of its module; with `sites` those that have a home there. One whose module cannot be used
    stands there with its `fault`: it stops no other."""
    found = [_or_its_fault(name) for name in source_names()]
    return tuple(source for source in found if sites is None or sites in source.homes or source.fault)


def sources_asked(sites: Sites, given: Collection[str], named: Collection[str]) -> tuple[Source, ...]:
    """The sources of a run: those given with the call (UsageError if one cannot be used), else those that the settings
    name, else all."""
    if given:
        return tuple(get_source(name) for name in given)
    return tuple(_or_its_fault(name) for name in named) or all_sources(sites)


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
    except Exception as error:  # whatever a module does while it is imported
        raise UsageError(
            f"{_place(name, error)} cannot be used: {type(error).__name__}: {error}", where=name
        ) from error
    if not isinstance(source, Source):
        raise UsageError(
            f"pipeline/sources/{name}.py: SOURCE is {type(source).__name__}, expected a Source", where=name
        )
    return source


def _place(name: str, error: Exception) -> str:
    """The file, and the line that the fault is in."""
    path = f"pipeline/sources/{name}.py"
    lines = [step.lineno for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(path)]
    if isinstance(error, SyntaxError) and str(error.filename).endswith(path):
        lines = [error.lineno or 0]
    return f"{path} line {lines[-1]}" if lines else path


def _or_its_fault(name: str) -> Source:
    try:
        return get_source(name)
    except UsageError as error:
        if name not in source_names():
            raise
        return Source(source_id=name, name=name, organiser="", homes={}, lists=(), parse=_nothing, fault=str(error))


def _nothing(capture: Capture) -> Sequence[RawAnnouncement]:
    return ()


def source_names() -> list[str]:
    """The names of all modules in the folder, in order."""
    importlib.invalidate_caches()  # `new-source` may just have written one
    return sorted(module.name for module in pkgutil.iter_modules(__path__))
