"""The words that speak for each kind of announcement, with their weight and the reason that is given for them."""

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


def _cue(kind: Kind, weight: float, reason: str, pattern: str, *, flags: int = re.IGNORECASE) -> Cue:
    return Cue(kind=kind, weight=weight, reason=reason, pattern=re.compile(pattern, flags))


# compounds end with these: Landestreffen, Sommerfest, Teamer*innenausbildung
EVENT_NOUN = re.compile(
    r"(?<![\w])[\w*:_-]*?(?:workshops?|seminare?|webinare?|tagung(?:en)?|konferenz(?:en)?|kongress(?:e|es)?|symposi(?:um|en)"
    r"|fachtage?|fachgespräche?|treffen|treff|stammtisch(?:e|es)?|lesung(?:en)?|vortrag|vorträge|diskussion(?:en)?|podium(?:s\w*)?"
    r"|gespräche?|gesprächs(?:runde|abend|reihe)n?|film(?:abend|vorführung|reihe|gespräch|screening|vorstellung|tage)?|kino|screening"
    r"|ausstellung(?:en)?|vernissage|finissage|konzerte?|feste?s?|festivals?|feier(?:n|lichkeiten)?|party|partys|demo(?:nstration)?s?"
    r"|kundgebung(?:en)?|mahnwachen?|gedenken|gedenkfeier|gedenkgang|gedenkstunde|rundgang|rundgänge|führung(?:en)?|exkursion(?:en)?"
    r"|bildungsreisen?|(?:bildungs|gedenkstätten)fahrt(?:en)?|camps?|training(?:s)?|schulung(?:en)?|fortbildung(?:en)?"
    r"|weiterbildung(?:en)?|innenausbildung(?:en)?|ausbildung zu[rm]|kurse?|(?:lern|schreib|zukunfts|ideen|film|text|theater|antrags|kreativ|näh)werkstatt"
    r"|werkstattgespräche?|café?s?|frühstück|brunch|picknick|tag der|tag gegen|wochen? (?:gegen|der|für)|kulturwochen?|aktionswochen?"
    r"|aktionstage?|projekttage?|tage\b|theater(?:stück|abend)?|performance|aufführung(?:en)?|premiere|talks?|salon|forum|foren|barcamp"
    r"|turnier|spaziergang|spaziergänge|stadtspaziergang|sprechstunden?|plenum|versammlung(?:en)?|infoveranstaltung(?:en)?"
    r"|veranstaltung(?:en|sreihe)?|infoabend|abend|sendung(?:en)?|auftakt(?:veranstaltung)?|abschlussveranstaltung|planspiele?|parade"
    r"|sitzung(?:en)?|messe|flohmarkt|basar|begegnung(?:en)?|austausch(?:runde|treffen)?|dialog(?:e|forum)?|dinner|iftar"
    r"|preisverleihung|einweihung|eröffnung|kick-?off|hearing|anhörung|supervision|intervision|reihe|gottesdienst|andacht"
    r"|slam|jam|wanderung(?:en)?|kochabend|kochen|nacht|lunch|meet-?up|meeting|conference|exhibition|concert|reading|lecture|course"
    r"|rally|vigil|show|tour|festspiele|proben?|chor|sprachcafé|runder tisch|runden tisch|colloquium|kolloquium|ringvorlesung"
    r"|vorlesung(?:en)?|debatte|bürgerdialog|beratungstag|werkschau|radioshow|live-?stream|akademie|sommerschule|feriencamp|jugendfreizeit"
    r"|stadtteilfest|straßenfest|nachbarschaftsfest|marsch|lauf|streik|blockade|protest|zeitzeug\w*|stolperstein\w*|putzaktion)(?![\wäöüß])",
    re.IGNORECASE,
)
SAVE_THE_DATE = re.compile(r"save[ -]the[ -]date|herzliche einladung|einladung zu[rm]?\b", re.IGNORECASE)

