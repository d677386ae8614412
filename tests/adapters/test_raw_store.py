"""The archive: readable by others, equal bytes for equal exchanges, nothing lost by a kill or a full disk."""

from __future__ import annotations

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from pipeline.adapters.exchange import Exchange
from pipeline.adapters.raw_store import RawStore
from pipeline.errors import StoreError
from pipeline.models import Failure, PageRole

URL = "http://saeule.demo.test/"


def exchange(body: bytes, **more) -> Exchange:
    headers = ((b"Content-Type", b"text/html"), (b"Transfer-Encoding", b"chunked"), (b"X-Ort", b"G\xf6rlitz"))
    return Exchange(**{"status": 200, "reason": "OK", "headers": headers, "raw": body, "body": body, **more})


def respond(writer, kit, body: bytes = b"da", url: str = URL, **more):
    return writer.write_response(
        url=url, final_url=url, role=PageRole.LIST, exchange=exchange(body), captured_at=kit.NIGHT, **more
    )


def fail(writer, kit, detail: str = "der Name ist\r\nunbekannt"):
    return writer.write_failure(
        url=URL, role=PageRole.LIST, failure=Failure.DNS, detail=detail, captured_at=kit.NIGHT, attempt=2
    )


@pytest.fixture
def three_nights(site, crawl, kit):
    """A night with a new page, one with 304, an equal body and a cut one, one with a site that is silent."""

    def conditional(connection, head):
        if "if-none-match" in head.lower():
            return kit.page(b"", "304 Not Modified", ETag='"1"')
        return kit.page(gzip.compress("Grüße".encode(), mtime=0), ETag='"1"', Content_Encoding="gzip", X_Ort="Grüße")

    site.answers.update({"/": conditional, "/gleich": kit.page("gleich"), "/leer": kit.page("")})
    crawl.night("/", "/gleich", "/leer", "/weg")
    site.answers["/cut"] = kit.page(gzip.compress(b"x" * 500)[:-9], Content_Encoding="gzip")
    crawl.night("/", "/gleich", "/cut", "http://fremd.example/", attempts=1)
    site.answers.clear()
    site.answers["/robots.txt"] = kit.page("", "500 No")
    crawl.night("/", attempts=1)
    return crawl


def test_other_readers_accept_the_archive(three_nights):
    for number in (1, 2, 3):
        path = three_nights.file(number)
        check = warcio_check(path)
        assert check.returncode == 0, check.stdout
        assert "digest pass" in check.stdout and "fail" not in check.stdout
        with path.open("rb") as stream:
            records = [(r.record_type, r.verify_block_digest()) for r in ArchiveIterator(stream, parse_http=False)]
        assert records[0][0] == WarcRecordType.warcinfo
        assert all(good for _, good in records)
        with path.open("rb") as stream:
            responses = ArchiveIterator(stream, record_types=WarcRecordType.response)
            assert all(r.verify_payload_digest() for r in responses)


def warcio_check(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from warcio.cli import main; main()", "check", "-v", str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def test_other_readers_find_the_body_behind_a_revisit(three_nights):
    with three_nights.file(1).open("rb") as stream:
        full = {
            r.rec_headers["WARC-Record-ID"]: r.content_stream().read()
            for r in WarcioIterator(stream)
            if r.rec_type == "response"
        }
    with three_nights.file(2).open("rb") as stream:
        revisits = [r.rec_headers for r in WarcioIterator(stream) if r.rec_type == "revisit"]
    assert [r["WARC-Profile"].rsplit("/", 1)[1] for r in revisits] == [
        "server-not-modified",
        "identical-payload-digest",
    ]
    assert [full[r["WARC-Refers-To"]].decode() for r in revisits] == ["Grüße", "gleich"]
    assert {r["WARC-Refers-To-Date"] for r in revisits} == {"2026-03-02T02:10:00Z"}


def test_each_record_is_one_gzip_member_at_the_place_its_index_names(three_nights):
    path = three_nights.file(1)
    lines = path.with_name("2026-03-02.1.cdxj").read_text().splitlines()[1:]
    assert [line.split(" ")[0] for line in lines] == sorted(line.split(" ")[0] for line in lines)
    assert lines[0].startswith("test,demo,saeule)/ 20260302021000 {")
    for entry in (json.loads(line.split(" ", 2)[2]) for line in lines):
        start, length = int(entry["offset"]), int(entry["length"])
        record = gzip.decompress(path.read_bytes()[start : start + length])
        assert record.startswith(b"WARC/1.1\r\n") and record.count(b"WARC/1.1\r\n") == 1
        assert f"WARC-Target-URI: {entry['url']}\r\n".encode() in record


def test_the_warcinfo_opens_the_file_and_tells_the_night(crawl, kit):
    with crawl.store.open_run("saeule", kit.run_of(), {"code-version": "abc", "http-delay": "2.0"}):
        pass
    facts = crawl.store.facts("saeule", "2026-03-02.1")
    assert facts["source"] == "saeule" and facts["run-id"] == "2026-03-02.1" and facts["sites"] == "demo"
    assert (facts["code-version"], facts["http-delay"]) == ("abc", "2.0")
    assert crawl.store.runs() == [kit.run_of()]
    assert crawl.store.load("saeule", "2026-03-02.1") == []


def test_equal_exchanges_give_equal_bytes(tmp_path, kit):
    files = []
    for folder in ("a", "b"):
        store = RawStore(tmp_path / folder)
        with store.open_run("saeule", kit.run_of(), {"x": "y"}) as writer:
            respond(writer, kit)
            fail(writer, kit)
        files.append({path.name: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()})
    assert files[0] == files[1]
    assert sorted(files[0]) == ["2026-03-02.1.cdxj", "2026-03-02.1.warc.gz"]


def test_what_was_written_is_what_is_read(tmp_path, kit):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(), {}) as writer:
        written = [respond(writer, kit, robots_rule="Allow: /ü"), fail(writer, kit)]
    assert store.load("saeule", "2026-03-02.1") == written
    page, failure = written
    assert page.header("x-ort") == "Görlitz" and page.header("transfer-encoding") == ""
    assert (failure.detail, failure.attempt, failure.status) == ("der Name ist unbekannt", 2, None)
    assert page.warc_file == "saeule/2026/2026-03-02.1.warc.gz"
    assert page.capture_id.startswith("cap_") and len(page.capture_id) == 20


