"""What a night withholds from publication until a person releases it, and the digest that such a word is bound to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.checks import Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Of one source: announcements whose removal is withheld, and per field those whose emptied value is; the last good
    values stay."""

    source_id: str
    reason: Absence
    sentence: str
    removals: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """16 hex digits over what is withheld: a word for this night releases exactly this."""
        parts = [*self.removals, *(f"{name}={','.join(self.fields[name])}" for name in sorted(self.fields))]
        return hashlib.blake2b("\x1f".join((self.source_id, *parts)).encode(), digest_size=8).hexdigest()
