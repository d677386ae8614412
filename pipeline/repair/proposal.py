"""Which mend reproduces the last good night on the new page, and reads every archived night as before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import PipelineError
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.models import Capture, PageRole, Source
from pipeline.repair.edits import Form, Reader, edited
from pipeline.repair.known import Claim, Score, claims_of, score
from pipeline.repair.selectors import induce
from pipeline.scaffold.module import load_module

FEWEST = 3  # known announcements still ahead: with fewer, chance would prove anything
REPRODUCED = 0.9  # share of the known ones that must be found again
MODULES = ("wordpress_site", "contao", "any_site")
SURPLUS = 0.5  # share of new ones beside the known that is still believable


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A source's archive for a repair: `nights` are run days with their captures, oldest first, the last good one among
    them; `page_day` and `pages` the new night; `address` a new address of the list, if a person gave one.

    With `visit` a mended source's crawl of the new site is what it is judged by, instead of `pages`.
    """

    nights: Mapping[str, tuple[date, Sequence[Capture]]]
    last_good: str
    page_day: date
    pages: Sequence[Capture]
    address: str = ""
    visit: Callable[[Source], Sequence[Capture]] | None = None

    def pages_for(self, source: Source) -> Sequence[Capture]:
        """The new night as a mended source would fetch it."""
        return self.visit(source) if self.visit else self.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mend with its proof. `nights_read` of `nights_total` archived nights read as before; `is_proven` if it may be
    put before people as a mend."""

    reader: str
    form: Form
    text: str
    score: Score
    nights_read: int
    nights_total: int
    spoiled: tuple[str, ...]

    @property
    def is_proven(self) -> bool:
        """Enough known announcements found again, none with another date, not much else, no archived night spoiled."""
        return is_enough(self.score) and not self.spoiled


def is_enough(result: Score) -> bool:
    """Whether a reading of the new page is the old list."""
    return (
        result.known >= FEWEST
        and result.reproduced >= REPRODUCED * result.known
        and not result.contradicted
        and result.extra <= max(2.0, SURPLUS * result.known)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the source announced: `ahead` on the last good night and not past yet, `titles` of all of that night,
    `nights` every good night as the present module reads it."""

    ahead: tuple[Claim, ...]
    titles: frozenset[str]
    nights: Mapping[str, tuple[tuple[Claim, ...], frozenset[str]]]


def still_ahead(source: Source, evidence: Evidence) -> list[Claim]:
    """What the last good night announced and the new page must still show: dated that day or later."""
    day, captures = evidence.nights[evidence.last_good]
    claims, _ = claims_of(source, captures, day)
    return [claim for claim in claims if claim.last >= evidence.page_day]


def proposals(source: Source, text: str, evidence: Evidence) -> tuple[Proposal, ...]:
    """Mends of the module `text`, best first: the first that finds everything again, else all that are proven; unproven
    ones only where none is, for the story they tell."""
    before = {run: claims_of(source, captures, day) for run, (day, captures) in evidence.nights.items()}
    told = Told(
        ahead=tuple(still_ahead(source, evidence)),
        titles=frozenset(claim.title for claim in before[evidence.last_good][0]),
        nights=before,
    )
    is_silent = evidence.visit is None and not any(source.parse(page) for page in evidence.pages if page.has_body)
    found: list[Proposal] = []
    for reader in readers(evidence.pages, told.ahead):
        for form in Form:
            changed = edited(text, reader, form, evidence.address)
            one = _tried(source, changed, reader, form, told, evidence) if changed else None
            if one is not None and one.is_proven and one.score.reproduced == one.score.known:
                return (one,)
            found += [one] if one is not None else []
            if is_silent and one is not None and not is_enough(one.score):
                break  # in every other form it would read the new page the same way
    proven = [one for one in found if one.is_proven]
    return tuple(sorted(proven or found, key=_order))


def readers(pages: Sequence[Capture], known: Sequence[Claim]) -> Iterator[Reader]:
    """The present reader, every platform's module, then selectors induced from the titles on each page."""
    yield Reader()
    for module in MODULES:
        yield Reader(module=module)
    titles = frozenset(title for claim in known for title in (claim.title, claim.printed))
    for page in pages:
        if page.has_body and page.role is not PageRole.ROBOTS and not (looks_like_json(page) or looks_like_feed(page)):
            for selectors in induce(page, titles):
                yield Reader(selectors=selectors)


def _tried(source: Source, text: str, reader: Reader, form: Form, told: Told, evidence: Evidence) -> Proposal | None:
    """The mend as its text says it, tried on the new page, then on the archived nights if it passed there."""
    try:
        mended = load_module(text, source.source_id)
    except (PipelineError, SyntaxError, ImportError, NameError, TypeError):
        return None
    found, undated = claims_of(mended, evidence.pages_for(mended), evidence.page_day)
    result = score(told.ahead, found, undated, told.titles)
    spoiled = _spoiled(mended, evidence, told) if is_enough(result) else ()
    return Proposal(
        reader=reader.name,
        form=form,
        text=text,
        score=result,
        nights_read=len(evidence.nights) - len(spoiled),
        nights_total=len(evidence.nights),
        spoiled=spoiled,
    )


def _spoiled(mended: Source, evidence: Evidence, told: Told) -> tuple[str, ...]:
    """The archived nights from which the mended source reads something else than the present one."""
    found = []
    for run, (day, captures) in evidence.nights.items():
        claims, undated = claims_of(mended, captures, day)
        if frozenset(claims) != frozenset(told.nights[run][0]) or undated != told.nights[run][1]:
            found.append(run)
    return tuple(found)


def _order(one: Proposal) -> tuple[int, int, int, int, bool]:
    result = one.score
    form = list(Form).index(one.form)
    return (-result.reproduced, len(result.contradicted), result.extra, form, one.reader == "selectors")
