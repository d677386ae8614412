"""The tables as data: a name and meaning, the key, the joins, then one line a column (`?` = may be null)."""

SPECIFICATION = """
events: a thing announced, merged over all sources
key: event_id
joins: series_id->series, venue_id->venues
event_id text permanent id, minted at the first sighting and kept through edits of title, date, place and address
series_id text? series that the event belongs to
title text title without date and place parts, as the leading source prints it
description text? text as far as the source permits (publish = full, excerpt, facts)
summary text? at most 300 characters of the text
kind text event; other kinds stay in announcements
status text scheduled, tentative, cancelled, postponed, rescheduled or moved_online
sold_out bool whether the page says that no place is left
attendance_mode text? offline, online or mixed; null if not said
venue_id text? venue of the first occurrence
online_url text? address of the online part
url text? page of the leading announcement
registration_deadline moment? last moment to register; a day without clock time ends at 23:59:59
registration_url text? address for registration
price_text text? price as printed
is_free bool? whether entry is free; null if not said
languages texts languages of the offer, ISO 639-1
audience texts whom it is for, as far as stated
topics texts topics from a small fixed list
confidence real 0 to 1: how sure the reading is (printed date 1.0, inferred year less, doubts less)
n_sources int number of sources that announce it
first_seen_at moment start of the first run that saw it
last_seen_at moment start of the last run that saw it
last_verified_at moment start of the last run in which one of its sources was read well
last_changed_at moment start of the run that brought the last change
version int rises by one with every change of the row or its first occurrence
publish text what its sources permit: full, excerpt or facts

occurrences: one dated instance of an event
key: occurrence_id
joins: event_id->events, venue_id->venues
occurrence_id text permanent id
event_id text event it is an instance of
start moment? start; null without a clock time
end moment? end as written; null if nobody wrote one or without a clock time
start_date day? first day, Europe/Berlin
end_date day? last day, inclusive; null if nobody wrote one
all_day bool whole days, no clock time meant
time_known bool whether a start time is known
timezone text? time zone of start and end
precision text? minute, day or month
date_basis text printed, year_inferred, rule, structured or none
status text scheduled, tentative, cancelled, postponed, rescheduled or moved_online
previous_start moment? start before the last move
venue_id text? where it happens
is_expanded bool expanded from a stated rule

series: events that belong together
key: series_id
series_id text permanent id
title text title of the series
text_id text? text that its members share
rrule text? recurrence rule, RFC 5545, without prefix
rrule_text text? the rule in German
exdates days days on which the rule does not hold
kind text recurring or umbrella

venues: a resolved place
key: venue_id
venue_id text permanent id
name text? name of the house
street text? street and house number
postal_code text? five digits
city text? town
state text? federal state
country text? ISO 3166-1 alpha-2
latitude real? degrees WGS 84, of the postal code area
longitude real? degrees WGS 84, of the postal code area
wheelchair bool? whether wheelchair access is stated

organisers: a resolved body
key: organiser_id
organiser_id text permanent id
name text resolved name
short_name text? abbreviation in use
url text? home page
is_partner bool one of the partner organisations that Litfass reads

event_organisers: who stands behind an event
key: event_id, organiser_id, role
joins: event_id->events, organiser_id->organisers
event_id text event
organiser_id text body
role text organiser, partner or funder
name_as_printed text the name as the page prints it

announcements: one source's claim, as last read
key: announcement_id
joins: event_id->events, text_id->texts
announcement_id text permanent id, minted at the first sighting
source_id text source
event_id text? event that it speaks of; null if its kind is not event or it is not accepted
post_id text? post that it was split from; several announcements can share it
text_id text? its text
guid text? id that the source gives it
url text? address of its page
title text title as printed, cleaned
kind text event, job, funding, news or notice
state text accepted, rejected or review
reason text? why, if not accepted
published_at moment? publication as the source states it
name text title without date and place parts
status text status as read
status_text text? the words behind the status
sold_out bool as read
attendance_mode text? as read
dates texts event dates as read, one JSON object each
venue_name text? as read
street text? as read
postal_code text? as read
city text? as read
online_url text? as read
organisers texts bodies as read, one JSON object each
registration_deadline moment? as read
registration_url text? as read
price_text text? as read
is_free bool? as read
languages texts as read
audience texts as read
topics texts as read
doubts texts contradictions and open readings, as sentences
reader text reader that recognised it
capture_id text? capture that it was last read from
position int place in its list when last seen, from 0
first_seen_at moment start of the first run that saw it
last_seen_at moment start of the last run that saw it
removed_from_feed text? withdrawn, hidden or erased, once it is

texts: one distinct announcement text
key: text_id
text_id text keyed hash of the folded text
cluster_id text the same announcement text or a wording variant of it
text text text as far as the source permits
language text? ISO 639-1
n_announcements int announcements that carry it
boilerplate_share real 0 to 1: share of the text that recurs across the source

sightings: an announcement seen in a capture
key: announcement_id, capture_id
joins: announcement_id->announcements, capture_id->captures
announcement_id text announcement
capture_id text capture
position int place on that page, from 0
run_id text run

provenance: where a published value came from
key: record_id, field, announcement_id
joins: announcement_id->announcements, capture_id->captures
record_id text event_id or occurrence_id
field text column of that record
announcement_id text announcement that gave the value
capture_id text archived response
node_path text CSS path, JSON pointer or line:N; empty if derived
char_start int first code point in that node's text content
char_end int one past the last code point
printed text the words as printed
rule text rule that read them
rule_version int version of that rule

links: a decision that two announcements are, or are not, the same
key: left_id, right_id
joins: left_id->announcements, right_id->announcements
left_id text announcement, the smaller id
right_id text announcement, the larger id
verdict text same, different or review
score real 0 to 1
evidence texts reasons for and against, in words
flips_if text? smallest change that would turn the verdict
decided_by text rule or a person's name
decided_at day? day of a person's ruling

changes: one field of one record changed
key: change_id
change_id text hash of run, record, table and field
record_id text record that changed
table text its table
field text? column; null for a whole record
kind text added, modified, gone, back, merged, split or erased
meaning text? rescheduled, relocated, moved_online, cancelled, reinstated or other
before text? value before, as text
after text? value after, as text
cause text source, rule, override, merge or erasure
sentence_de text the change in German
valid_from moment since when the source says so: start of the run that saw it
known_from moment since when our output says so
run_id text run

event_versions: an event as it stood for a while
key: event_id, version
event_id text event
version int version
series_id text? as in events
title text as in events
description text? as in events
summary text? as in events
kind text as in events
status text as in events
sold_out bool as in events
attendance_mode text? as in events
venue_id text? as in events
online_url text? as in events
url text? as in events
registration_deadline moment? as in events
registration_url text? as in events
price_text text? as in events
is_free bool? as in events
languages texts as in events
audience texts as in events
topics texts as in events
confidence real as in events
n_sources int as in events
first_seen_at moment as in events
last_changed_at moment as in events
publish text as in events
n_occurrences int number of occurrences, those expanded from a rule not counted
occurrence_id text? first dated occurrence; null if all are expanded from a rule
start moment? of the first occurrence
end moment? of the first occurrence
start_date day? of the first occurrence
end_date day? of the first occurrence
all_day bool? of the first occurrence
time_known bool? of the first occurrence
timezone text? of the first occurrence
precision text? of the first occurrence
date_basis text? of the first occurrence
occurrence_status text? status of the first occurrence
previous_start moment? of the first occurrence
occurrence_venue_id text? venue of the first occurrence
valid_from moment the source said so from here
valid_to moment? until here, exclusive; null: still
known_from moment our output said so from here
known_to moment? until here, exclusive, when a better rule took its place; null: still

absences: a span of nights on which an event was not seen
key: event_id, from_run
event_id text event
from_run text first run without it
to_run text? last run without it; null: still absent
reason text one of the words of pipeline.checks.Absence, such as source_unreachable, window_passed or withdrawn
evidence text what was found instead

captures: one HTTP exchange or attempt
key: capture_id
capture_id text hash of run, source and number in the run
source_id text source
run_id text run
url text address asked for
final_url text address after redirects
status int? HTTP status; null without response
effective_status text what it really is: one of pipeline.checks.Effective, such as ok, empty_list or soft_404
failure text? why there was no usable response
captured_at moment when
etag text? validator
last_modified text? validator
sha256 text? of the decoded body
bytes int length of the decoded body
revisit_of text? capture whose body it shares
warc_file text file in data/raw
robots_rule text? line of robots.txt that decided

issues: something we could not read
key: issue_id
issue_id text hash of run and content
run_id text run
source_id text source; empty if it concerns none
severity text info, warning or error
class text kind of trouble
where text place
expected text what was expected
found text what was found

runs: a night
key: run_id
run_id text <logical date>.<n>
logical_date day the night
started_at moment start of collection
finished_at moment end of collection
state text done, degraded, failed, or missed: a night on which nothing ran
sources texts counts per source, one JSON object each
alarms texts open alarms, as sentences
"""

