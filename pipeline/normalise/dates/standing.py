"""Finds the words that cancel, postpone, move or sell out an event, and tells them from negation and history."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models import Status
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import END, MONTH, NEWLINE, NUM, WEEKDAY, WORD, wordset

SOLD_OUT = "sold_out"
# From the mildest to the worst: the worst of an event's dates speaks for the event.
SEVERITY = (
    Status.SCHEDULED, Status.TENTATIVE, Status.MOVED_ONLINE, Status.RESCHEDULED, Status.POSTPONED, Status.CANCELLED,
)  # fmt: skip

_CANCEL = wordset(
    "abgesagt abgesagte abgesagter abgesagtes entfällt entfallen gecancelt gecancelled canceled cancelled "
    "storniert ausgefallen abgeblasen absage"
)
_POSTPONE = wordset(
    "verschoben vertagt verlegt umgelegt vorverlegt nachgeholt postponed rescheduled verschiebt verschieben verlegen"
)
_NEW_DATE = wordset("ersatztermin nachholtermin ausweichtermin terminänderung terminverschiebung terminverlegung")
_TO_COME = wordset("folgt wird steht offen noch unbekannt gesucht")
_FULL = frozenset(["ausgebucht", "ausverkauft"])
_ONLINE = wordset("online digital virtuell zoom digitale livestream internet netz videokonferenz")
_NEGATIONS = wordset("nicht kein keine keinen keiner nie niemals weder not")
_CONDITIONS = wordset(
    "falls wenn sollte sollten sofern kann können könnte könnten ggf gegebenenfalls eventuell evtl vorbehalten "
    "behalten behält möchte möchten will sobald bevor obwohl if bei darf dürfen ob müsste müssten mal"
)
_STRICT_CONDITIONS = _CONDITIONS - wordset("kann können darf dürfen will")
_MUST = wordset("müssen muss mussten musste")
_MODALS = wordset("kann können wird werden muss müssen darf dürfen")
_WAS = wordset("musste mussten wurde wurden war waren hatte hatten was were")
_LONG_AGO = wordset(
    "letzten letztes letztem vergangenen vergangenes vergangenem vorigen vorjahr damals nachdem früheren früher "
    "seinerzeit mehrfach zweimal dreimal mehrmals einst zuletzt vorletzten seit nach"
)
_OTHER_SUBJECTS = (
    "gebühr", "kosten", "eintritt", "pflicht", "anmeldung", "nachweis", "beitrag", "stolperstein", "grenze", "gewicht",
    "voranmeldung", "leitung", "rohr", "kabel", "verhältnis", "maske", "test", "frage", "pause", "mittagessen",
    "haltestelle",
)  # fmt: skip
_CHANGE = wordset(
    "nun jetzt doch stattdessen wegen aufgrund leider achtung update coronabedingt pandemiebedingt ausschließlich "
    "kurzfristig änderung anstatt now instead lage krankheitsbedingt umgezogen"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement about an event's standing at the tokens [i, j), inside its sentence [first, stop)."""

    status: str
    i: int
    j: int
    first: int
    stop: int


def find_marks(tokens: list[Token], count: int) -> list[Mark]:
    """The statements of the first `count` tokens, in order; what is denied, conditional or long past is left out."""
    marks: list[Mark] = []
    for i in range(count):
        found = _status_at(tokens, i, count) if tokens[i].cat in (WORD, "fill", "approx") else None
        if found is None:
            continue
        status, j = found
        first, stop = _sentence(tokens, i, count)
        if not _is_unsaid(tokens, i, first, stop):
            marks.append(Mark(status, i, j, first, stop))
    return marks


