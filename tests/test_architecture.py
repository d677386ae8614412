"""Imports run one way, the clock is read in one place, modules and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for folder in ("pipeline", "flows", "demo") for path in (ROOT / folder).rglob("*.py"))

# what -> the only places that may import it ("" stands for everything outside pipeline, flows and demo)
ONLY_FROM: dict[str, tuple[str, ...]] = {
    "httpx": ("pipeline.adapters",),
    "httpcore": ("pipeline.adapters",),
    "warcio": ("pipeline.adapters",),
    "pandas": ("pipeline.adapters", "pipeline.loading"),
    "pyarrow": ("pipeline.adapters", "pipeline.schema", "pipeline.release"),
    "prefect": ("flows",),
    "flows": ("flows", "pipeline.cli.run", "pipeline.cli.doctor", "pipeline.cli.schedule"),  # lazily
    "demo": ("demo", "flows", "pipeline.cli"),
    "pipeline.adapters": (
        "pipeline.adapters", "pipeline.night", "pipeline.readings", "pipeline.workspace", "pipeline.verify.folder",
        "pipeline.doctor", "pipeline.loading", "pipeline.rereading", "pipeline.rebuilding", "pipeline.planning",
        "pipeline.cli", "flows",
    ),
    "pipeline.night": ("pipeline.cli", "pipeline.rebuilding", "flows"),
    "pipeline.site": ("pipeline.site", "pipeline.night", "pipeline.held_pages", "pipeline.verify.folder", "flows"),
    "jinja2": ("pipeline.site",),
    "pipeline.cli": ("pipeline.cli",),
    "pipeline.sources": ("pipeline.sources", "pipeline.cli", "flows"),
    "pipeline.link": (
        "pipeline.link", "pipeline.changes", "pipeline.build", "pipeline.night", "pipeline.workspace",
        "pipeline.adapters.releases", "pipeline.cli", "flows", "pipeline.rereading",
    ),
    "pipeline.normalise": (
        "pipeline.normalise", "pipeline.link", "pipeline.build", "pipeline.night", "pipeline.cli",
        "pipeline.probe", "pipeline.scaffold", "pipeline.repair",
    ),
    "pipeline.formats": (
        "pipeline.formats", "pipeline.sources", "pipeline.checks", "pipeline.probe", "pipeline.scaffold",
        "pipeline.explain", "pipeline.repair", "pipeline.archived_pages", "pipeline.cli",
    ),
    "pipeline.probe": ("pipeline.probe", "pipeline.scaffold", "pipeline.cli"),
    "pipeline.scaffold": ("pipeline.scaffold", "pipeline.repair", "pipeline.cli"),
    "pipeline.repair": ("pipeline.repair", "pipeline.cli"),
}  # fmt: skip
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}
MAY_READ_THE_CLOCK = ("pipeline.adapters", "flows", "demo")
NAMES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 60


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def import_faults(module: str, imported: set[str]) -> list[str]:
    return [
        f"{module} imports {target}; only {', '.join(places)} may"
        for target, places in ONLY_FROM.items()
        if any(_within(one, target) for one in imported)
        and not _within(module, target)
        and not any(_within(module, place) for place in places)
    ]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_run_one_way(path: Path) -> None:
    assert import_faults(_name(path), _imports(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_import_check_catches_planted_faults() -> None:
    assert import_faults("pipeline.normalise.text", {"httpx"})
    assert import_faults("pipeline.link.merge", {"pipeline.adapters.http"})
    assert import_faults("pipeline.formats.html", {"pipeline.normalise.dates"})
    assert import_faults("pipeline.night", {"pipeline.sources"})
    assert import_faults("pipeline.cli.look", {"flows.nightly"})
    assert not import_faults("pipeline.cli.run", {"flows.nightly"})


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_the_clock_is_an_argument(path: Path) -> None:
    if any(_within(_name(path), place) for place in MAY_READ_THE_CLOCK):
        return
    calls = [
        f"line {node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]
    assert calls == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    data_only = _name(path) in ("pipeline.schema_columns", "pipeline.models")  # declarations, nothing that runs
    assert data_only or len(text.splitlines()) <= MAX_MODULE_LINES
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_says_what_it_is(path: Path) -> None:
    if path.read_text(encoding="utf-8").strip():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_modules_import_each_other_without_cycles() -> None:
    trees = {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    graph = {name: _load_time_imports(tree) & trees.keys() - {name} for name, tree in trees.items()}
    assert _cycle(graph) == []


def _load_time_imports(tree: ast.Module) -> set[str]:
    """Modules needed at load time; `from package import module` needs that module (its package loads anyway)."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = {f"{node.module}.{alias.name}" for alias in node.names} & NAMES
            found |= modules or {node.module}
    return found


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()
    for start in sorted(graph):
        stack = [(start, [start])]
        while stack:
            node, way = stack.pop()
            for target in sorted(graph[node]):
                if target == start:
                    return [*way, start]
                if target not in done and target not in way:
                    stack.append((target, [*way, target]))
            done.add(node) if node == start else None
    return []
