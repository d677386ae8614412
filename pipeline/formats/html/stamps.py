"""Which days of an entry say when it was written rather than when something happens."""

from __future__ import annotations

import re

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.links import leads_to_page
from pipeline.formats.html.spans import Span, holder
from pipeline.formats.html.survey import Survey, words_of
from pipeline.formats.html.tables import cells_of, columns_of

_PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:published|updated|posted-on|post-date|entry-date|entry-meta|post-meta|byline|post__date"
    r"|blog-date|meta-date)(?:$|[\s_-])",
    re.I,
)
_BLOG = re.compile(
    r"(?:^|[\s_-])(?:post|hentry|blog|news|beitrag|artikel|article|layout_latest|entry)(?:$|[\s_-])", re.I
)
_CONTENT = re.compile(r"\b(?:entry|post|article)-content\b")
_EVENTFUL = re.compile(
    r"(?:^|[\s_-])(?:tribe|mec|vevent|events?\w*|termine?|veranstaltung(?:en)?|calendar|kalender|eventlist)(?:$"
    r"|[\s_-])",
    re.I,
)
# Words right before a day that make it the day of writing, changing or delivering, not of happening.
_OTHER_DAY_WORDS = re.compile(
    r"(?:(?:geschrieben|veröffentlicht|erstellt|aktualisiert|(?:ge|ver)ändert|bearbeitet|überarbeitet|verfasst"
    r"|eingestellt|hochgeladen|gepostet|schrieb|kommentierte|geboren|gegründet)(?:\s(?:am|von|um))?"
    r"|posted(?: on)?|published(?: on)?|last (?:updated|modified)"
    r"|(?:letzte|zuletzte?) (?:änderung|aktualisierung|geändert|aktualisiert|bearbeitet)(?: am| vom)?|stand|beitrag vom"
    r"|(?:lieferbar|erhältlich|verfügbar|gültig|gilt|in kraft|erschienen|gesendet"
    r"|mitglied|uploaded|created|seit(?: dem)?)(?: am| seit)?(?: ab| bis| vom| seit)?)\s*:?\s*(?:den\s)?$",
    re.I,
)


def is_publication(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether the day says when the post was written: by the element's class or the words before it."""
    if (
        is_said_to_be_other(survey, span, hit)
        or _dates_a_file(survey, span, hit)
        or _is_in_column(survey, span, hit, "written")
        or signs.is_count(survey.line_of(hit))
    ):
        return True
    node: Node | None = holder(span.node, hit.start, hit.end)
    while node is not None and node.depth >= span.node.depth and node.end - node.start < 200:
        if _PUBLISHED_CLASS.search(words_of(node)) or node.attribute("itemprop") in ("datePublished", "dateModified"):
            return True
        node = node.parent
    return _is_blog_stamp(survey, span, hit)


def is_said_to_be_other(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether the words before the day say that it was written, changed or delivered then."""
    return _OTHER_DAY_WORDS.search(survey.text(max(span.start, hit.start - 40), hit.start)) is not None


def _dates_a_file(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether the day stands at the end of a link to a file, after `vom`: the day of a document."""
    node = holder(span.node, hit.start, hit.end)
    is_file = node.tag == "a" and not leads_to_page(node)
    return is_file and re.search(r"\b(?:vom|of)\s$", survey.text(node.start, hit.start)) is not None


def _is_in_column(survey: Survey, span: Span, hit: signs.Hit, role: str) -> bool:
    if span.node.tag != "tr":
        return False
    roles = columns_of(survey, span.node)
    return any(
        roles.get(index) == role and cell.start <= hit.start < cell.end for index, cell in cells_of(survey, span.node)
    )


def _is_blog_stamp(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether a full day alone on its line, without weekday and clock, stamps a post of a blog or news list."""
    words = survey.text(hit.start, hit.end)
    start = survey.document.text.rfind("\n", max(0, hit.start - 100), hit.start) + 1
    line = survey.text(max(start, hit.start - 100), hit.end + 100).split("\n", 1)[0]
    rest = re.sub(r"^\W*\d{1,2}:\d\d\W*$", "", line.strip().removeprefix(words))
    if not hit.has_year or signs.has_weekday(words) or len(rest) > 3:
        return False
    if _starts_with_clock(survey, hit, span):
        return False
    node: Node | None = span.node
    names: list[str] = []
    while node is not None and len(names) < 6:
        names.append(_CONTENT.sub(" ", words_of(node)))
        node = node.parent
    is_blog = span.node.tag == "article" or _BLOG.search(" ".join(names[:3])) is not None
    return is_blog and not any(_EVENTFUL.search(name) for name in names)


def _starts_with_clock(survey: Survey, hit: signs.Hit, span: Span) -> bool:
    """Whether the line after the day begins with a time of day: a stamp has none there."""
    times = survey.times_in(hit.end, min(span.end, hit.end + 20))
    return bool(times) and re.fullmatch(r"\s*(?:ab|um|von)?\s*", survey.text(hit.end, times[0].start)) is not None
