"""The words in text, category and address that speak for each kind of announcement; the nouns that name an occasion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.models import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A pattern, the kind that it speaks for, how strongly, and how the reason names it."""

    kind: Kind
    weight: float
    pattern: re.Pattern[str]
    reason: str


def cue(kind: Kind, weight: float, reason: str, pattern: str, *, flags: int = re.IGNORECASE) -> Cue:
    """A cue whose pattern is compiled, ignoring case unless said otherwise."""
    return Cue(kind=kind, weight=weight, reason=reason, pattern=re.compile(pattern, flags))


# compounds end with these: Landestreffen, Sommerfest, Teamer*innenausbildung
EVENT_NOUN = re.compile(
    r"(?<![\w])[\w*:_-]*?(?:workshops?|seminare?|webinare?|tagung(?:en)?|konferenz(?:en)?|kongress(?:e|es)?"
    r"|symposi(?:um|en)"
    r"|fachtage?|fachgespräche?|treffen|treff|stammtisch(?:e|es)?|lesung(?:en)?|vortrag|vorträge"
    r"|diskussion(?:en)?|podium(?:s\w*)?"
    r"|gespräche?|gesprächs(?:runde|abend|reihe)n?|film(?:abend|vorführung|reihe|gespräch|screening|vorstellung"
    r"|tage)?|kino|screening"
    r"|ausstellung(?:en)?|vernissage|finissage|konzerte?|feste?s?|festivals?|feier(?:n|lichkeiten)?|party"
    r"|partys|demo(?:nstration)?s?"
    r"|kundgebung(?:en)?|mahnwachen?|gedenken|gedenkfeier|gedenkgang|gedenkstunde|rundgang|rundgänge"
    r"|führung(?:en)?|exkursion(?:en)?"
    r"|bildungsreisen?|(?:bildungs|gedenkstätten)fahrt(?:en)?|camps?|training(?:s)?|schulung(?:en)?"
    r"|fortbildung(?:en)?"
    r"|weiterbildung(?:en)?|innenausbildung(?:en)?|ausbildung zu[rm]|kurse?|(?:lern|schreib|zukunfts|ideen|film"
    r"|text|theater|antrags|kreativ|näh)werkstatt"
    r"|werkstattgespräche?|café?s?|frühstück|brunch|picknick|tag der|tag gegen|wochen? (?:gegen|der|für)"
    r"|kulturwochen?|aktionswochen?"
    r"|aktionstage?|projekttage?|tage\b|theater(?:stück|abend)?|performance|aufführung(?:en)?|premiere|talks?"
    r"|salon|forum|foren|barcamp"
    r"|turnier|spaziergang|spaziergänge|stadtspaziergang|sprechstunden?|plenum|versammlung(?:en)?"
    r"|infoveranstaltung(?:en)?"
    r"|veranstaltung(?:en|sreihe)?|infoabend|abend|sendung(?:en)?|auftakt(?:veranstaltung)?"
    r"|abschlussveranstaltung|planspiele?|parade"
    r"|sitzung(?:en)?|messe|flohmarkt|basar|begegnung(?:en)?|austausch(?:runde|treffen)?|dialog(?:e|forum)?"
    r"|dinner|iftar"
    r"|preisverleihung|einweihung|eröffnung|kick-?off|hearing|anhörung|supervision|intervision|reihe"
    r"|gottesdienst|andacht"
    r"|slam|jam|wanderung(?:en)?|kochabend|kochen|nacht|lunch|meet-?up|meeting|conference|exhibition|concert"
    r"|reading|lecture|course"
    r"|rally|vigil|show|tour|festspiele|proben?|chor|sprachcafé|runder tisch|runden tisch|colloquium|kolloquium"
    r"|ringvorlesung"
    r"|vorlesung(?:en)?|debatte|bürgerdialog|beratungstag|werkschau|radioshow|live-?stream|akademie"
    r"|sommerschule|feriencamp|jugendfreizeit"
    r"|stadtteilfest|straßenfest|nachbarschaftsfest|marsch|lauf|streik|blockade|protest|zeitzeug\w*"
    r"|stolperstein\w*|putzaktion)(?![\wäöüß])",
    re.IGNORECASE,
)
SAVE_THE_DATE = re.compile(r"save[ -]the[ -]date|herzliche einladung|einladung zu[rm]?\b", re.IGNORECASE)

