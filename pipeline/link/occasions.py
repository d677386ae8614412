"""What kind of occasion a word names: a talk, a film, a march; two posts of one happening seldom name two kinds."""

from __future__ import annotations

from functools import lru_cache

from pipeline.link.text import stem

# a word or the end of a compound -> its kind; the longest ending counts
_NAMES: dict[str, str] = {
    "exhibition": "ausstellung installation fotoschau",
    "conference": "fachtag fachtagung tagung konferenz kongress symposium forum barcamp fachforum",
    "talk": "vortrag podium podiumsdiskussion diskussion gespraech erzaehlcafe infoabend informationsveranstaltung"
    " infoveranstaltung informationsabend diskussionsveranstaltung dialog talk vorlesung themenabend"
    " diskussionsrunde gespraechsrunde",
    "reading": "lesung autorenabend autorenlesung leseabend lesereise buchvorstellung buchpremiere liest lesebuehne",
    "film": "film kino filmabend filmvorfuehrung filmvorstellung filmgespraech filmreihe",
    "music": "konzert singen chor liederabend jamsession",
    "stage": "theater theaterstueck performance auffuehrung kabarett",
    "workshop": "workshop seminar training schulung weiterbildung fortbildung kurs werkstatt webinar lehrgang"
    " onlineseminar qualifizierung planspiel ausbildung",
    "party": "fest feier party markt flohmarkt picknick grillen boerse",
    "demo": "demo demonstration kundgebung mahnwache protest protestzug aktionstag",
    "memorial": "gedenken gedenkveranstaltung gedenkgang kranzniederlegung gedenkkundgebung gedenkstunde",
    "walk": "fuehrung rundgang spaziergang exkursion wanderung radtour stadtfuehrung stadtrundfahrt",
    "meeting": "treffen stammtisch cafe versammlung plenum treff fruehstueck tisch sitzung klausur",
    "advice": "beratung sprechstunde sprechtag",
    "sport": "turnier lauf spiel fussball",
    "prayer": "gebet gottesdienst andacht",
}
_KIND = {stem(word): kind for kind, words in _NAMES.items() for word in words.split()}
# a short word loses its ending only as the end of a long one: Café, Sprachcafé
_KIND_OF_ENDING = _KIND | {stem("x" * 5 + word)[5:]: kind for kind, words in _NAMES.items() for word in words.split()}
_NO_WALK = ("einfuehrung", "ausfuehrung", "durchfuehrung", "unterfuehrung")  # end like a guided tour
_ENDINGS = tuple(sorted((one for one in _KIND_OF_ENDING if len(one) >= 3), key=lambda one: (-len(one), one)))
# kinds that one happening may well have together, or that two hands may write for one another
_NEAR = frozenset(
    frozenset(pair.split("-"))
    for pair in (
        "talk-reading", "talk-film", "talk-conference", "talk-workshop", "talk-meeting", "conference-workshop",
        "conference-meeting", "party-music", "party-meeting", "party-stage", "party-sport", "music-stage",
        "demo-memorial", "meeting-advice", "meeting-workshop", "workshop-stage", "walk-workshop", "walk-memorial",
        "talk-memorial", "reading-music", "memorial-prayer", "party-exhibition", "stage-film",
        "workshop-advice", "talk-advice", "reading-memorial", "reading-meeting",
    )
)  # fmt: skip


@lru_cache(maxsize=100_000)
def occasion(one: str) -> str:
    """The kind of occasion that a stem names, also as the end of a compound (Auftaktkonferenz); '' if none."""
    if one in _KIND:
        return _KIND[one]
    if one.endswith(_NO_WALK):
        return ""
    ending = next((end for end in _ENDINGS if len(one) > len(end) + 2 and one.endswith(end)), "")
    return _KIND_OF_ENDING.get(ending, "")


def names_occasion(one: str) -> bool:
    """Whether a stem says nothing but what kind of occasion it is."""
    return one in _KIND


def other_occasion(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two titles name kinds of occasion that do not go together."""
    if not left or not right or left & right:
        return False
    return not any(frozenset((one, other)) in _NEAR for one in left for other in right)
