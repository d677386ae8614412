"""Words around a date that tell what the date is for."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalise.dates.words import wordset

FRIST, SIGN_UP, RUN, AVAILABLE, JOB, LAW, PUBLISHED, BORN = [
    "frist",
    "sign_up",
    "run",
    "available",
    "job",
    "law",
    "published",
    "born",
]
HAPPENED, PAST, OCCASION, PRETERITE = ["happened", "past", "occasion", "preterite"]
ANNOUNCED_OCCASION, TOLD, TRAVEL = "announced_occasion", "told", "travel"
HOURS, MOVED, OLD, LABEL, ANNOUNCE, REVIEW, NAMED = ["hours", "moved", "old", "label", "announce", "review", "named"]

_EXACT: dict[str, str] = {}
for _cue, _words in {
    FRIST: "deadline rsvp stichtag frist einsendetermin abgabetermin anmeldeende bewerbungsende fällig",
    SIGN_UP: "melde meldet melden beworben bewirb bescheid zusage zusagen zurückmelden rückmelden abgeben abzugeben "
    "einzureichen eingereicht einzusenden eingehen register registration apply application applications sign "
    "mitzuteilen mailen antworten antwort vorschlagen buchen buchbar reservieren reservierung reservierungen "
    "frühbucher frühbucherpreis anzumelden antrag anträge beantragen einsenden schicken senden zuzusenden "
    "abgabe zahlbar zahlen bezahlen überweisen überweisung uawg "
    "zusenden zuschicken ausfüllen teilnehmen abstimmen kaufen vorverkauf nachreichen submit submission",
    RUN: "ausstellung sonderausstellung läuft laufen laufzeit sehen geöffnet dauert dauer geht gehen festival "
    "fortlaufend besichtigen besichtigt verlängert verlängerung wanderausstellung gezeigt zeigt gastiert "
    "exhibition runs tournee spielzeit aktionswochen projektwochen dauern andauern",
    AVAILABLE: "verfügbar abrufbar nachhören nachzuhören mediathek gültig abrufen kündbar nachlesen online-archiv "
    "available anschauen anzuhören haltbar aufzeichnung podcast aufrufbar nachgehört",
    JOB: "förderperiode legislaturperiode amtszeit wahlperiode haushaltsjahr berichtszeitraum "
    "förderung förderphase projektzeitraum fördersumme befristet arbeitsbeginn stellenbeginn "
    "einstellung besetzen stelle stellen vollzeit teilzeit arbeitsvertrag "
    "einstellungstermin eintrittstermin besetzung vertragsbeginn dienstantritt unbefristet entgeltgruppe vertretung "
    "beschäftigung anstellung arbeitsverhältnis projektlaufzeit förderzeitraum bewilligungszeitraum",
    LAW: "rechnung "
    "fassung urteil erlass bericht artikel studie stand pressemitteilung brief schreiben meldung interview "
    "beschluss angaben drucksache amtsblatt bgbl gvbl newsletter ausgabe protokoll abkommen vertrag bescheid",
    PUBLISHED: "veröffentlicht gepostet geschrieben erstellt aktualisiert veröffentlichung veröffentlichungsdatum "
    "posted published updated eingestellt hochgeladen abgerufen zuletzt erschienen foto quelle publiziert "
    "eingetragen publikationsdatum aktualisierung bekanntmachung datenstand update geändert autor",
    HAPPENED: "fand fanden stattgefunden stattfand stattfanden",
    OCCASION: "jährt jährte jahrestag jubiläum gedenken gedenktag gedenkt erinnerung anlässlich attentat anschlag wahl "
    "bestehen besteht inkrafttreten kraft",
    PAST: "wurde wurden war waren hatte hatten begann begannen endete endeten trat traten kam kamen ging gingen "
    "erschien ermordet getötet "
    "gegründet verabschiedet beschloss überfiel erklärte sagte teilte berichtete starb starben befreiten befreite "
    "erschoss mordete verhaftet deportiert unterzeichnet gewann gewannen eröffnete feierte feierten traf trafen "
    "were had died launched announced founded verurteilt geschah ereignete erließ unterzeichneten "
    "verübte brannten brannte vergangenen vergangene geschehen "
    "gestürmt stürmten verloren erfolgte absolvierte nahm nahmen stellte stellten lud luden besuchte besuchten",
    BORN: "geb geboren gestorben verstorben † geborene born",
    HOURS: "öffnungszeiten öffnungszeit sprechzeit sprechzeiten bürozeiten bürozeit geöffnet erreichbar hotline "
    "telefonzeiten sprechstunde sprechstunden servicezeiten schalterzeiten telefonisch montag-freitag "
    "beratungszeiten",
    TRAVEL: "gleis abfahrt ankunft zug bus fahrplan",
    MOVED: "verschoben verlegt vertagt verschiebt verschiebung neuer ersatztermin nachholtermin nachgeholt verschieben "
    "postponed rescheduled vorverlegt umgelegt verlegung",
    OLD: "ursprünglich ursprüngliche ursprünglicher ursprünglichen geplant geplante geplanten eigentlich statt anstatt",
    LABEL: "datum termin termine wann date when zeitraum tag veranstaltungsdatum veranstaltungstermin zeit zeitpunkt "
    "beginn veranstaltungszeitraum terminübersicht",
    ANNOUNCE: "findet finden statt bietet bieten lädt laden veranstaltet veranstalten startet beginnt beginnen starten "
    "veranstaltung veranstaltungen workshop workshops seminar seminare seminarprogramm treffen kurs kurse "
    "termine programm festival reihe ringvorlesung vorlesungsreihe tagung konferenz fortbildung fortbildungen "
    "themen thema veranstaltungsreihe festwoche aktionstage einladung eingeladen stattfinden "
    "veranstaltet gibt planen zeigen präsentiert präsentieren konzert konzerte",
    REVIEW: "rückblick nachbericht rückschau nachlese dokumentation bilanz",
    NAMED: "initiative bündnis gruppe bewegung stiftung brigade aktion verein komitee",
}.items():
    for _word in _words.split():
        _EXACT.setdefault(_word, _cue)

_NO_PRETERITE = wordset(
    "heute bitte letzte beste erste nächste bekannte beliebte geplante gesamte interessierte verehrte geehrte "
    "liebste bunte konkrete sollte könnte möchte müsste dürfte wollte kommentierte moderierte angepasste "
    "vernetzte leichte engagierte geflüchtete ehrenamtliche hunderte dutzende tausende achte erwachsene "
    "betroffene gute private interessierten organisierten engagierten studierten qualifizierten"
)
_STREETS = ("straße", "strasse", "platz", "str", "allee", "weg", "park", "ufer", "brücke", "ring")


_CLOSINGS = ("schluss", "schluß", "deadline", "tag", "termin", "stopp", "stop", "ende")
_CLOSED_THINGS = (
    "anmelde", "bewerbung", "einsend", "abgabe", "redaktion", "melde", "annahme", "einreich", "antrag", "teilnahme",
)  # fmt: skip


@lru_cache(maxsize=8192)
def cue_of(word: str) -> str:
    """What one lower-case word hints at, '' if nothing."""
    found = _EXACT.get(word)
    if found is not None:
        return found
    if word.endswith(("frist", "fristen")) and not word.startswith(("kurz", "lang", "mittel")):
        return FRIST
    if word.endswith(("schluss", "schluß", "deadline", "tag", "termin", "stopp", "stop", "ende")) and word.startswith(
        (
            "anmelde",
            "bewerbung",
            "einsend",
            "abgabe",
            "redaktion",
            "melde",
            "annahme",
            "einreich",
            "antrag",
            "teilnahme",
        )
    ):
        return FRIST
    if word.startswith(
        ("anmeld", "angemeld", "bewerb", "einreich", "einsend", "rückmeld", "registrier", "voranmeld", "anzumeld")
    ):
        return SIGN_UP
    if word.startswith(("anmelde", "bewerbungs", "einreichungs", "antrags", "melde")) and word.endswith("zeitraum"):
        return SIGN_UP
    if word.endswith(
        ("gesetz", "gesetzes", "verordnung", "richtlinie", "bericht", "beschluss", "urteil", "konvention")
    ):
        return LAW
    if word.endswith(("ausstellung", "ausstellungen")):
        return RUN
    if word.endswith(("zeiten", "sprechzeit")) and word.startswith(("öffnung", "sprech", "büro", "kassen")):
        return HOURS
    if word.endswith("datum") and not word.startswith(("veranst", "kurs", "start", "end", "termin", "event", "datum")):
        return PUBLISHED
    if word.endswith(("jahrestag", "jahrestages", "geburtstag", "todestag", "jubiläum")):
        return OCCASION
    if word.endswith(("veranstaltung", "veranstaltungen", "workshop", "workshops", "konferenz", "fachtag", "seminar")):
        return ANNOUNCE
    return ""


_DONE = wordset(
    "zog zogen hielt hielten rief riefen sprach sprachen fiel fielen lief liefen blieb blieben gab fuhr fuhren "
    "halfen las lasen erhielt erhielten schlug schlugen warf warfen schoss flog flogen griff griffen fragten fragte "
    "schneite regnete brach brachen entstand entstanden stieg stiegen sank sanken verließ verließen"
)


_NO_VERBS = wordset(
    "heute letzte letzten erste ersten "
    "sollte sollten könnte könnten wollte wollten bekannte bekannten gesamte gesamten "
    "geehrte werte werten bewerten auswerten bewerte verwandte beliebte beliebten benannte benannten interessierte "
    "interessierten engagierte engagierten studierte studierten qualifizierte qualifizierten betreute betreuten "
    "erwerte verwerten aufwerten begabte verehrte vereinte vereinten bunte bunten enten konzerten experten"
)
# Endings that only the past tense has: "erwarten", "ich biete" are told of now.
_PAST_STEMS = (
    "ier te de ne g k b m n p ll ähl iel eil ehl ühl ühr ör ehr er uch rach mach ös öst etz itz ütz utz "
    "auf mel del kel tel sel"
)
_PAST_ENDINGS = tuple(stem + ending for stem in _PAST_STEMS.split() for ending in ("te", "ten"))
_PARTICIPLE = ("ge", "ange", "aufge", "ausge", "einge", "vorge", "abge", "zuge", "mitge", "umge", "durchge", "nachge")


@lru_cache(maxsize=8192)
def tells_past(word: str) -> bool:
    """Whether a lower-case word in the place of a verb is one in the past tense (zogen, eröffnete, stimmten)."""
    if word in _DONE or _EXACT.get(word) == PAST:
        return True
    weak = len(word) > 4 and word.endswith(_PAST_ENDINGS) and word not in _NO_VERBS
    return weak and not word.startswith(_PARTICIPLE)


_PLANNED = ("geplant", "angekündigt", "angesetzt", "vorgesehen", "gedacht", "gebucht", "angemeldet", "abgesagt")


@lru_cache(maxsize=8192)
def is_done_participle(word: str) -> bool:
    """Whether a lower-case word right behind a date is a participle of something done (vorgestellte, gefundenen)."""
    ends = word.endswith(("te", "ten", "ter", "tes", "ene", "enen", "ener", "enes"))
    return ends and len(word) > 6 and word.startswith(_PARTICIPLE) and not word.startswith(_PLANNED)


_OPEN_STATES = (
    *_PLANNED,
    "geöffnet", "geschlossen", "reserviert", "bestellt", "vorbestellt", "vereinbart", "verabredet", "eingeladen",
    "vorbereitet", "organisiert", "verlegt", "verschoben", "gehabt", "festgelegt", "terminiert", "eingeplant",
)  # fmt: skip
_PREFIXES = (*_PARTICIPLE, "ver", "be", "er", "ent", "zer", "miss", "über", "unter")
_MOVED = (
    "worden", "storben", "gekommen", "gegangen", "erschienen", "gefahren", "gefallen", "entstanden", "gewesen",
    "eingetroffen", "gezogen", "geflohen", "zurückgetreten", "getreten", "gewählt", "passiert",
)  # fmt: skip


@lru_cache(maxsize=8192)
def is_participle(word: str, moves: bool = False) -> bool:
    """Whether a lower-case word that ends a clause tells with hat, haben (`moves`: ist, sind) what is done."""
    if moves:
        return word.endswith(_MOVED)
    done = word.endswith("iert") or (word.startswith(_PREFIXES) and word.endswith(("t", "en")))
    return done and len(word) > 5 and not word.startswith(_OPEN_STATES)


@lru_cache(maxsize=8192)
def is_preterite(word: str) -> bool:
    """Whether a word looks like a weak verb in the past tense (verabschiedete, feierte)."""
    return (
        len(word) > 6
        and word.endswith(
            ("ete", "ierte", "erte", "elte", "kte", "gte", "hlte", "ilte", "ührte", "örte", "ierten", "steten", "deten")
        )
        and (word not in _NO_PRETERITE)
    )


def is_street(word: str) -> bool:
    """Whether a date behind this word ("Straße des 18. Oktober") belongs to an address."""
    return word.endswith(_STREETS)