TEXT_CUES: tuple[Cue, ...] = (
    cue(Kind.JOB, 3, "all genders sought", r"\(\s?[mwdfxi](?:\s?[/|,*]\s?[mwdfxi*a]){1,4}\s?\)"),
    cue(
        Kind.JOB,
        3,
        "pay and contract",
        r"\bTV-?[ÖL]\w*|\bTVöD|entgeltgruppe|vergütung (?:erfolgt|nach|in anlehnung|gemäß|beträgt)"
        r"|arbeitsvertrag|stellenumfang|arbeitsumfang|besoldung|\bbefristet (?:bis|auf|für)|wochenstunden"
        r"|\bVZÄ\b|stunden (?:pro|/|je) woche|arbeitsort|dienstort|einsatzort",
    ),
    cue(
        Kind.JOB,
        3,
        "asks for an application",
        r"bewerbungs(?:unterlagen|gespräch|schluss)|aussagekräftige bewerbung|(?:ihre|deine|eure) bewerbung"
        r"|lebenslauf|arbeitszeugnis|schwerbehinder\w+ (?:menschen |bewerber)|führungszeugnis",
    ),
    cue(Kind.JOB, 2, "a deadline for applications", r"bewerbungsfrist|bewerbungsschluss|bewerbungen? bis"),
    cue(
        Kind.JOB,
        3,
        "describes a post",
        r"(?:ihre|deine|das sind (?:ihre|deine)) aufgaben|ihr profil|dein profil|wir bieten (?:ihnen|dir)|zum"
        r" nächstmöglichen zeitpunkt|wir suchen (?:zum|ab|eine|dich|für unser)|stelle (?:ist )?(?:zunächst|ab"
        r"|als|im umfang|zu besetzen)|stellenausschreibung|anforderungsprofil|elternzeitvertretung",
    ),
    cue(
        Kind.FUNDING,
        3,
        "money to be had",
        r"(?:gefördert werden (?:können )?|förderfähig|antragsberechtigt|antragstellung|antragsfrist|förderhöhe"
        r"|fördersumme|eigenanteil|maximale förderung|anträge können|mittel (?:können )?beantrag\w+|beantragt"
        r" werden|preisgeld|dotiert mit|förderzeitraum)",
    ),
    cue(
        Kind.FUNDING,
        2,
        "a call",
        r"bewerben können sich|einsendeschluss|vorschläge (?:können|einreichen)|ausschreibungs(?:text"
        r"|unterlagen)|bewerbungsfrist|projektideen",
    ),
    cue(
        Kind.NEWS,
        3,
        "tells of something over",
        r"\bfand(?:en)?\b[^.!?\n]{0,140}\bstatt\b|\bhat(?:te)?\b[^.!?\n]{0,100}stattgefunden"
        r"|\bkamen\b[^.!?\n]{0,100}(?:zusammen|ins gespräch)|\bdiskutierten\b|\bnahmen\b[^.!?\n]{0,60}\bteil\b"
        r"|der einladung (?:waren )?(?:ge)?folgten?|liegt hinter uns|war ein (?:voller|großer) erfolg|haben"
        r" (?:wir )?gemeinsam gefeiert|blicken? (?:wir )?(?:dankbar |gern )?(?:auf .{3,80} )?zurück auf",
    ),
    cue(
        Kind.NEWS,
        2,
        "a statement",
        r"\b(?:erklärt|kommentiert|kritisiert|fordert|sagt|so)\b (?:der|die|unser|unsere)?\s?(?:geschäftsführer"
        r"|vorstand|vorsitzende|sprecher)|pressekontakt|zur sofortigen veröffentlichung|pressemitteilung",
    ),
    cue(
        Kind.NOTICE,
        3,
        "asks for help",
        r"spendenkonto|jede spende|mit (?:ihrer|deiner|eurer) spende|steuerlich absetzbar|IBAN|betterplace|an"
        r" der umfrage teil|fragebogen aus|petition (?:unter)?zeichnen",
    ),
    cue(
        Kind.EVENT,
        2,
        "invites",
        r"\b(?:laden|lädt|lade)\b[^.!?\n]{0,140}\bein\b|herzlich eingeladen|herzlich willkommen|einladung zu",
    ),
    cue(
        Kind.EVENT,
        2,
        "takes place",
        r"\bfinde[tn]\b[^.!?\n]{0,160}\bstatt\b|\bstattfinde\w+|\bbeginnt um\b|wird .{0,60}gezeigt|geht weiter mit",
    ),
    cue(
        Kind.EVENT,
        1.5,
        "how to take part",
        r"\b(?:eintritt|teilnahme|teilnehmen|teilnehmende|teilnahmegebühr|anmeldung|anmelden|anmeldeschluss"
        r"|einlass|treffpunkt|veranstaltungsort|kommt vorbei|zoom)\b",
    ),
    cue(
        Kind.EVENT,
        1.5,
        "names an occasion",
        r"\b(?:workshop\w*|seminar\w*|\w*treffen|\w*veranstaltung\w*|\w*konferenz|\w*sendung\w*|\w*vortrag"
        r"|\w*lesung|\w*diskussion|\w*austausch|\w*kongress|kurs|dokumentarfilm|\w*gesprächsrunde|\w*fachtag"
        r"|\w*medienprojekt)\b",
    ),
)

CATEGORY_CUES: tuple[Cue, ...] = (
    cue(Kind.EVENT, 2, "its category", r"veranstaltung|termin|\bevents?\b|kalender|workshop|seminar"),
    cue(Kind.JOB, 6, "its category", r"\bstellen|\bjobs?\b|stellenangebot|stellenmarkt|karriere"),
    cue(Kind.FUNDING, 6, "its category", r"\bförder|ausschreibung|wettbewerb|funding|fristen"),
    cue(
        Kind.NEWS,
        4,
        "its category",
        r"presse(?:mitteilung)?|rückblick|newsletter|stellungnahme|zur(?:ü|ue)ckliegende|publikation",
    ),
    cue(Kind.NOTICE, 4, "its category", r"\bmitglieder|spenden|in eigener sache"),
)
URL_CUES: tuple[Cue, ...] = (
    cue(Kind.EVENT, 2, "its address", r"/(?:veranstaltung(?:en)?|events?|termine?|kalender)/"),
    cue(Kind.JOB, 6, "its address", r"/(?:jobs?|stellen\w*|karriere|stellenangebote?)/|stellenausschreibung"),
    cue(Kind.FUNDING, 5, "its address", r"/(?:foerder\w*|ausschreibungen?|wettbewerbe?)/"),
    cue(Kind.NEWS, 4, "its address", r"/(?:presse\w*|pressemitteilung(?:en)?|newsletter)/"),
)
