"""WordPress's own interface (`/wp-json/wp/v2/…`): posts as announcements, a category's name as the way to its posts."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.formats.entries import announcement, whole
from pipeline.formats.fragments import rich
from pipeline.formats.moments import is_iso, rewritten
from pipeline.formats.pointers import as_text, follow, join
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, issue, nothing
from pipeline.formats.structured import looks_like_json, structured_value
from pipeline.models import Capture, Follow, Issue, PageRole, Printed, RawAnnouncement

READER = "wordpress"
PER_PAGE = 100
_LOOKUP = re.compile(r"/wp-json/wp/v2/(categories|tags)/?(?:\?|$)|rest_route=/wp/v2/(categories|tags)")


def read_wordpress(capture: Capture) -> Reading:
    """The posts of a `/wp-json/wp/v2/posts` answer (also other post types); paths are pointers such as
    `/0/title/rendered`.

    The key is the post's guid, which survives a changed address. An answer that is an error or a list of categories
    says so.
    """
    if not looks_like_json(capture):
        return nothing(READER, "This is no JSON.")
    value = structured_value(capture)
    if isinstance(value, dict) and "code" in value and "message" in value:
        problem = issue(capture, "rest_error", capture.url, "a list of posts", as_text(value["message"]))
        return nothing(READER, f"WordPress answered with the error {as_text(value['code'])!r}.", (problem,), sure=0.5)
    posts, prefix = ([value], "") if isinstance(value, dict) else (value, "/{}")
    if not isinstance(posts, list):
        return nothing(
            READER, "The JSON could not be read.", (issue(capture, "json_broken", "", "JSON", "unreadable"),)
        )
    raws: list[RawAnnouncement] = []
    issues: list[Issue] = []
    for number, post in enumerate(posts[:MAX_ANNOUNCEMENTS]):
        if not _is_post(post):
            issues.append(issue(capture, "item_unreadable", f"/{number}", "a post with title and link", str(post)))
            continue
        raws.append(_post(capture, value, post, prefix.format(number), len(raws)))
    if not raws and posts:
        return nothing(READER, "The JSON holds no WordPress posts.")
    is_empty = not posts and "/wp-json/" in capture.url
    if not raws:
        return nothing(READER, "WordPress has no posts here.", sure=0.9 if is_empty else 0.0)
    why = f"{len(raws)} posts from WordPress's interface."
    return Reading(reader=READER, sure=0.95, announcements=tuple(raws), why=why, issues=tuple(issues))


def follow_wordpress(capture: Capture) -> tuple[Follow, ...]:
    """Where an answer leads: a category look-up to its posts, a page of posts to the next one (`X-WP-TotalPages`)."""
    if _LOOKUP.search(capture.url):
        return posts_of_category(capture)
    parts = urlsplit(capture.final_url or capture.url)
    if "wp-json/" not in capture.url and "rest_route=" not in capture.url:
        return ()
    query = dict(parse_qsl(parts.query))
    total, page = _number(capture.header("x-wp-totalpages")), _number(query.get("page", "1"))
    if page < 1 or page >= total:
        return ()
    query["page"] = str(page + 1)
    return (Follow(url=urlunsplit(parts._replace(query=urlencode(query))), role=PageRole.LIST),)


def posts_of_category(capture: Capture) -> tuple[Follow, ...]:
    """From the answer of `/wp-json/wp/v2/categories?slug=…` (or tags) to the posts of every category in it."""
    value = structured_value(capture) if looks_like_json(capture) else None
    match = _LOOKUP.search(capture.url)
    if not isinstance(value, list) or not match:
        return ()
    kind = match.group(1) or match.group(2)
    parts = urlsplit(capture.final_url or capture.url)
    path = re.sub(r"/(categories|tags)/?$", "/posts", parts.path)
    found: list[Follow] = []
    for item in value:
        number = item.get("id") if isinstance(item, dict) else None
        if isinstance(number, int) and not isinstance(number, bool):
            query = urlencode({kind: number, "per_page": PER_PAGE, "_embed": "wp:term"})
            found.append(Follow(url=urlunsplit((parts.scheme, parts.netloc, path, query, "")), role=PageRole.LIST))
    return tuple(found)


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(post.get("title"), dict | str) and "link" in post and "id" in post


def _post(capture: Capture, value: Any, post: dict[str, Any], here: str, position: int) -> RawAnnouncement:
    fields: dict[str, Printed | None] = {
        "title": _rendered(value, here, "title"),
        "text": _rendered(value, here, "content") or _rendered(value, here, "excerpt"),
        "url": _plain(value, join(here, "link")),
        "published": _utc(value, here, "date_gmt") or _plain(value, join(here, "date")),
        "updated": _utc(value, here, "modified_gmt") or _plain(value, join(here, "modified")),
    }
    guid = as_text(follow(value, join(here, "guid", "rendered"))) or as_text(post.get("guid"))
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields=fields,
        link=as_text(post.get("link")),
        guid=html.unescape(guid),
        post_id=as_text(post.get("id")),
        categories=_terms(post),
    )


def _rendered(value: Any, here: str, name: str) -> Printed | None:
    for pointer in (join(here, name, "rendered"), join(here, name)):
        text = as_text(follow(value, pointer))
        if text.strip():
            return rich(text, pointer)
    return None


def _plain(value: Any, pointer: str) -> Printed | None:
    text = as_text(follow(value, pointer))
    return whole(text, pointer) if text else None


def _utc(value: Any, here: str, name: str) -> Printed | None:
    """WordPress prints UTC without saying so; the path ends in `!utc` because the Z is ours."""
    pointer = join(here, name)
    text = as_text(follow(value, pointer))
    moment = rewritten(text, "utc")
    return whole(moment, pointer + "!utc") if is_iso(moment) and not text.startswith("0000") else None


def _terms(post: dict[str, Any]) -> list[str]:
    """Names of embedded categories and tags."""
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    names: list[str] = []
    for group in groups if isinstance(groups, list) else []:
        for term in group if isinstance(group, list) else []:
            if isinstance(term, dict) and isinstance(term.get("name"), str):
                names.append(html.unescape(term["name"]))
    return names


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