# "Jede*r ist willkommen" seeks nobody
_NO_PRONOUN = r"(?!jede|eine|keine|meine|deine|unser|liebe|andere|viele|nachbar|freund|bürger|teilnehmer)"
_GENDER = r"(?:[*:_·•]in|/-?in|\(in\)|\*r|/r)"
_ROLE = (
    r"(?:mitarbeiter|referent|koordinator|berater|sozialarbeiter|sozialpädagog\w*|pädagog\w*|trainer|leiter|geschäftsführer|assistent"
    r"|sachbearbeiter|redakteur|manager|dolmetscher|erzieher|psycholog\w*|therapeut|lehrer|jurist|buchhalter|dozent|fundraiser"
    r"|entwickler|betreuer|praktikant|volontär|werkstudent|hausmeister|promotor|begleiter|coach|archivar|kurator|sprachmittler"
    r"|streetworker|teamer|techniker|grafiker|verwalter|sekretär)"
)
_EMPLOYED = (
    r"(?:geschäftsführung|\w*(?:projekt|team|bereichs|einrichtungs)leitung|\w*(?:projekt)?koordination|\w*assistenz|\w*fachkraft"
    r"|\w*fachkräfte|\w*hilfskr(?:a|ä)fte?|\w*verwaltungskraft|\w*honorarkr(?:a|ä)fte?|projektmitarbeit|projektmanagement|\w*sachbearbeitung|buchhaltung"
    r"|elternzeitvertretung|volontariat|minijob|mini-job|werkstudium|pflegekraft|reinigungskraft|bürokraft|lehrkr(?:a|ä)fte?"
    r"|aushilfe|leitung|mitarbeit|öffentlichkeitsarbeit|verwaltung|finanzverwaltung|bürokaufmann|bürokauffrau)"
)