def _status_at(tokens: list[Token], i: int, count: int) -> tuple[str, int] | None:
    text, after = tokens[i].text, tokens[i + 1]
    if text in _CANCEL:
        if text == "absage" and (
            after.text in ("an", "zu") or after.cat not in (":", "!", "-", END, NEWLINE, "|", ")")
        ):
            return None
        return Status.CANCELLED, i + 1
    if text == "absagen":
        first, stop = _sentence(tokens, i, count)
        return (Status.CANCELLED, i + 1) if {token.text for token in tokens[first:stop]} & _MUST else None
    if text in ("fällt", "fallen", "ausfallen", "ausfällt"):
        return _falls_out(tokens, i, count)
    if text in ("findet", "finden", "stattfinden"):
        return _takes_place(tokens, i, count)
    if text in _POSTPONE:
        return _moved(tokens, i, count)
    offers = text == "ersatz" and after.text in ("gibt", "am", "ist", ":", "findet")
    if (
        offers
        or text in _NEW_DATE
        or (text in ("neuer", "neues", "geänderter") and after.text in ("termin", "datum", "ersatztermin"))
    ):
        stop = i + 1 + text.startswith(("neu", "geän"))
        return (Status.POSTPONED if tokens[stop].text in _TO_COME else Status.RESCHEDULED), stop
    if text in _FULL or (text == "sold" and after.text == "out"):
        return SOLD_OUT, i + 1 + (text == "sold")
    if text in ("plätze", "karten", "tickets") and _no_seats(tokens, i):
        return SOLD_OUT, i + 1
    if text in ("vorbehalt", "vorbehaltlich"):
        return Status.TENTATIVE, i + 1
    return None


def _no_seats(tokens: list[Token], i: int) -> bool:
    before = [token.text for token in tokens[max(0, i - 2) : i]]
    after = [token.text for token in tokens[i + 1 : i + 4]]
    if "keine" in before and ("mehr" in after or "freien" in before):
        return True
    return "alle" in before and any(word in ("vergeben", "belegt") for word in after)


def _falls_out(tokens: list[Token], i: int, count: int) -> tuple[str, int] | None:
    if tokens[i].text in ("ausfallen", "ausfällt"):
        return Status.CANCELLED, i + 1
    for k in range(i + 1, min(i + 14, count)):
        if tokens[k].cat in ("!", "?", NEWLINE):
            return None
        if tokens[k].text == "aus":
            ends = tokens[k + 1].cat != WORD or tokens[k + 1].text in ("und", "da", "weil")
            return (Status.CANCELLED, k + 1) if ends and tokens[k + 1].cat not in ("fill", NUM) else None
    return None


def _takes_place(tokens: list[Token], i: int, count: int) -> tuple[str, int] | None:
    """ "findet (leider) nicht statt"; "findet nun online statt"."""
    if tokens[i].text == "stattfinden":
        return _should_take_place(tokens, i, count)
    online = negated = instead = dated = later = False
    planned = any(token.text.startswith("geplant") for token in tokens[max(0, i - 8) : i])
    k = i + 1
    while k < min(i + 16, count) and tokens[k].cat not in ("!", "?", NEWLINE) and tokens[k].text != "statt":
        instead = instead or (tokens[k].text == "sondern" and negated)
        later = later or (tokens[k].text in ("erst", "nun", "jetzt", "stattdessen") and _is_dated(tokens, k + 2))
        dated = dated or (instead and tokens[k].cat in (NUM, MONTH, WEEKDAY))
        online = online or tokens[k].text in _ONLINE
        negated = negated or (tokens[k].text == "nicht" and tokens[k + 1].text not in ("nur", "mehr"))
        negated = negated or (tokens[k].text == "nicht" and tokens[k + 1].text == "mehr" and not online)
        k += 1
    if tokens[k].text != "statt":
        return None
    if dated or (planned and later):
        return Status.RESCHEDULED, k + 1
    if instead:
        return (Status.MOVED_ONLINE, k + 1) if online else None
    if negated and not online:
        return Status.CANCELLED, k + 1
    first, stop = _sentence(tokens, i, count)
    words = {token.text for token in tokens[first:stop]}
    changed = bool(words & _CHANGE) or i == first or tokens[i - 1].cat in ("(", ":", "-", "!")
    return (Status.MOVED_ONLINE, k + 1) if online and changed and not negated else None


def _should_take_place(tokens: list[Token], i: int, count: int) -> tuple[str, int] | None:
    """ "kann leider nicht stattfinden"; "muss … online stattfinden"."""
    first, _ = _sentence(tokens, i, count)
    words = [token.text for token in tokens[first:i]]
    near = set(words[-5:])
    if "nicht" in words[-4:] and set(words) & _MODALS and not near & {"nur", "sondern"} | (near & _ONLINE):
        return Status.CANCELLED, i + 1
    moved = near & _ONLINE and "nicht" not in near and set(words) & _CHANGE and set(words) & _MODALS
    return (Status.MOVED_ONLINE, i + 1) if moved else None


