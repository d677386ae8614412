"""The few exceptions; each carries fields, and its text is one sentence a maintainer can act on."""

from __future__ import annotations


class PipelineError(Exception):
    """Anything that Litfass itself reports. `str()` is one sentence: the place, what was found, what was expected."""

    def __init__(
        self,
        sentence: str,
        *,
        source_id: str = "",
        url: str = "",
        where: str = "",
        expected: str = "",
        found: str = "",
    ) -> None:
        super().__init__(sentence)
        self.source_id = source_id
        self.url = url
        self.where = where
        self.expected = expected
        self.found = found


class UsageError(PipelineError):
    """The call or a setting is wrong: exit status 2."""


class FetchError(PipelineError):
    """No usable response came."""


class BlockedError(FetchError):
    """A response came that is not the page: challenge, refusal, log-in."""


class ParseError(PipelineError):
    """A page could not be read; the capture stays in the archive."""


class StoreError(PipelineError):
    """Disk, archive or table trouble; nothing already stored is touched."""


class BusyError(PipelineError):
    """Another run holds the data folder."""


class CheckFailed(PipelineError):
    """A check on finished data found it not believable."""
