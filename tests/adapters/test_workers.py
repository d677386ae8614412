"""A parser that hangs, crashes or eats memory costs one call; no child is left behind."""

from __future__ import annotations

import ctypes
import math
import operator
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.workers import ParserWorker
from pipeline.errors import ParseError
from pipeline.models import Capture, PageRole


@pytest.fixture(scope="module")
def worker():
    with ParserWorker(cpu_seconds=1, wall_seconds=10, memory_bytes=200 << 20) as running:
        yield running


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(pid: int) -> bool:
    limit = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < limit:
        time.sleep(0.01)
    return not is_alive(pid)


def test_a_result_comes_back_and_the_child_is_used_again(worker):
    first = worker.call(os.getpid)
    assert worker.call(math.factorial, 20) == 2432902008176640000
    assert worker.call(os.getpid) == first == worker.pid != os.getpid()


@pytest.mark.parametrize(
    ("function", "args", "sentence"),
    [
        (operator.truediv, (1, 0), "truediv failed: ZeroDivisionError: division by zero"),
        (sum, (range(10**15),), "sum used more than 1 seconds of processor time and was stopped"),
        (bytearray, (1 << 30,), "bytearray needed more than 200 MB of memory and was stopped"),
        (ctypes.string_at, (0,), "string_at crashed the parser process (SIGSEGV)"),
        (os._exit, (3,), "_exit crashed the parser process (exit status 3)"),
    ],
)
def test_a_bad_call_is_one_sentence_and_the_next_one_works(worker, function, args, sentence):
    with pytest.raises(ParseError) as caught:
        worker.call(function, *args)
    assert str(caught.value) == sentence
    assert worker.call(math.sqrt, 16) == 4


def test_a_capture_goes_in_and_what_a_parser_prints_does_not_come_out(worker, capfd):
    capture = Capture(
        capture_id="cap_1",
        source_id="saeule",
        run_id="2026-03-02.1",
        url="http://saeule.demo.test/",
        final_url="http://saeule.demo.test/",
        role=PageRole.LIST,
        status=200,
        failure=None,
        captured_at=datetime(2026, 3, 2, tzinfo=UTC),
        headers=(("ETag", '"1"'),),
        body=b"x" * 1_000_000,
    )
    assert worker.call(Capture.header, capture, "etag") == '"1"'
    assert worker.call(replace, capture) == capture
    worker.call(print, "gedruckt")
    assert capfd.readouterr().out == ""


def test_a_call_that_waits_for_ever_is_stopped():
    with ParserWorker(wall_seconds=1.0) as worker:
        worker.call(os.getpid)
        old = worker.pid
        with pytest.raises(ParseError, match=r"^sleep did not finish within 1 seconds and was stopped$"):
            worker.call(time.sleep, 3600)
        assert wait_until_gone(old)
        assert worker.call(math.sqrt, 16) == 4


def test_what_cannot_be_sent_is_refused(worker):
    with pytest.raises(ParseError, match="cannot be sent to the parser process"):
        worker.call(lambda: 1)


def test_the_child_is_gone_after_close():
    with ParserWorker() as worker:
        pid = worker.call(os.getpid)
    assert wait_until_gone(pid)
    assert worker.pid is None


def test_the_child_does_not_outlive_a_killed_parent():
    code = """
        import os, threading, time
        from pipeline.adapters.workers import ParserWorker
        worker = ParserWorker()
        print(worker.call(os.getpid), flush=True)
        worker.call(time.sleep, 3600)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert wait_until_gone(child)