TITLE_CUES: tuple[Cue, ...] = (
    _cue(Kind.JOB, 9, "all genders sought", r"\b[mwdfxi](?:\s?[/|,*]\s?[mwdfxi*a]){1,4}\b|\(all(?:e)? (?:genders?|geschlechter)\)|\(gn\*?\)"),
    _cue(Kind.JOB, 8, "a post advertised", r"stellenausschreibung|stellenangebot|stellenanzeige|jobangebot|offene stellen?|stellenmarkt|jobausschreibung"),
    _cue(Kind.JOB, 8, "a post", r"\b(?:vollzeit|teilzeit|projekt|praktikums|fsj-?|bfd-?|leitungs|minijob-?|halbe |personal|honorar|sozialarbeits|referent\w*|mitarbeiter\w*)-?stellen?\b|\bstellen? (?:als|im|in der|beim|zu besetzen|frei|für)\b|\bstelle \("),
    _cue(Kind.JOB, 6, "a role sought", rf"\A\W*(?:[\w-]+\s){{0,2}}{_NO_PRONOUN}[\w-]*\w{{4,}}{_GENDER}(?![\w-])"),
    _cue(Kind.JOB, 6, "a role sought", r"\A\W*(?:[A-ZÄÖÜ][\w-]+\s)?[A-ZÄÖÜ][\wäöüß-]{3,}In(?![\wäöüß])", flags=0),
    _cue(Kind.JOB, 3, "a role named", rf"(?<![\w-]){_NO_PRONOUN}[\w-]*\w{{4,}}{_GENDER}(?![\w-])"),
    _cue(Kind.JOB, 6, "a role sought", rf"\A\W*(?:\d+|zwei|drei|mehrere|freie|neue|weitere)\s[\w-]*{_ROLE}(?:[*:_]in)?nen\b|\A\W*[\w-]*{_ROLE}[*:_]innen\s?(?:\(|für|im)"),
    _cue(Kind.JOB, 5, "a role sought", rf"\A\W*(?:[\w-]+\s)?[\w-]*{_ROLE}(?:in)?\s(?:für|im|in|bei|zur|als|\(|mit schwerpunkt)"),
    _cue(Kind.JOB, 6, "a role sought", rf"\A\W*[\w-]*{_ROLE}(?:in)?(?:\s*\(.*\))?\Z"),
    _cue(Kind.JOB, 5, "a role sought", rf"\A\W*(?:pädagogische |stellvertretende |studentische |wissenschaftliche |kaufmännische |freie |neue )?[\w-]*{_EMPLOYED}(?![\w-])"),
    _cue(Kind.JOB, 6, "somebody is sought", r"\bsucht\s+(?:ein|zum|ab|dich|verstärkung|unterstützung|für|neue|[\w*:_]+innen)|\bwir suchen (?!gemeinsam|wege|antworten|nach|das|die)|verstärkung gesucht|(?:kräfte|trainer\w*|teamer\w*|dozent\w*|mitarbeiter\w*|berater\w*|lehrkräfte|fachkraft|hilfskraft)(?:[*:_]innen|[*:_]in)?\b.{0,40}\bgesucht|wir stellen ein"),
    _cue(Kind.JOB, 6, "hours of work", r"\(?\b\d{2,3}\s?%(?!\s?(?:rabatt|der|aller))|\b\d[.,]\d+\s?VZÄ|\bVZÄ\b|\b\d{1,2}(?:[-–]\d{1,2})?\s?(?:h|std\.?|stunden|wochenstunden)(?:\s?/\s?|\s?(?:pro|je)\s)woche|wochenstunden|\bvollzeit\b|\bteilzeit\b"),
    _cue(Kind.JOB, 5, "a placement", r"\bpraktik(?:um|a)\b|pflichtpraktikum|praktikumsplatz|\b(?:FSJ|BFD|FÖJ)(?:ler\w*)?\b|bundesfreiwilligendienst|freiwilliges soziales jahr|freiwilligendienst|\bausbildungsplatz"),
    _cue(Kind.FUNDING, 7, "a call for applications", r"\bfördertopf|fördertöpfe|förderaufruf|projektaufruf|ausschreibung(?:srunde)?\b(?<!stellenausschreibung)|antragsfrist|antragsstichtag|ideeninitiative|interessenbekundung\w*|call for (?:projects?|proposals|applications|funding)|aufruf zur antragstellung|anträge? (?:ab sofort |jetzt |noch |bis |können )?(?:stellen|gestellt|möglich|einreichen|bis)|fördertipps?\b|förderhinweis"),
    _cue(Kind.FUNDING, 6, "money to be had", r"\bförder(?:programme?s?|fonds|runde|preis|möglichkeit(?:en)?|angebote?|mittel|gelder|linie)\b(?!\s?(?:akquis|kürz))|\A\W*(?:\w+\s){0,1}(?:projekt)?förderung\b|\bförderung (?:durch|beantragen|für (?:projekte|vereine|initiativen))|\b[\w-]*(?:projekt|mikro|kleinprojekte|initiativen|sonder|anschub|start)-?(?:förderung|mittel|fonds)\b|\b[\w-]*(?:fonds|stipendi(?:um|en)|zuschuss|zuschüsse|starthilfe)\b|mikroprojekte?\b"),
    _cue(Kind.FUNDING, 6, "a competition", r"\b[\w-]*wettbewerb\w*|\bwettbewerbe?\b|\b[\w-]*(?:demokratie|integrations|förder|engagement|jugend|ehrenamts|bürger|zivilcourage|kultur|medien|friedens|toleranz|gründer|publikums|innovations|nachbarschafts|preis der|sonder|frauen|menschenrechts|nachhaltigkeits)preis(?:es)?\b|preis (?:für|der|des|ausgeschrieben)\b|\baward\b"),
    _cue(Kind.FUNDING, 2, "applications are open", r"jetzt (?:noch )?bewerben|bewerbungen? (?:bis|ab|möglich|offen)|bewerbungs(?:frist|phase|start)"),
    _cue(Kind.NEWS, 8, "a press release", r"pressemitteilung|presse(?:information|erklärung|meldung|bericht|spiegel)|\bPM\b(?=[ :|])|medieninformation|press release"),
    _cue(Kind.NEWS, 8, "looks back", r"\b(?:jahres|tagungs)?rückblicke?\b|\bnachlese\b|\bnachbericht|\bnachbetrachtung|\brückschau|so war(?:’s|'s| es| das| der| die)?\b|(?:tagungs|veranstaltungs|abschluss|erfahrungs|fest|kongress|reise)bericht|\bbericht (?:vo[nm]|über|zu[rm]?)\b|eindrücke (?:vo[nm]|der)|impressionen|\bfotos vo[nm]|(?:video|audio)?mitschnitt|aufzeichnung(?:en)? (?:der|des|vo)|\bdokumentation (?:de[rs]|zu[rm]?|erschienen|online|vo)|tagungsdokumentation|hat stattgefunden|haben stattgefunden|\bfand(?:en)? .{0,60}statt\b|erfolgreiche[rs]? (?:abschluss|auftakt|start)|war ein (?:voller |großer )?erfolg|vielen dank (?:an|für)"),
    _cue(Kind.NEWS, 7, "a newsletter", r"\bnewsletter|\brundbrief|\binfobrief|\binfomail|\b\w+ update\b|\bupdate \|.*\d{4}|news vom|monatsbrief"),
    _cue(Kind.NEWS, 7, "a statement", r"\bstellungnahme|\bstatement\b|offener brief|positionspapier|\bforderungs(?:katalog|papier)|gemeinsame erklärung|solidaritätserklärung|\berklärung (?:zu[rm]?|des|der)|\bappell\b|\bresolution\b|\bkommentar\b|\bnachruf|wir trauern|in gedenken an unser|solidarität mit|eckpunktepapier"),
    _cue(Kind.NEWS, 6, "somebody says something", r"\b(?:fordert|fordern|kritisiert|kritisieren|begrüßt|begrüßen|warnt|warnen|verurteilt|verurteilen|gratuliert|gratulieren|veröffentlicht|veröffentlichen|erschienen|beschließt|beschlossen|verabschiedet|gewählt|ausgezeichnet|erhält|gewinnt|gestartet|gegründet|zieht bilanz|stellt (?!sich).{1,40} vor)\b"),
    _cue(Kind.NEWS, 5, "a publication", r"\b(?:neue? )?(?:broschüre|handreichung|publikation|veröffentlichung|jahresbericht|sachstandsbericht|monitoring|studie|lagebericht|arbeitshilfe|leitfaden|materialien|sammelband|podcast\w*|interview mit|im interview|chronik|statistik)\b|neuerscheinung"),
    _cue(Kind.NOTICE, 8, "a member is introduced", r"\bneu (?:im|in der|bei|beim|dabei)\b (?!denken)|neue[srn]? mitglied(?:er|s|sorganisation(?:en)?)?\b|mitglied stellt sich vor|willkommen im netzwerk"),
    _cue(Kind.NOTICE, 8, "asks for donations", r"\A\W*spenden?\b(?!\w)|\bspenden(?:aufruf|aktion|konto|kampagne|sammlung)\b|(?:jetzt|bitte|und) spenden|spende jetzt|spendet|unterstütz(?:t|en sie) uns|crowdfunding|fördermitglied werden|mitglied werden"),
    _cue(Kind.NOTICE, 7, "asks for answers", r"\b[\w-]*umfrage\b|\b(?:online-?)?befragung\b|fragebogen|petition|mitzeichnen|unterschriften(?:sammlung|aktion|liste)?|interviewpartner|studienteilnehmer|call for papers|call for contributions|teilnehmende gesucht|(?:ehrenamtliche|freiwillige|helfer\w*|unterstützer\w*|pat\w+|mentor\w+|räume?|wohnung(?:en)?|büro\w*)(?:[*:_]innen)?\b.{0,30}\bgesucht"),
    _cue(Kind.NOTICE, 7, "a note of the house", r"öffnungszeiten|sommerpause|winterpause|betriebsferien|(?:büro|geschäftsstelle|beratungsstelle|laden).{0,30}(?:geschlossen|zieht um|umgezogen|nicht besetzt)|bleibt .{0,30}geschlossen|neue adresse|neue (?:telefonnummer|anschrift|website|webseite|homepage)|wir sind umgezogen|in eigener sache|wartungsarbeiten|(?<!\w)hinweis(?:e)? (?:zu|für|auf)|schließzeit|stellenabbau|impressum|datenschutz(?:erklärung|hinweis)"),
)

