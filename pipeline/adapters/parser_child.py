"""The child process of workers.ParserWorker: takes calls from one connection until its parent is gone."""

from __future__ import annotations

import os
import pickle
import resource
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path


def main(descriptor: int) -> None:
    """Answer calls on the connection with that file descriptor; returns when the other end is closed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    line = Connection(descriptor)
    try:
        cpu_seconds, memory_bytes = line.recv()
        limit = _address_space() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        line.send_bytes(b"ready")
        while True:
            request = line.recv_bytes()
            _grant(cpu_seconds)
            line.send_bytes(_answer(request))
    except (EOFError, OSError):
        return


def _answer(request: bytes) -> bytes:
    try:
        function, args = pickle.loads(request)
        return pickle.dumps(("result", function(*args)))
    except MemoryError:
        return pickle.dumps(("memory", ""))
    except Exception as error:  # whatever a parser raises is the parent's to report
        return pickle.dumps(("error", f"{type(error).__name__}: {error}"))


def _grant(seconds: int) -> None:
    """Processor time for one more call; the kernel ends the process when it is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever written: this returns when the parent's end is closed
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
