"""Bytes to text: what a page's text is, where its nodes are, and what is refused."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest

from pipeline.formats.charset import decode
from pipeline.formats.document import (
    MAX_CHARACTERS,
    is_too_deep,
    link_of,
    node_text,
    open_document,
    path_of,
    resolve,
    select,
)
from tests.formats.shapes import LISTS, capture_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>eins</p><p>zwei</p>", "eins\nzwei"),
        ("eins<br>zwei", "eins\nzwei"),
        ("  viel \n  Raum\t hier ", "viel Raum hier"),
        ("<table><tr><td>Datum:</td><td><p>3. Mai</p></td></tr><tr><td>Ort:</td><td></td></tr></table>", "Datum:\t3. Mai\nOrt:"),
        ("<dl><dt>Wo</dt><dd>Hof</dd><dd>Saal</dd></dl>", "Wo\tHof\nSaal"),
        ("<a>Weiterlesen</a><a>k.A. | Projekt</a>", "Weiterlesen k.A. | Projekt"),
        ("<strong>9:15</strong>Ankunft", "9:15 Ankunft"),
        ("<span>Gedenkstätten</span><span>Ort:</span>", "Gedenkstätten Ort:"),
        ("<span>17:00</span><span>17:30</span>", "17:00 17:30"),
        ("Migrant<em>*innen</em>", "Migrant*innen"),
        ("W<b>erk</b>statt", "Werkstatt"),
        ("CO<sub>2</sub>", "CO2"),
        ("<a href=x>Verein</a>e", "Vereine"),
        ("a<script>var b = 'c';</script><style>p{}</style><template>t</template><!-- d -->e", "ae"),
        ("<pre>eins\nzwei</pre>", "eins\nzwei"),
    ],
)  # fmt: skip
def test_text_of_a_page(markup: str, text: str) -> None:
    assert open_document(capture_of(markup)).text == text


@pytest.mark.parametrize("name", LISTS)
def test_every_node_is_found_again_by_its_path(name: str) -> None:
    document = open_document(capture_of(LISTS[name]))
    for node in document.root.walk():
        assert resolve(document, path_of(node)) is node
        assert node_text(document, node) == node_text(document, node).strip(" \t\n")


def test_tags_with_odd_names_have_paths_too() -> None:
    document = open_document(capture_of("<o:p>x</o:p><o:p>y</o:p>"))
    node = select(document, "body")[0].children[1]
    assert path_of(node) == r"html>body>o\:p:nth-of-type(2)"
    assert resolve(document, path_of(node)) is node


@pytest.mark.parametrize(
    ("head", "href", "url"),
    [
        ("", "x.html", "https://verein.example/termine/x.html"),
        ('<base href="/neu/">', "x.html", "https://verein.example/neu/x.html"),
        ('<base href="javascript:1">', "x.html", "https://verein.example/termine/x.html"),
        ("", "//anders.example/y", "https://anders.example/y"),
        ("", "javascript:alert(1)", ""),
        ("", " java\tscript:alert(1)", ""),
        ("", "mailto:a@b.example", ""),
        ("", "#oben", ""),
        ("", "http://[kaputt", ""),
        ("", "http://h:99999/", ""),
    ],
)
def test_links(head: str, href: str, url: str) -> None:
    document = open_document(capture_of(f'<head>{head}</head><a href="{href}">x</a>'))
    assert link_of(document, select(document, "a")[0]) == url


def test_deep_elements_are_read_as_part_of_their_ancestor() -> None:
    document = open_document(capture_of("<div>" * 600 + "tief" + "</div>" * 600))
    assert document.text == "tief"
    assert max(node.depth for node in document.root.walk()) <= 251


@pytest.mark.parametrize(
    ("body", "issue_class"),
    [
        (b"<div>" * 200_000, "too_deep"),
        ("".join(f"<b a={n}>" for n in range(900)).encode() + b"<p>" * 100_000, "too_deep"),
        (b"<p>x" * (MAX_CHARACTERS // 4 + 1), "too_large"),
    ],
)
def test_what_would_cost_too_much_is_refused(body: bytes, issue_class: str) -> None:
    document = open_document(capture_of(body))
    assert document.text == ""
    assert [issue.issue_class for issue in document.issues] == [issue_class]


def test_a_long_list_of_unclosed_items_is_not_deep() -> None:
    assert not is_too_deep("<ul>" + "<li>x<p>y" * 5_000 + "</ul>" + "<br>" * 5_000)


@pytest.mark.parametrize(
    ("body", "content_type", "issues"),
    [
        ("Grüße".encode(), "text/html; charset=utf-8", 0),
        ("Grüße".encode("cp1252"), "text/html; charset=utf-8", 1),
        ("Grüße".encode("cp1252"), "text/html; charset=windows-1252", 0),
        ("Grüße".encode("cp1252"), "text/html", 0),
        ("Grüße".encode(), "text/html; charset=iso-8859-1", 1),
        ("Grüße".encode("utf-8-sig"), "text/html; charset=iso-8859-1", 0),
        ("Grüße".encode("utf-16"), "text/html", 0),
        ("<p>Grüße aus dem Garten".encode("utf-16-le"), "text/html", 1),
        (b"Gr\x00\xc3\xbc\x00\xc3\x9fe", "text/html; charset=utf-8", 0),
        ("Grüße".encode() + b"\xc3", "text/html; charset=utf-8", 0),
        ("Grüße".encode(), "text/html; charset=rot13", 0),
        ("<meta charset=windows-1252>Grüße".encode("cp1252"), "text/html", 0),
        ("<meta charset=windows-1252>Grüße".encode(), "text/html", 1),
    ],
)
def test_characters(body: bytes, content_type: str, issues: int) -> None:
    text, found = decode(capture_of(body, content_type=content_type))
    assert "Grüße" in text
    assert len(found) == issues