TEXT_CUES: tuple[Cue, ...] = (
    _cue(Kind.JOB, 3, "all genders sought", r"\(\s?[mwdfxi](?:\s?[/|,*]\s?[mwdfxi*a]){1,4}\s?\)"),
    _cue(Kind.JOB, 3, "pay and contract", r"\bTV-?[ÖL]\w*|\bTVöD|entgeltgruppe|vergütung (?:erfolgt|nach|in anlehnung|gemäß|beträgt)|arbeitsvertrag|stellenumfang|arbeitsumfang|besoldung|\bbefristet (?:bis|auf|für)|wochenstunden|\bVZÄ\b|stunden (?:pro|/|je) woche|arbeitsort|dienstort|einsatzort"),
    _cue(Kind.JOB, 3, "asks for an application", r"bewerbungs(?:unterlagen|gespräch|schluss)|aussagekräftige bewerbung|(?:ihre|deine|eure) bewerbung|lebenslauf|arbeitszeugnis|schwerbehinder\w+ (?:menschen |bewerber)|führungszeugnis"),
    _cue(Kind.JOB, 2, "a deadline for applications", r"bewerbungsfrist|bewerbungsschluss|bewerbungen? bis"),
    _cue(Kind.JOB, 3, "describes a post", r"(?:ihre|deine|das sind (?:ihre|deine)) aufgaben|ihr profil|dein profil|wir bieten (?:ihnen|dir)|zum nächstmöglichen zeitpunkt|wir suchen (?:zum|ab|eine|dich|für unser)|stelle (?:ist )?(?:zunächst|ab|als|im umfang|zu besetzen)|stellenausschreibung|anforderungsprofil|elternzeitvertretung"),
    _cue(Kind.FUNDING, 3, "money to be had", r"(?:gefördert werden (?:können )?|förderfähig|antragsberechtigt|antragstellung|antragsfrist|förderhöhe|fördersumme|eigenanteil|maximale förderung|anträge können|mittel (?:können )?beantrag\w+|beantragt werden|preisgeld|dotiert mit|förderzeitraum)"),
    _cue(Kind.FUNDING, 2, "a call", r"bewerben können sich|einsendeschluss|vorschläge (?:können|einreichen)|ausschreibungs(?:text|unterlagen)|bewerbungsfrist|projektideen"),
    _cue(Kind.NEWS, 3, "tells of something over", r"\bfand(?:en)?\b[^.!?\n]{0,140}\bstatt\b|\bhat(?:te)?\b[^.!?\n]{0,100}stattgefunden|\bkamen\b[^.!?\n]{0,100}(?:zusammen|ins gespräch)|\bdiskutierten\b|\bnahmen\b[^.!?\n]{0,60}\bteil\b|der einladung (?:waren )?(?:ge)?folgten?|liegt hinter uns|war ein (?:voller|großer) erfolg|haben (?:wir )?gemeinsam gefeiert|blicken? (?:wir )?(?:dankbar |gern )?(?:auf .{3,80} )?zurück auf"),
    _cue(Kind.NEWS, 2, "a statement", r"\b(?:erklärt|kommentiert|kritisiert|fordert|sagt|so)\b (?:der|die|unser|unsere)?\s?(?:geschäftsführer|vorstand|vorsitzende|sprecher)|pressekontakt|zur sofortigen veröffentlichung|pressemitteilung"),
    _cue(Kind.NOTICE, 3, "asks for help", r"spendenkonto|jede spende|mit (?:ihrer|deiner|eurer) spende|steuerlich absetzbar|IBAN|betterplace|an der umfrage teil|fragebogen aus|petition (?:unter)?zeichnen"),
    _cue(Kind.EVENT, 2, "invites", r"\b(?:laden|lädt|lade)\b[^.!?\n]{0,140}\bein\b|herzlich eingeladen|herzlich willkommen|einladung zu"),
    _cue(Kind.EVENT, 2, "takes place", r"\bfinde[tn]\b[^.!?\n]{0,160}\bstatt\b|\bstattfinde\w+|\bbeginnt um\b|wird .{0,60}gezeigt|geht weiter mit"),
    _cue(Kind.EVENT, 1.5, "how to take part", r"\b(?:eintritt|teilnahme|teilnehmen|teilnehmende|teilnahmegebühr|anmeldung|anmelden|anmeldeschluss|einlass|treffpunkt|veranstaltungsort|kommt vorbei|zoom)\b"),
    _cue(Kind.EVENT, 1.5, "names an occasion", r"\b(?:workshop\w*|seminar\w*|\w*treffen|\w*veranstaltung\w*|\w*konferenz|\w*sendung\w*|\w*vortrag|\w*lesung|\w*diskussion|\w*austausch|\w*kongress|kurs|dokumentarfilm|\w*gesprächsrunde|\w*fachtag|\w*medienprojekt)\b"),
)