def _moved(tokens: list[Token], i: int, count: int) -> tuple[str, int] | None:
    first, stop = _sentence(tokens, i, count)
    words = [token.text for token in tokens[first:stop]]
    if "sich" in words:
        return None
    if any(word in _ONLINE for word in words[max(0, i - first - 4) : i - first + 5]) and tokens[i].text in (
        "verlegt",
        "verschoben",
    ):
        return Status.MOVED_ONLINE, i + 1
    leads = ("auf", "to", "am", "im") if tokens[i].text == "nachgeholt" else ("auf", "to")
    dated = any(tokens[k].text in leads and _is_dated(tokens, k + 1) for k in range(first, stop))
    if dated:
        return Status.RESCHEDULED, i + 1
    if tokens[i].text in ("verlegt", "umgelegt", "verlegen", "verschieben", "verschiebt"):
        return (Status.POSTPONED, i + 1) if "unbestimmte" in words else None
    return Status.POSTPONED, i + 1


def _is_dated(tokens: list[Token], k: int) -> bool:
    while tokens[k].text in ("den", "dem", "einen", "die", "das", "neuen", "kommenden", "nächsten"):
        k += 1
    return tokens[k].cat in (NUM, WEEKDAY, MONTH)


def _sentence(tokens: list[Token], i: int, count: int) -> tuple[int, int]:
    first = i
    while first > 0 and i - first < 40 and not _ends(tokens, first - 1):
        first -= 1
    stop = i + 1
    while stop < count and stop - i < 40 and not _ends(tokens, stop):
        stop += 1
    return first, stop


def _ends(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    if token.cat in (NEWLINE, "!", "?", "|"):
        return True
    if token.cat == "." and k and tokens[k - 1].cat == MONTH and len(tokens[k - 1].text) > 4:
        return tokens[k + 1].cat == WORD and tokens[k + 1].width > 0  # am 15. September. Es bleibt …
    return (
        token.cat == "." and bool(k) and tokens[k - 1].cat not in (NUM, MONTH, WEEKDAY) and len(tokens[k - 1].text) > 2
    )


def _is_unsaid(tokens: list[Token], i: int, first: int, stop: int) -> bool:
    """Negated, conditional, told of another thing, or of another year."""
    clause = i
    while (
        clause > first
        and tokens[clause - 1].cat not in (";",)
        and not (tokens[clause - 1].cat == "," and i - clause > 6)
    ):
        clause -= 1
    words = [token.text for token in tokens[clause:stop]]
    here = i - clause
    if any(word in _NEGATIONS for word in words[max(0, here - 3) : here]) and tokens[i].text not in (
        "findet",
        "finden",
        "stattfinden",
        "plätze",
    ):
        return True
    if tokens[i].text in ("fällt", "fallen", "entfällt", "ist") and any(
        word in ("nicht", "keine", "kein") for word in words[here : here + 5]
    ):
        return True
    conditions = _STRICT_CONDITIONS if tokens[i].text == "stattfinden" else _CONDITIONS
    if any(word in conditions for word in words) and tokens[i].text not in ("vorbehalt", "vorbehaltlich"):
        return True
    if any(
        word.startswith(_OTHER_SUBJECTS) or word.endswith(("gebühr", "pflicht", "kosten", "beitrag"))
        for word in words[:here]
    ):
        return True
    return _is_long_past(tokens, i, clause, stop)


def _is_long_past(tokens: list[Token], i: int, first: int, stop: int) -> bool:
    """musste 2020 abgesagt werden; 2020 wurde das Fest abgesagt; nachdem es abgesagt worden war."""
    words = [token.text for token in tokens[first:stop]]
    if any(word in _LONG_AGO for word in words[: i - first + 3]):
        return True
    for k in range(first, stop):
        token = tokens[k]
        if (
            token.cat != NUM
            or token.width != 4
            or not 1900 <= token.value < 2100
            or tokens[k - 1].cat in (".", MONTH, "-", "/")
        ):
            continue
        before = tokens[k - 1].text if k > first else ""
        opens = k == first or (
            before in ("jahr", "sommer", "herbst", "winter", "frühjahr", "in", "im", "bereits") and k - first < 4
        )
        if before in _WAS or (opens and any(word in _WAS for word in words)):
            return True
    return False
