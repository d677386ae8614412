"""Which code reads: a digest of the modules between an archived page and a table."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_READING = ("formats", "sources", "normalise", "link", "checks", "models.py", "vocabulary.py", "pages.py", "berlin.py")


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """16 hex digits over the source of every module that has a say in what a page means, and over the sidecars of the
    sources; equal on every machine that has the same code."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for name in _READING:
        top = root / name
        for path in [top] if top.is_file() else sorted(p for p in top.rglob("*") if p.suffix in (".py", ".toml")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def code_digest() -> str:
    """16 hex digits over every file of the package, templates and styles among them: what a release was made by."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
