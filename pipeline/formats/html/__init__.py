"""List induction: the entries of a page nobody described, by structure and content."""

from pipeline.formats.html.lists import read_html

__all__ = ["read_html"]
