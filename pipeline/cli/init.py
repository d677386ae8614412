"""The command `litfass init`: a settings file with explanations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.errors import StoreError, UsageError
from pipeline.models import Sites
from pipeline.settings import settings_text

FILE = Path("litfass.toml")


def init(
    *,
    contact: Annotated[str | None, Parameter(help="mail address or page that you read, for the user agent")] = None,
    sites: Annotated[Sites, Parameter(help="demo or live")] = Sites.DEMO,
    data: Annotated[Path | None, Parameter(help="data folder")] = None,
    public_url: Annotated[str | None, Parameter(help="where feed and site will be published")] = None,
) -> int:
    """Write litfass.toml into this folder, every setting with its explanation and default; an existing file is kept.

    Example: `litfass init --sites live --contact crawler@verein.example --data live`
    """
    given = {"contact": contact, "sites": sites.value, "data": str(data) if data else None, "public_url": public_url}
    text = settings_text({name: value for name, value in given.items() if value is not None})
    try:
        with FILE.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise UsageError(f"{FILE.absolute()} exists already and is kept; edit it, or move it away") from error
    except OSError as error:
        raise StoreError(f"{FILE.absolute()} cannot be written: {error.strerror}", where=str(FILE)) from error
    print(f"written: {FILE.absolute()}")
    if sites is Sites.LIVE and contact is None:
        print("next: set contact in it; without one a live run refuses to start")
    print("next: `litfass doctor` says whether this machine is ready")
    return 0