CALENDAR_SPECIFICATION = """
calendar: one flat row per occurrence with everything a newcomer wants in one table, and no join
key: occurrence_id
occurrence_id text permanent id of the instance
event_id text permanent id of the event it is an instance of
series_id text? series that the event belongs to
series_title text? title of that series
title text title without date and place parts
kind text event
status text of this instance: scheduled, tentative, cancelled, postponed, rescheduled or moved_online
sold_out bool whether the page says that no place is left
start moment? start; null without a clock time
end moment? end as written; null if nobody wrote one or without a clock time
start_date day? first day, Europe/Berlin; null if nobody wrote a date
end_date day? last day, inclusive; null if nobody wrote one
all_day bool whole days, no clock time meant
time_known bool whether a start time is known
precision text? minute, day or month
date_basis text why we believe the date: printed, year_inferred, rule, structured or none
previous_start moment? start before the last move
is_expanded bool expanded from a stated rule, not announced as a date of its own
rrule_text text? the rule in German, for an instance expanded from it
venue_name text? name of the house
street text? street and house number
postal_code text? five digits
city text? town
state text? federal state
country text? ISO 3166-1 alpha-2
latitude real? degrees WGS 84, of the postal code area
longitude real? degrees WGS 84, of the postal code area
wheelchair bool? whether wheelchair access is stated
attendance_mode text? offline, online or mixed; null if not said
online_url text? address of the online part
organisers texts names of the bodies that organise it
partners texts names of the bodies that take part in organising it
funders texts names of the bodies that pay for it
url text? page of the leading announcement
summary text? at most 300 characters of the text, as far as the source permits
registration_deadline moment? last moment to register; a day without clock time ends at 23:59:59
registration_url text? address for registration
price_text text? price as printed
is_free bool? whether entry is free; null if not said
languages texts languages of the offer, ISO 639-1
audience texts whom it is for, as far as stated
topics texts topics from a small fixed list
sources texts ids of the sources that announce it
n_sources int number of sources that announce it
confidence real 0 to 1: how sure the reading is
first_seen_at moment start of the first run that saw the event
last_verified_at moment start of the last run in which one of its sources was read well
last_changed_at moment start of the run that brought the last change of the event
in_feed bool whether the feed of this release shows it
not_in_feed text? why not, in one word (listed in docs/feed.md); null if it does
"""
