"""The command `litfass`: it reads the call, prints results and turns faults into one sentence and an exit status."""

from __future__ import annotations

import sys

from cyclopts import App, CycloptsError

from pipeline import __version__
from pipeline.errors import PipelineError, UsageError

DONE, DEGRADED, USAGE, FAILED = 0, 1, 2, 3

_HELP = """Litfass reads the event announcements of partner sites every night, archives the pages, removes duplicates,
tracks what changed, and writes Parquet tables and one feed.

Exit status: 0 done; 1 done, but something is held, degraded or wrong in a line; 2 usage or bad input; 3 failed."""

# command -> module below pipeline.cli; imported only when called, so that `litfass dates` does not load pyarrow
_COMMANDS = {
    "run": "run",
    "collect": "run",
    "build": "run",
    "publish": "run",
    "rebuild": "run",
    "init": "init",
    "doctor": "doctor",
    "status": "status",
    "sources": "look",
    "probe": "probe",
    "new-source": "sources",
    "record": "sources",
    "repair": "repair",
    "schedule": "schedule",
    "show": "look",
    "changes": "look",
    "explain": "trace",
    "diff": "trace",
    "prune": "prune",
    "verify": "verify",
    "dates": "dates",
    "parse": "parse",
    "dedup": "dedup",
    "review": "rulings",
    "decide": "rulings",
    "match": "match",
}


def app() -> App:
    """The command line as cyclopts sees it."""
    root = App(name="litfass", help=_HELP, version=__version__, help_format="markdown")
    for name, module in _COMMANDS.items():
        root.command(f"pipeline.cli.{module}:{name.replace('-', '_')}", name=name)
    return root


def main() -> None:
    """Entry point: exit status as above; a fault is one sentence on stderr, never a traceback."""
    sys.exit(call(sys.argv[1:]))


def call(tokens: list[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        return _status(app()(tokens, exit_on_error=False, print_error=False, result_action="return_value"))
    except CycloptsError as error:
        print(f"litfass: {_one_line(str(error))} (litfass --help lists the commands)", file=sys.stderr)
        return USAGE
    except UsageError as error:
        print(f"litfass: {_one_line(str(error))}", file=sys.stderr)
        return USAGE
    except PipelineError as error:
        print(f"litfass: {_one_line(str(error))}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("litfass: interrupted; what was archived stays, the last release is untouched", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of our output went away, e.g. `litfass changes | head`
        sys.stderr.close()
        return DONE


def _status(result: object) -> int:
    return result if isinstance(result, int) else DONE


def _one_line(text: str) -> str:
    return " ".join(text.split())
