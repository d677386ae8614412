"""List induction: the entries of a page nobody described, by structure and content; and the article of a page of its
own."""

from pipeline.formats.html.detail import read_detail
from pipeline.formats.html.lists import read_html

__all__ = ["read_detail", "read_html"]