def test_runs_are_in_the_order_of_day_and_number(tmp_path, kit):
    store = RawStore(tmp_path)
    for source, number, day in [("b", 10, 2), ("a", 2, 2), ("a", 10, 2), ("a", 1, 3)]:
        with store.open_run(source, kit.run_of(number, day=date(2026, 3, day)), {}):
            pass
    assert [run.run_id for run in store.runs()] == ["2026-03-02.2", "2026-03-02.10", "2026-03-03.1"]
    assert store.sources_of("2026-03-02.10") == ["a", "b"]
    assert store.next_run_id(date(2026, 3, 2)) == "2026-03-02.11"
    assert store.next_run_id(date(2026, 3, 9)) == "2026-03-09.1"


def test_a_night_is_written_once(tmp_path, kit):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(), {}):
        pass
    with pytest.raises(StoreError, match="exists already, and the archive is written once"):
        store.open_run("saeule", kit.run_of(), {})


def test_an_index_that_is_lost_or_broken_is_made_anew(three_nights):
    crawl = three_nights
    indexes = {path: path.read_bytes() for path in crawl.store.folder.rglob("*.cdxj")}
    before = [crawl.archived(number) for number in (1, 2, 3)]
    first, second, third = indexes
    first.unlink()
    second.write_text("!OpenWayback-CDXJ 1.0\nkaputt")
    third.write_bytes(b"")
    fresh = RawStore(crawl.store.folder)
    assert [fresh.load("saeule", f"2026-03-02.{number}") for number in (1, 2, 3)] == before
    assert {path: path.read_bytes() for path in indexes} == indexes
    assert fresh.reindex() == 3
    assert {path: path.read_bytes() for path in indexes} == indexes


@pytest.mark.parametrize("place", [0.3, 0.6, 0.95])
def test_a_damaged_file_is_named_and_never_read_as_something_else(tmp_path, kit, place):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(), {}) as writer:
        respond(writer, kit, os.urandom(4000))
    path = next(tmp_path.rglob("*.warc.gz"))
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"2026-03-02\.1\.warc\.gz cannot be read"):
        store.load("saeule", "2026-03-02.1")


def test_a_cut_file_is_named(tmp_path, kit):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(), {}) as writer:
        respond(writer, kit, os.urandom(4000))
    path = next(tmp_path.rglob("*.warc.gz"))
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(StoreError, match=r"2026-03-02\.1\.warc\.gz cannot be read"):
        store.load("saeule", "2026-03-02.1")


def test_a_lost_original_is_named_and_the_page_is_asked_for_as_if_new(three_nights, site, kit, caplog):
    crawl = three_nights
    crawl.file(1).unlink()
    crawl.file(1).with_name("2026-03-02.1.cdxj").unlink()
    crawl.store = RawStore(crawl.store.folder)
    with pytest.raises(StoreError, match=r"has no response cap_[0-9a-f]{16} to refer to"):
        crawl.archived(2)
    site.answers.update({"/robots.txt": kit.page(""), "/": kit.page("neu", ETag='"1"')})
    (capture,) = crawl.night("/")
    assert (capture.body, capture.revisit_of) == (b"neu", None)
    assert "if-none-match" not in site.heads[-1].lower()
    assert f"{URL} is asked for unconditionally" in caplog.text


# ---------------------------------------------------------------- what an interrupted night leaves

