"""The short notation of the content files as HTML, as an editor of a small association would have typed it."""

from __future__ import annotations

import re
from html import escape, unescape

TEXTURE = {"–": "&#8211;", "„": "&#8222;", "“": "&#8220;", "‚": "&#8218;", "’": "&#8217;", "…": "&#8230;"}
EXCERPT_WORDS = 32


def html_of(text: str) -> str:
    """Blocks separated by an empty line; within a block a line break stays one.

    A block of lines `- …` is a list, of lines `| … |` a table, one that begins with a tag is HTML already.
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip())]
    return "\n\n".join(_block(block) for block in blocks if block)


def plain(html: str) -> str:
    """The text of a piece of HTML on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def texture(text: str) -> str:
    """Typographic characters as the numeric entities that WordPress writes."""
    for character, entity in TEXTURE.items():
        text = text.replace(character, entity)
    return text


def title_html(title: str) -> str:
    """A title as WordPress renders it, entities included."""
    return texture(escape(title, quote=False).replace("&amp;", "&#038;"))


def excerpt(html: str) -> str:
    """The first words of a text, with the bracketed dots of WordPress if there are more; escaped."""
    words = plain(html).split()
    short = " ".join(words[:EXCERPT_WORDS])
    return escape(short, quote=False) + (" [&hellip;]" if len(words) > EXCERPT_WORDS else "")


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines()]
    if block.startswith("<"):
        return block
    if all(line.startswith("- ") for line in lines):
        return "<ul>\n" + "\n".join(f"<li>{line[2:]}</li>" for line in lines) + "\n</ul>"
    if all(line.startswith("|") for line in lines):
        return "<table><tbody>\n" + "\n".join(_row(line) for line in lines) + "\n</tbody></table>"
    return "<p>" + "<br />\n".join(lines) + "</p>"


def _row(line: str) -> str:
    return "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.strip("|").split("|")) + "</tr>"
