"""The steps from a printed announcement to a typed one, each a function of draft and context."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from pipeline.models import DateBasis, DateKind, Kind, Role, State, Status
from pipeline.normalise.date_claims import choose_dates
from pipeline.normalise.dates import read_dates
from pipeline.normalise.draft import Context, Draft, told, trace, traced
from pipeline.normalise.kinds import read_kind
from pipeline.normalise.languages import read_languages
from pipeline.normalise.offers import read_audience, read_price, read_registration
from pipeline.normalise.organisers import body_claim, find_organisers
from pipeline.normalise.status import read_status
from pipeline.normalise.structured import read_published, read_status_word, structured_dates, with_clock
from pipeline.normalise.text import clean, clean_line, excerpt
from pipeline.normalise.topics import read_topics

_NAVIGATION = re.compile(
    r"(?:weiterlesen|mehr(?: lesen| erfahren| infos?)?|zurück|vor|nächste(?: seite)?|seite \d+|archiv"
    r"|startseite|home|impressum|datenschutz(?:erklärung)?|kontakt"
    r"|suche|menü|alle (?:veranstaltungen|termine)|veranstaltungen|termine|aktuelles|news|ältere (?:beiträge"
    r"|einträge)|neuere (?:beiträge|einträge)"
    r"|keine (?:veranstaltungen|termine|einträge)(?: gefunden)?|login|anmelden|newsletter abonnieren|teilen"
    r"|drucken)\W*",
    re.IGNORECASE,
)


def say_title(draft: Draft, context: Context) -> Draft:
    """Title without date and place, summary, and whether this is an announcement at all."""
    title = draft.title.name or draft.printed_title
    draft = told(draft, title=title, summary=excerpt(draft.text))
    near = draft.title.name_span[0]
    draft = traced(
        draft,
        trace(draft, "title", "title", title, "title grammar", near=near),
        trace(draft, "text", "text", "", "cleaned text"),
        trace(draft, "summary", "text", "", "excerpt"),
        trace(draft, "url", "url", draft.raw.text_of("url"), "address field"),
    )
    if not draft.printed_title:
        return told(draft, state=State.REJECTED, reason="no title")
    if _NAVIGATION.fullmatch(draft.printed_title):
        return told(draft, state=State.REJECTED, reason="navigation, not an announcement")
    return draft


def say_published(draft: Draft, context: Context) -> Draft:
    """The moment of publication, which is then the day against which year-less dates are read."""
    printed = draft.raw.text_of("published")
    published = read_published(printed) or _published_in_words(printed, context)
    if not published:
        return draft
    draft = replace(told(draft, published_at=published), day=published.date())
    return traced(draft, trace(draft, "published_at", "published", printed, "day of publication"))


def _published_in_words(printed: str, context: Context) -> datetime | None:
    """A day of publication in words ("12. Juli 2022"), at its midnight; a day without year is not believed."""
    found = read_dates(printed, context.reference).dates if printed.strip() else ()
    day = next((item.start for item in found if item.start and item.basis is DateBasis.PRINTED), None)
    return read_published(day.isoformat()) if day else None


def say_dates(draft: Draft, context: Context) -> Draft:
    """Event dates and deadlines: structured values, else field, label, title, prose."""
    structured, contradictions = structured_dates(draft.raw)
    claim = choose_dates(draft.raw, draft.title, draft.text, draft.labels, draft.day)
    if structured:
        structured = tuple(with_clock(item, claim.dates) for item in structured)
        draft = replace(told(draft, dates=structured, doubts=contradictions), deadlines=claim.deadlines)
        draft = traced(draft, trace(draft, "start", "start", draft.raw.text_of("start"), "structured start"))
        return traced(
            draft, trace(draft, "end", "end", draft.raw.text_of("end"), "structured end") if structured[0].end else None
        )
    draft = replace(told(draft, dates=claim.dates, doubts=claim.doubts), deadlines=claim.deadlines)
    for item in claim.dates:
        printed = clean(draft.raw.text_of(claim.source_field))
        words = item.text if item.text in printed else claim.words
        near, rule = item.span[0] + claim.offset, item.rule or "date grammar"
        fields = [name for name, moment in (("start", item.start), ("end", item.end)) if moment]
        draft = traced(draft, *(trace(draft, name, claim.source_field, words, rule, near=near) for name in fields))
    return draft


def say_kind(draft: Draft, context: Context) -> Draft:
    """Event, job, funding, news or notice; the day in front of a job or a call is its deadline, not a happening."""
    raw = draft.raw
    reading = read_kind(
        draft.printed_title,
        draft.text,
        url=raw.url,
        categories=(*raw.categories, raw.text_of("category")),
        dates=draft.announcement.dates,
        reference=draft.day,
    )
    draft = told(draft, kind=reading.kind, kind_reason=reading.reason)
    draft = traced(draft, trace(draft, "kind", "title", "", reading.reason))
    if reading.kind in (Kind.JOB, Kind.FUNDING):
        due = tuple(replace(item, kind=DateKind.DEADLINE) for item in draft.announcement.dates if not item.rrule)
        # "Bewerbungsfrist" in the text is the stated deadline; the title's day only stands in for it
        draft = replace(told(draft, dates=()), deadlines=(*draft.deadlines, *due))
    if reading.kind is Kind.NOTICE and "donations" in reading.reason and not draft.announcement.dates:
        draft = told(draft, state=State.REJECTED, reason="a standing appeal for donations, not an announcement")
    return draft


def say_status(draft: Draft, context: Context) -> Draft:
    """Status with the words that say so; a structured status wins unless it only says that all is as planned."""
    reading = read_status(draft.printed_title, draft.text)
    structured = read_status_word(draft.raw.text_of("status"))
    if structured and structured is not Status.SCHEDULED:
        draft = told(
            draft, status=structured, status_text=draft.raw.text_of("status").strip(), sold_out=reading.sold_out
        )
        return traced(draft, trace(draft, "status", "status", draft.raw.text_of("status"), "structured status"))
    draft = told(draft, status=reading.status, status_text=reading.printed, sold_out=reading.sold_out)
    if not reading.printed:
        return draft
    source_field = "title" if reading.printed in draft.printed_title else "text"
    return traced(draft, trace(draft, "status", source_field, reading.printed, "status words"))


def say_organisers(draft: Draft, context: Context) -> Draft:
    """Organisers, partners and funders; the source itself only where it speaks for itself and nobody else is named."""
    field = clean_line(draft.raw.text_of("organiser"))
    readings = find_organisers(draft.text, draft.labels)
    claims = [reading.claim for reading in readings]
    if field:
        further = [clean_line(draft.raw.text_of(name)) for name in ("organiser_2", "organiser_3")]
        named = [body_claim(words, Role.ORGANISER) for words in (field, *further) if words]
        names = {claim.name for claim in named}
        claims = [*named, *(claim for claim in claims if claim.name not in names)]
        draft = traced(draft, trace(draft, "organisers", "organiser", field, "organiser field"))
    for reading in readings:
        printed = draft.text[reading.span[0] : reading.span[1]]
        draft = traced(draft, trace(draft, "organisers", "text", printed, reading.rule, near=reading.span[0]))
    is_named = any(claim.role is Role.ORGANISER for claim in claims)
    if not is_named and context.source.is_own_voice and context.source.organiser:
        claims = [body_claim(context.source.organiser, Role.ORGANISER, printed=""), *claims]
    return told(draft, organisers=tuple(claims))


def say_offers(draft: Draft, context: Context) -> Draft:
    """Price, languages, audience, registration and its deadline."""
    text, labels, title = draft.text, draft.labels, draft.printed_title
    price = read_price(text, labels)
    registration = read_registration(text, labels)
    draft = told(
        draft,
        languages=_structured_languages(draft) or read_languages(title, text, labels),
        audience=read_audience(title, text, labels),
    )
    draft = traced(
        draft,
        trace(draft, "languages", "text", "", "language words") if draft.announcement.languages else None,
        trace(draft, "audience", "text", "", "audience words") if draft.announcement.audience else None,
    )
    field = clean_line(draft.raw.text_of("price"))
    if field:
        free = True if re.fullmatch(r"0(?:[.,]0+)?(?:\s?(?:€|EUR|Euro))?|(?i:free|kostenlos|frei)", field) else None
        draft = told(draft, price_text=field, is_free=free if free else (price.is_free if price else None))
        draft = traced(draft, trace(draft, "price_text", "price", field, "structured price"))
    elif price:
        draft = told(draft, price_text=price.price_text, is_free=price.is_free)
        draft = traced(draft, trace(draft, "price_text", "text", price.price_text, "price words", near=price.span[0]))
    url = draft.raw.text_of("registration_url").strip()
    if url:
        draft = told(draft, registration_url=url)
        draft = traced(draft, trace(draft, "registration_url", "registration_url", url, "structured registration"))
    elif registration:
        draft = told(draft, registration_url=registration.url)
        words = text[registration.span[0] : registration.span[1]]
        draft = traced(
            draft, trace(draft, "registration_url", "text", words, "registration line", near=registration.span[0])
        )
    return _with_deadline(draft)


def _structured_languages(draft: Draft) -> tuple[str, ...]:
    stated = " ".join(draft.raw.text_of(name) for name in ("language", "language_2", "language_3"))
    words = re.split(r"[,;\s]+", stated.strip())
    return tuple(
        dict.fromkeys(word[:2].lower() for word in words if re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w{2,4})?", word))
    )


def _with_deadline(draft: Draft) -> Draft:
    """The first stated deadline: its last moment."""
    moment = next(((item, item.end or item.start) for item in draft.deadlines if item.end or item.start), None)
    if moment is None:
        return draft
    item, until = moment
    draft = told(draft, registration_deadline=until)
    field = "text" if item.text and item.text in draft.text else "title"
    return traced(
        draft, trace(draft, "registration_deadline", field, item.text, item.rule or "deadline", near=item.span[0])
    )


def say_topics(draft: Draft, context: Context) -> Draft:
    """Topics from the controlled list."""
    topics = read_topics(draft.announcement.title, draft.text)
    draft = told(draft, topics=topics)
    return traced(draft, trace(draft, "topics", "title", "", "topic words") if topics else None)


def judge(draft: Draft, context: Context) -> Draft:
    """Accepted, rejected, or in review: an event whose date contradicts itself waits for a person."""
    announcement = draft.announcement
    if announcement.state is not State.ACCEPTED:
        return draft
    if announcement.kind is Kind.EVENT and announcement.doubts:
        doubt = announcement.doubts[0]
        return told(draft, state=State.REVIEW, reason=f"doubted date: {doubt.text or doubt.code}")
    return draft
