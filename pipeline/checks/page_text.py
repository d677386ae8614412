"""A page's words, sorted by what they are: heads, its own text, everything that is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from pipeline.formats.document import is_too_deep

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CHROME = (
    "nav, header, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [hidden], [aria-hidden=true]"
)
_CONSENT = re.compile(r"cookie|consent|gdpr|dsgvo|cmplz|borlabs|klaro|usercentrics|onetrust|cc-(?:window|banner)", re.I)
_SIDE = re.compile(
    r"^(?:sidebar|widget-area|menu|main-menu|breadcrumbs?|navbar|navigation|site-footer|site-header)$", re.I
)
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:\d{1,2}\.|(?:jan|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}\b|\b20\d\d-\d\d-\d\d\b",
    re.I,
)
_BLOCK_END = "\n"
MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """`heads`: title and h1; `head_parts`: the title cut at its separators, and each h1 whole; `main`: the text without
    menus, footers and cookie questions, lines kept; `own`: the same without its heads; `full`: all that is shown."""

    heads: tuple[str, ...]
    head_parts: tuple[str, ...]
    main: str
    own: str
    full: str
    noscript: str
    body_class: str
    asks_password: bool
    markup: str

    @property
    def is_dated(self) -> bool:
        """Whether its own text has a written day: what stands in for a page rarely has one."""
        return bool(_DAY.search(self.main))

    @property
    def n_days(self) -> int:
        """How many written days its own text has."""
        return len(_DAY.findall(self.main))


def page_text(markup: str) -> PageText:
    """The words of an HTML page; a page too long or nested too deeply gives its raw characters as text."""
    if len(markup) > MAX_CHARACTERS or is_too_deep(markup):
        flat = _tidy(re.sub(r"<[^>]{0,2000}>", " ", markup[:MAX_CHARACTERS]))
        return PageText(heads=(), head_parts=(), main=flat, own=flat, full=flat, noscript="", body_class="",
                        asks_password=False, markup="")  # fmt: skip
    tree = LexborHTMLParser(markup if markup.strip() else "<html></html>")
    noscript = " ".join(node.text(separator=" ") for node in tree.css("noscript"))
    title = _first_text(tree, "head title, title")
    tree.strip_tags(["script", "style", "template", "svg", "noscript", "title"])
    heads = [_tidy(node.text(separator=" ")) for node in tree.css("h1")][:5]
    body = tree.body
    classes = f"{(body.attributes.get('class') or '')} {(body.attributes.get('id') or '')}" if body else ""
    full = _shown(tree)
    password = tree.css_first("input[type=password]") is not None
    _drop_chrome(tree)
    main = _shown(tree)
    for node in tree.css("h1"):
        node.decompose()
    title_parts = [part.strip() for part in re.split(r"\s+[|–—•·:»«/-]\s+|\s*[|»«]\s*", title) if part.strip()]
    return PageText(
        heads=tuple(one for one in (title, *heads) if one),
        head_parts=(*title_parts, *(one for one in heads if one)),
        main=main,
        own=_shown(tree),
        full=full,
        noscript=_tidy(noscript),
        body_class=classes,
        asks_password=password,
        markup=markup,
    )


def _drop_chrome(tree: LexborHTMLParser) -> None:
    for node in tree.css(_CHROME):
        node.decompose()
    for node in tree.css("[class], [id]"):
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag not in ("html", "body", "main") and (
            _CONSENT.search(name) or any(_SIDE.fullmatch(word) for word in name.split())
        ):
            node.decompose()


def _first_text(tree: LexborHTMLParser, css: str) -> str:
    node = tree.css_first(css)
    return _tidy(node.text(separator=" ")) if node else ""


def _shown(tree: LexborHTMLParser) -> str:
    """The text with one line for each run of text between tags."""
    root = tree.body or tree.root
    if root is None:
        return ""
    lines = (_tidy(line) for line in root.text(separator=_BLOCK_END).split(_BLOCK_END))
    return _BLOCK_END.join(line for line in lines if line)


def _tidy(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


_CLOSED = ("div", "section", "main", "article", "ul", "ol", "table", "script", "a", "span")


def is_cut(markup: str) -> bool:
    """Whether an HTML page ends in the middle: it opens html or body, closes neither, and leaves other elements open
    that no author may leave open (HTML Living Standard, 13.1.2.4 optional tags)."""
    tail = markup[-2000:].lower()
    if "</html" in tail or "</body" in tail:
        return False
    lowered = markup.lower()
    if "<html" not in lowered and "<body" not in lowered:
        return False
    if tail.rfind("<") > tail.rfind(">"):
        return True
    bare = re.sub(r"<!--.*?(?:-->|\Z)", "", lowered, flags=re.S)
    return any(len(re.findall(rf"<{tag}[\s>]", bare)) > bare.count(f"</{tag}") for tag in _CLOSED)