KILLED = """
    import os, signal, sys
    sys.path.insert(0, {tests!r})
    from pathlib import Path
    import conftest, test_raw_store
    store = conftest.RawStore(Path(sys.argv[1]))
    writer = store.open_run("saeule", conftest.run_of(2), {{}})
    for number in range(3):
        test_raw_store.respond(writer, conftest, b"seite %d" % number, f"http://saeule.demo.test/{{number}}")
    os.write(writer._file.fileno(), b"\\x1f\\x8b torn")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_night_is_none_but_nothing_of_it_is_lost(tmp_path, kit):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(1), {}) as writer:
        respond(writer, kit)
    code = textwrap.dedent(KILLED).format(tests=str(Path(__file__).parent))
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    before = store.runs(), store.load("saeule", "2026-03-02.1")
    (partial,) = RawStore(tmp_path).recover()
    assert partial.name == "2026-03-02.2.partial.warc.gz"
    assert not list(tmp_path.rglob("*.open"))
    assert (RawStore(tmp_path).runs(), store.load("saeule", "2026-03-02.1")) == before
    assert [run.run_id for run in store.runs()] == ["2026-03-02.1"]
    assert store.next_run_id(date(2026, 3, 2)) == "2026-03-02.3"
    with partial.open("rb") as stream:
        kept = [r.content_stream().read() for r in WarcioIterator(stream) if r.rec_type == "response"]
    assert kept == [b"seite 0", b"seite 1", b"seite 2"]
    assert warcio_check(partial).returncode == 0
    assert store.validators("saeule", "http://saeule.demo.test/0") is None
    assert store.recover() == []


def test_a_night_that_raises_is_none(tmp_path, kit):
    store = RawStore(tmp_path)
    with pytest.raises(RuntimeError), store.open_run("saeule", kit.run_of(), {}) as writer:
        respond(writer, kit)
        raise RuntimeError
    assert store.runs() == []
    with pytest.raises(StoreError, match="is left of an interrupted run and must be set aside first"):
        store.open_run("saeule", kit.run_of(), {})
    assert len(store.recover()) == 1


class FullDisk:
    """A file on a disk with room for `room` more bytes."""

    def __init__(self, inner, room: int) -> None:
        self.inner, self.room = inner, room

    def write(self, data) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self.inner.write(data[: self.room])
        self.room -= written
        return written

    def __getattr__(self, name):
        return getattr(self.inner, name)


def test_a_full_disk_is_one_sentence_and_what_was_stored_stays_readable(tmp_path, kit):
    store = RawStore(tmp_path)
    with store.open_run("saeule", kit.run_of(1), {}) as writer:
        first = respond(writer, kit)
    with pytest.raises(StoreError) as caught, store.open_run("saeule", kit.run_of(2), {}) as writer:
        second = respond(writer, kit)
        writer._file = FullDisk(writer._file, 100)
        respond(writer, kit, os.urandom(5000))
    path = tmp_path / "saeule/2026/2026-03-02.2.warc.gz.open"
    assert str(caught.value) == f"the disk is full, {path} could not be written on; what was stored before is untouched"
    assert store.load("saeule", "2026-03-02.1") == [first]
    assert [run.run_id for run in store.runs()] == ["2026-03-02.1"]
    (partial,) = store.recover()
    with partial.open("rb") as stream:
        ids = [r.rec_headers["Litfass-Capture-Id"] for r in WarcioIterator(stream) if r.rec_type == "response"]
    assert ids == [second.capture_id]


def test_a_night_that_could_not_be_written_is_none_even_if_the_caller_goes_on(tmp_path, kit):
    store = RawStore(tmp_path)
    with pytest.raises(StoreError, match="the disk is full"), store.open_run("saeule", kit.run_of(), {}) as writer:
        disk = writer._file = FullDisk(writer._file, 100)
        with pytest.raises(StoreError, match="the disk is full"):
            respond(writer, kit, os.urandom(5000))
        disk.room = 100_000
        with pytest.raises(StoreError, match="the disk is full"):
            respond(writer, kit)
    assert store.runs() == []


def test_check_names_what_is_wrong_and_is_silent_otherwise(three_nights):
    crawl = three_nights
    assert crawl.store.check() == []
    path = crawl.file(1)
    path.write_bytes(gzip_members(path.read_bytes())[:-1][0])
    (lost, *referring) = RawStore(crawl.store.folder).check()
    assert lost == f"{path} holds 0 responses, its index names 5; one of the two was changed"
    assert referring


def gzip_members(data: bytes) -> list[bytes]:
    starts = [at for at in range(len(data)) if data.startswith(b"\x1f\x8b\x08\x00", at)]
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, kit):
    (tmp_path / "saeule").write_text("keine Mappe")
    with pytest.raises(StoreError, match=r"2026-03-02\.1\.warc\.gz\.open cannot be written: Not a directory"):
        RawStore(tmp_path).open_run("saeule", kit.run_of(), {})
