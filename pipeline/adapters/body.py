"""A response body as sent turned into the body as meant: gzip undone, with a bound."""

from __future__ import annotations

import zlib

from pipeline.models import Failure

_GZIP_MAGIC = b"\x1f\x8b"
_STEP = 1 << 16
_MAX_MEMBERS = 1000  # each costs a fresh start; nobody honest sends so many


class BodyRefused(Exception):
    """The body cannot be used: `failure` is the reason, the text one sentence without a subject."""

    def __init__(self, failure: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = failure


def decode_body(raw: bytes, encoding: str, limit: int) -> bytes:
    """`raw` with its Content-Encoding undone.

    Only gzip is undone (we ask for nothing else); any other encoding, or bytes that are not gzip, are refused as
    BAD_ENCODING, a body longer than `limit` bytes as TOO_LARGE, gzip that stops early as TRUNCATED.
    """
    name = encoding.strip().lower()
    if name in ("", "identity") or not raw:
        return _within(raw, limit)
    if name not in ("gzip", "x-gzip"):
        raise BodyRefused(Failure.BAD_ENCODING, f"came in the encoding '{name}', which was not asked for")
    return _gunzip(raw, limit)


def _within(raw: bytes, limit: int) -> bytes:
    if len(raw) > limit:
        raise BodyRefused(Failure.TOO_LARGE, f"is larger than {limit} bytes")
    return raw


def _gunzip(raw: bytes, limit: int) -> bytes:
    """All gzip members one after the other; what follows the last is padding, which gunzip ignores, too."""
    parts: list[bytes] = []
    rest = memoryview(raw)
    for _ in range(_MAX_MEMBERS):
        room = limit - sum(map(len, parts))
        member, used = _gunzip_member(rest, room, limit)
        parts.append(member)
        rest = rest[used:]
        if bytes(rest[:2]) != _GZIP_MAGIC:
            return b"".join(parts)
    raise BodyRefused(Failure.BAD_ENCODING, f"consists of more than {_MAX_MEMBERS} gzip members")


def _gunzip_member(data: memoryview, room: int, limit: int) -> tuple[bytes, int]:
    """The first member's bytes and how much of `data` it took; fed in steps, so that a bomb is never unpacked whole."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    out = bytearray()
    taken = 0
    while not inflater.eof:
        feed: bytes | memoryview = inflater.unconsumed_tail
        if not feed:
            feed = data[taken : taken + _STEP]
            taken += len(feed)
        out += (part := _inflate(inflater, feed))
        if len(out) > room:
            raise BodyRefused(Failure.TOO_LARGE, f"unpacks to more than {limit} bytes")
        if not part and not feed and not inflater.eof:
            raise BodyRefused(Failure.TRUNCATED, "was cut off inside its gzip data")
    return bytes(out), taken - len(inflater.unused_data)


def _inflate(inflater: zlib._Decompress, feed: bytes | memoryview) -> bytes:
    try:
        return inflater.decompress(feed, _STEP)
    except zlib.error as error:
        raise BodyRefused(Failure.BAD_ENCODING, f"says gzip, but is not ({error})") from error
