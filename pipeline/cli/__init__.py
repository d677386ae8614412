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

# command -> (module below pipeline.cli, what it does); imported only when called, so that `litfass dates` does not load
# pyarrow
_COMMANDS = {
    "run": ("run", "tonight: collect, build and publish"),
    "collect": ("run", "tonight's pages into the archive"),
    "build": ("run", "the oldest archived night, into staging"),
    "publish": ("run", "what is staged becomes the current release"),
    "rebuild": ("run", "every night again from the archive, offline"),
    "init": ("init", "write litfass.toml with every setting explained"),
    "doctor": ("doctor", "is this machine ready"),
    "status": ("status", "the morning look"),
    "sources": ("look", "the sources with their health"),
    "probe": ("probe", "what could read this address"),
    "new-source": ("sources", "an address becomes a tested source"),
    "record": ("sources", "refresh a source's fixtures"),
    "repair": ("repair", "propose a mend after a relaunch"),
    "schedule": ("schedule", "serve the nightly run"),
    "show": ("look", "an event's story"),
    "changes": ("look", "what changed, in German sentences"),
    "explain": ("trace", "where a published value came from"),
    "diff": ("trace", "what differs between two releases"),
    "prune": ("prune", "remove old releases"),
    "verify": ("verify", "digests, keys, joins, feed, archive"),
    "dates": ("dates", "read the dates of German texts (JSON Lines)"),
    "parse": ("parse", "read a saved page (JSON Lines)"),
    "dedup": ("dedup", "same text, same event, same series (JSON Lines)"),
    "review": ("rulings", "what waits for a person"),
    "decide": ("rulings", "a person's word: same, different, field, hide"),
    "accept": ("rulings", "release what a night withheld, once"),
    "match": ("match", "follow entries from night to night (JSON Lines)"),
}


def app(*, is_list: bool = False) -> App:
    """The command line as cyclopts sees it; for the list of commands each has its short line, since that list must not
    import them all."""
    root = App(name="litfass", help=_HELP, version=__version__, help_format="markdown")
    for name, (module, does) in _COMMANDS.items():
        root.command(
            f"pipeline.cli.{module}:{name.replace('-', '_')}", name=name, **({"help": does} if is_list else {})
        )
    return root


def main() -> None:
    """Entry point: exit status as above; a fault is one sentence on stderr, never a traceback."""
    sys.exit(call(sys.argv[1:]))


def call(tokens: list[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        is_list = not tokens or tokens[0] in ("--help", "-h")
        return _status(
            app(is_list=is_list)(tokens, exit_on_error=False, print_error=False, result_action="return_value")
        )
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
