"""A source's module with another reader in it: alone, or beside the present one; as text and as a diff."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.formats.selected import Selectors

_PARSE = re.compile(r"^( +parse=)([A-Za-z_]\w*),$", re.M)
_FOLLOW = re.compile(r"^( +follow=)([A-Za-z_]\w*),$", re.M)
_IMPORT = re.compile(r"^from pipeline\.formats\.(\w+) import ([^\n(]*\bparse_site\b[^\n(]*)$", re.M)
_MODELS = re.compile(r"^from pipeline\.models import ([^\n(]+)$", re.M)
_ADDRESSES = re.compile(r"addresses=(list_addresses\([^()]*\)|\([^()]*\))")
_FUTURE = "from __future__ import annotations\n"
_SOURCE = "SOURCE = Source("


class Form(StrEnum):
    """How the other reader stands to the present one, which read the older nights."""

    ALONE = "instead of the present reader"
    AFTER = "where the present reader finds nothing"
    BEFORE = "and where it finds nothing, the present reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a module can rest on: a module of pipeline.formats with parse_site and follow_site, or selectors; neither:
    the present reader at a new address."""

    module: str = ""
    selectors: Selectors | None = None

    @property
    def name(self) -> str:
        """For people."""
        if self.selectors is not None:
            return "selectors"
        return f"formats.{self.module}" if self.module else "the present reader"

    @property
    def is_present(self) -> bool:
        """Whether nothing but the address changes."""
        return not self.module and self.selectors is None


def edited(text: str, reader: Reader, form: Form, address: str = "") -> str | None:
    """The module's text with that reader, and with a further address before those of its first list if one is given.

    None if the module is not of the usual form: `parse=name,` on a line of SOURCE, imports on one line each.
    """
    if not _PARSE.search(text) or not _MODELS.search(text) or _SOURCE not in text:
        return None
    if reader.is_present:
        changed: str | None = text if form is Form.ALONE and address else None
    else:
        changed = _other_reader(text, reader, form)
    if changed and address:
        changed = _ADDRESSES.sub(lambda match: f"addresses={_with_address(match[1], address)}", changed, count=1)
    return changed


def _other_reader(text: str, reader: Reader, form: Form) -> str | None:
    return _swapped(text, reader) if form is Form.ALONE and reader.module else _wrapped(text, reader, form)


def _swapped(text: str, reader: Reader) -> str | None:
    """The same names from another module."""
    match = _IMPORT.search(text)
    names = [name.strip() for name in match[2].split(",")] if match else []
    if match is None or match[1] == reader.module or "follow_site" not in names:
        return None
    rest = [name for name in names if name not in ("parse_site", "follow_site")]
    lines = [f"from pipeline.formats.{reader.module} import follow_site, parse_site"]
    lines += [f"from pipeline.formats.{match[1]} import {', '.join(rest)}"] if rest else []
    return text[: match.start()] + "\n".join(sorted(lines)) + text[match.end() :]


def _wrapped(text: str, reader: Reader, form: Form) -> str:
    """The module with functions of its own that ask one reader, then the other."""
    old_parse, old_follow = _name(_PARSE, text), _name(_FOLLOW, text)
    imports, constant, parse_new, follow_new = _words(reader)
    parses = _ordered(form, f"{old_parse}(capture)", parse_new)
    follows = _ordered(form, f"{old_follow}(capture, raws)" if old_follow else "", follow_new)
    body = (
        f"{constant}def parse_relaunched(capture: Capture) -> Sequence[RawAnnouncement]:\n"
        f"    return {parses}\n\n\n"
        "def follow_relaunched(capture: Capture, raws: Sequence[RawAnnouncement]) -> Sequence[Follow]:\n"
        f"    return {follows}\n\n\n"
    )
    follow_line = r"\g<1>follow_relaunched," if old_follow else ""
    text = _PARSE.sub(r"\g<1>parse_relaunched," + ("" if old_follow else "\n    follow=follow_relaunched,"), text)
    text = _FOLLOW.sub(follow_line, text) if old_follow else text
    text = text.replace("from pipeline.models import", f"{imports}from pipeline.models import", 1)
    text = text.replace(_SOURCE, f"{body}{_SOURCE}", 1)
    text = _MODELS.sub(lambda match: _models(match[1]), text, count=1)
    if "from collections.abc import Sequence" not in text:
        text = text.replace(_FUTURE, f"{_FUTURE}\nfrom collections.abc import Sequence\n", 1)
    return _without_import(text, (old_parse, old_follow)) if form is Form.ALONE else text


def _name(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[2] if match else ""


def _ordered(form: Form, old: str, new: str) -> str:
    calls = {Form.ALONE: (new,), Form.AFTER: (old, new), Form.BEFORE: (new, old)}[form]
    return " or ".join(call for call in calls if call)


def _words(reader: Reader) -> tuple[str, str, str, str]:
    """Import lines, constant, and the calls of the reader's parse and follow."""
    if reader.selectors is None:
        line = f"from pipeline.formats.{reader.module} import "
        imports = f"{line}follow_site as follow_new\n{line}parse_site as parse_new\n"
        return imports, "", "parse_new(capture)", "follow_new(capture, raws)"
    given = {name: getattr(reader.selectors, name) for name in ("entry", "title", "date", "place")}
    written = ", ".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in given.items() if value)
    imports = "from pipeline.formats.selected import Selectors, follow_selected, read_selected\n"
    return (
        imports,
        f"LIST = Selectors({written})\n\n\n",
        "read_selected(capture, LIST)",
        "follow_selected(capture, raws)",
    )


def _models(names: str) -> str:
    wanted = {name.strip() for name in names.split(",")} | {"Capture", "Follow", "RawAnnouncement"}
    return f"from pipeline.models import {', '.join(sorted(wanted))}"


def _without_import(text: str, names: tuple[str, str]) -> str:
    """Take names that nothing uses any more out of the readers' import line."""
    match = _IMPORT.search(text)
    if match is None:
        return text
    kept = [name.strip() for name in match[2].split(",") if name.strip() not in names]
    line = f"from pipeline.formats.{match[1]} import {', '.join(kept)}\n" if kept else ""
    return text[: match.start()] + line + text[match.end() + 1 :]


def _with_address(value: str, address: str) -> str:
    quoted = json.dumps(address, ensure_ascii=False)
    return f"({quoted}, *{value})" if value.startswith("list_addresses") else f"({quoted}, {value[1:]}"


def unified_diff(before: str, after: str, path: str) -> str:
    """The change as `git apply` takes it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    return "".join(lines)
