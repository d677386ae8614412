"""Runs a function in a child process that can be killed: a page that hangs or crashes the parser costs one page."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pipeline.errors import ParseError

T = TypeVar("T")
_START_SECONDS = 60.0


class ParserWorker:
    """One child process, started when first needed, used again and again, replaced after it had to be killed.

    Limits of one call: seconds of processor, seconds of wall clock, and bytes of memory beyond what the child needs
    when it starts. Threads may share a worker; their calls wait for each other.
    """

    def __init__(self, *, cpu_seconds: int = 20, wall_seconds: float = 60.0, memory_bytes: int = 1 << 30) -> None:
        self._cpu_seconds = cpu_seconds
        self._wall_seconds = wall_seconds
        self._memory_bytes = memory_bytes
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def call(self, function: Callable[..., T], *args: Any) -> T:
        """`function(*args)` as the child computes it; function (module-level), arguments and result must be picklable.

        ParseError, in one sentence, if it raised, took too long, took too much memory or crashed. The next call works.
        """
        name = getattr(function, "__qualname__", repr(function))
        try:
            request = pickle.dumps((function, args))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise ParseError(f"{name} cannot be sent to the parser process: {error}") from error
        with self._lock:
            answer = self._ask(request, name)
        result: T = _open_answer(answer, name, self._memory_bytes)
        return result

    @property
    def pid(self) -> int | None:
        """The child's process id, None if there is none now."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the child; the worker may be used again afterwards."""
        if self._child is None or self._line is None:
            return
        self._line.close()
        self._child.kill()
        self._child.wait()
        if self._child.stdin:
            self._child.stdin.close()
        self._child, self._line = None, None

    def __enter__(self) -> ParserWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, request: bytes, name: str) -> bytes:
        try:
            line = self._start()
            line.send_bytes(request)
            if not line.poll(self._wall_seconds):
                raise ParseError(f"{name} did not finish within {self._wall_seconds:g} seconds and was stopped")
            return line.recv_bytes()
        except (EOFError, OSError) as error:
            raise ParseError(self._last_words(name)) from error
        except BaseException:
            self.close()  # an answer that comes after all must not be taken for the next call's
            raise

    def _last_words(self, name: str) -> str:
        child = self._child
        try:
            code = child.wait(timeout=5) if child else None
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        if code == -signal.SIGXCPU:
            return f"{name} used more than {self._cpu_seconds} seconds of processor time and was stopped"
        if code is None:
            return f"{name} gave no answer that could be read"
        how = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return f"{name} crashed the parser process ({how})"

    def _start(self) -> Connection:
        if self._child is not None and self._line is not None and self._child.poll() is None:
            return self._line
        self.close()
        ours, theirs = Pipe()
        command = [sys.executable, "-P", "-m", "pipeline.adapters.parser_child", str(theirs.fileno())]
        # its own session: Ctrl-C is for us to handle; its standard input tells it when we are gone
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,  # what a parser prints must not get into our JSON Lines
            pass_fds=(theirs.fileno(),),
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)},
        )
        theirs.close()
        self._line = ours
        ours.send((self._cpu_seconds, self._memory_bytes))
        if not ours.poll(_START_SECONDS):
            raise ParseError(f"the parser process did not start within {_START_SECONDS:g} seconds")
        ours.recv_bytes()  # ready: starting up is not charged to the first page
        return ours


def _open_answer(answer: bytes, name: str, memory_bytes: int) -> Any:
    outcome, value = pickle.loads(answer)
    if outcome == "result":
        return value
    if outcome == "memory":
        raise ParseError(f"{name} needed more than {memory_bytes >> 20} MB of memory and was stopped")
    raise ParseError(f"{name} failed: {value}")