CATEGORY_CUES: tuple[Cue, ...] = (
    _cue(Kind.EVENT, 2, "its category", r"veranstaltung|termin|\bevents?\b|kalender|workshop|seminar"),
    _cue(Kind.JOB, 6, "its category", r"\bstellen|\bjobs?\b|stellenangebot|stellenmarkt|karriere"),
    _cue(Kind.FUNDING, 6, "its category", r"\bförder|ausschreibung|wettbewerb|funding|fristen"),
    _cue(Kind.NEWS, 4, "its category", r"presse(?:mitteilung)?|rückblick|newsletter|stellungnahme|zur(?:ü|ue)ckliegende|publikation"),
    _cue(Kind.NOTICE, 4, "its category", r"\bmitglieder|spenden|in eigener sache"),
)
URL_CUES: tuple[Cue, ...] = (
    _cue(Kind.EVENT, 2, "its address", r"/(?:veranstaltung(?:en)?|events?|termine?|kalender)/"),
    _cue(Kind.JOB, 6, "its address", r"/(?:jobs?|stellen\w*|karriere|stellenangebote?)/|stellenausschreibung"),
    _cue(Kind.FUNDING, 5, "its address", r"/(?:foerder\w*|ausschreibungen?|wettbewerbe?)/"),
    _cue(Kind.NEWS, 4, "its address", r"/(?:presse\w*|pressemitteilung(?:en)?|newsletter)/"),
)
