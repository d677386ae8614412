"""Documents that would rot are held against the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import _COMMANDS, call
from pipeline.schema_docs import data_dictionary

ROOT = Path(__file__).resolve().parents[1]


def test_the_data_dictionary_is_the_schema() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == data_dictionary()


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call([command, "--help"]) == 0
    assert "xample" in capsys.readouterr().out


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_has_its_line_in_the_list_of_commands(command: str) -> None:
    lines = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith((f"| `litfass {command}`", f"| `litfass {command} "))]


def test_the_readme_names_both_commands_and_every_document() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in text and "make test" in text
    for path in (ROOT / "docs").glob("*.md"):
        assert f"docs/{path.name}" in text
