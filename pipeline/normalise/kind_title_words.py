"""The words in a title that speak for each kind of announcement."""

from __future__ import annotations

from pipeline.models import Kind
from pipeline.normalise.kind_words import Cue, cue

# "Jede*r ist willkommen" seeks nobody
_NO_PRONOUN = r"(?!jede|eine|keine|meine|deine|unser|liebe|andere|viele|nachbar|freund|bürger|teilnehmer)"
_GENDER = r"(?:[*:_·•]in|/-?in|\(in\)|\*r|/r)"
_ROLE = (
    r"(?:mitarbeiter|referent|koordinator|berater|sozialarbeiter|sozialpädagog\w*|pädagog\w*|trainer|leiter"
    r"|geschäftsführer|assistent"
    r"|sachbearbeiter|redakteur|manager|dolmetscher|erzieher|psycholog\w*|therapeut|lehrer|jurist|buchhalter"
    r"|dozent|fundraiser"
    r"|entwickler|betreuer|praktikant|volontär|werkstudent|hausmeister|promotor|begleiter|coach|archivar"
    r"|kurator|sprachmittler"
    r"|streetworker|teamer|techniker|grafiker|verwalter|sekretär)"
)
_EMPLOYED = (
    r"(?:geschäftsführung|\w*(?:projekt|team|bereichs|einrichtungs)leitung|\w*(?:projekt)?koordination"
    r"|\w*assistenz|\w*fachkraft"
    r"|\w*fachkräfte|\w*hilfskr(?:a|ä)fte?|\w*verwaltungskraft|\w*honorarkr(?:a|ä)fte?|projektmitarbeit"
    r"|\w*sachbearbeitung"
    r"|elternzeitvertretung|volontariat|minijob|mini-job|werkstudium|pflegekraft|reinigungskraft|bürokraft"
    r"|lehrkr(?:a|ä)fte?"
    r"|aushilfe|leitung|mitarbeit|bürokaufmann|bürokauffrau)"
)

TITLE_CUES: tuple[Cue, ...] = (
    cue(Kind.JOB, 5, "a role sought", rf"\A\W*[\w-]*{_ROLE}in\s[A-ZÄÖÜ](?!\w+ (?:liest|erzählt|spricht|berichtet))"),
    cue(
        Kind.JOB, 6, "somebody is sought", rf"\b[\w-]*{_ROLE}\w{{0,3}}(?:[*:_]innen|[*:_]in|innen)?\b.{{0,40}}\bgesucht"
    ),
    cue(Kind.NOTICE, 4, "something is sought", r"\bgesucht\W*\Z|\bzu verschenken\b|\babzugeben\b"),
    cue(
        Kind.NOTICE,
        6,
        "a note of the house",
        r"\bwir ziehen um\b|umzug (?:der|des|unserer) (?:geschäfts|beratungs|büro)",
    ),
    cue(Kind.NOTICE, 7, "asks for donations", r"\b(?:sach|kleider|möbel|geld|lebensmittel)spenden\b"),
    cue(Kind.NEWS, 7, "a statement", r"\A\W*zum tode?\b|\bin memoriam\b|\bverstorben\b"),
    cue(
        Kind.JOB,
        3,
        "a field of work",  # also what workshops are about, so it needs a second sign
        r"\A\W*(?:öffentlichkeitsarbeit|(?:finanz)?verwaltung|projektmanagement|buchhaltung|fundraising|social["
        r" -]media|[\w-]*redaktion"
        r"|[\w-]*beratung|[\w-]*koordinierung|[\w-]*betreuung)(?![\w-])",
    ),
    cue(
        Kind.JOB,
        8,
        "paid work",
        r"honorar(?:tätigkeit|auftrag|basis|job)|\A\W*jobs?\b\s?[:|–-]|\bteam\b.{0,20}(?:erweiter|verstärk"
        r"|wächst)|(?:erweiter|verstärk)\w+ .{0,20}\bteam\b"
        r"|\d{3}-euro-(?:job|basis)|(?:auf|als) minijob|nachfolge gesucht",
    ),
    cue(
        Kind.FUNDING,
        6,
        "pays for projects",
        r"(?:unterstützt|fördert|finanziert) (?:kleine |lokale |junge |ehrenamtliche )?(?:projekte|initiativen"
        r"|vereine|ideen|vorhaben)"
        r"|(?:projekte|vorhaben|ideen|initiativen) (?:mit|bis zu) .{0,20}(?:euro|€)|\b(?:sofort|not|anschub"
        r"|start)hilfe\b|[\w-]*(?<!sprach)(?<!lese)(?<!früh)förderung\Z|\A\W*(?:projekt|kultur|vereins|jugend"
        r"|kunst|engagement|demokratie|sport|mikro)-?förderung\b"
        r"|antragstellung|antragsrunde|förderrichtlinie.{0,60}(?:antrag|anträge)|residenz(?:programm"
        r"|stipendi)\w*|[\w-]*budgets? (?:\d{4} )?[–-] anträge|ausgelobt"
        r"|fördergeld|geld für (?:projekte|vereine|initiativen|ideen)|bewirb dich mit|ideen gesucht|vorschläge"
        r" gesucht|projekte gesucht",
    ),
    cue(
        Kind.FUNDING,
        5,
        "a competition",
        r"\b[A-ZÄÖÜ][\wäöüß]+-(?:[A-ZÄÖÜ][\wäöüß]+-)*Preis\b|\b[\w-]+preis\b \d{4}",
        flags=0,
    ),
    cue(
        Kind.NEWS,
        8,
        "looks back",
        r"\b(?:gelungen|erfolgreich|rundum gelungen)e[rsn]? [\wäöüß*-]+|\bdas war(?:en)?\b|\bwar ein\b|\b(?:ein"
        r" )?(?:resümee|fazit)\b(?! ?ziehen)|\A\W*bilanz\b"
        r"|\bbesuchte[nr]?\b|zu gast (?:war|bei)|feierten\b",
    ),
    cue(
        Kind.NEWS,
        7.5,
        "results are out",
        r"(?:auswertung|ergebnisse?|bericht|zahlen|studie|dokumentation|broschüre|programm\w*"
        r"|gutachten)\b.{0,60}(?:liegt|liegen) vor\b|\bergebnisse (?:der|des|unserer|aus)\b"
        r"|\Aauswertung (?:der|des|unserer)|jetzt (?:online|erhältlich|als download)|\A\W*interview\b\s?[:–|-]"
        r"|wahlprüfsteine|\bgeht an\b|verdienstkreuz|preisträger\w*|verdienstorden"
        r"|(?:ist|sind) (?:jetzt )?da\b|steht fest\b|stehen fest\b|\bgeehrt\b|neue[rs]? (?:vorstand"
        r"|geschäftsführ\w+|sprecher\w*"
        r"|vorsitzende\w*)\b(?!.{0,10}gesucht)",
    ),
    cue(
        Kind.NOTICE,
        7,
        "a note of the house",
        r"vermietung|zu vermieten|(?:seminar)?r(?:aum|äume) (?:frei|zu vergeben|mieten|nutzen)|geändert\w*"
        r" (?:sprech|öffnungs|telefon)\w*|neue sprechzeiten"
        r"|urlaubsbedingt|nicht erreichbar|telefonisch nicht|kontoverbindung|wegen (?:krankheit|urlaub) ",
    ),
    cue(
        Kind.JOB,
        9,
        "all genders sought",
        r"\b[mwdfxi](?:\s?[/|,*]\s?[mwdfxi*a]){1,4}\b|\(all(?:e)? (?:genders?|geschlechter)\)|\(gn\*?\)",
    ),
    cue(
        Kind.JOB,
        8,
        "a post advertised",
        r"stellenausschreibung|stellenangebot|stellenanzeige|jobangebot|offene stellen?|stellenmarkt|jobausschreibung",
    ),
    cue(
        Kind.JOB,
        8,
        "a post",
        r"\b(?:vollzeit|teilzeit|projekt|praktikums|fsj-?|bfd-?|leitungs|minijob-?|halbe |personal|honorar"
        r"|sozialarbeits|referent\w*|mitarbeiter\w*)-?stellen?\b|\bstellen? (?:als|im|in der|beim|zu besetzen"
        r"|frei|für)\b|\bstelle \(",
    ),
    cue(Kind.JOB, 6, "a role sought", rf"\A\W*(?:[\w-]+\s){{0,2}}{_NO_PRONOUN}[\w-]*\w{{4,}}{_GENDER}(?![\w-])"),
    cue(Kind.JOB, 6, "a role sought", r"\A\W*(?:[A-ZÄÖÜ][\w-]+\s)?[A-ZÄÖÜ][\wäöüß-]{3,}In(?![\wäöüß])", flags=0),
    cue(Kind.JOB, 3, "a role named", rf"(?<![\w-]){_NO_PRONOUN}[\w-]*\w{{4,}}{_GENDER}(?![\w-])"),
    cue(
        Kind.JOB,
        6,
        "a role sought",
        rf"\A\W*(?:\d+|zwei|drei|mehrere|freie|neue|weitere)\s[\w-]*{_ROLE}(?:[*:_]in)?nen\b"
        rf"|\A\W*[\w-]*{_ROLE}[*:_]innen\s?(?:\(|für|im)",
    ),
    cue(
        Kind.JOB,
        5,
        "a role sought",
        rf"\A\W*(?:[\w-]+\s)?[\w-]*{_ROLE}(?:in)?\s(?:für|im|in|bei|zur|als|\(|mit schwerpunkt)",
    ),
    cue(Kind.JOB, 6, "a role sought", rf"\A\W*[\w-]*{_ROLE}(?:in)?(?:\s*\(.*\))?\Z"),
    cue(
        Kind.JOB,
        5,
        "a role sought",
        rf"\A\W*(?:pädagogische |stellvertretende |studentische |wissenschaftliche |kaufmännische |freie |neue"
        rf" )?[\w-]*{_EMPLOYED}(?![\w-])",
    ),
    cue(
        Kind.JOB,
        6,
        "somebody is sought",
        r"\bsucht\s+(?:ein|zum|ab|dich|verstärkung|unterstützung|für|neue|[\w*:_]+innen)|\bwir suchen"
        r" (?!gemeinsam|wege|antworten|nach|das|die)|verstärkung gesucht|(?:kräfte|trainer\w*|teamer\w*"
        r"|dozent\w*|mitarbeiter\w*|berater\w*|lehrkräfte|fachkraft|hilfskraft)(?:[*:_]innen"
        r"|[*:_]in)?\b.{0,40}\bgesucht|wir stellen ein",
    ),
    cue(
        Kind.JOB,
        6,
        "hours of work",
        r"\(?\b\d{2,3}\s?%(?!\s?(?:rabatt|der|aller))|\b\d[.,]\d+\s?VZÄ|\bVZÄ\b"
        r"|\b\d{1,2}(?:[-–]\d{1,2})?\s?(?:h|std\.?|stunden|wochenstunden)(?:\s?/\s?|\s?(?:pro|je)\s)woche"
        r"|wochenstunden|\bvollzeit\b|\bteilzeit\b",
    ),
    cue(
        Kind.JOB,
        5,
        "a placement",
        r"\bpraktik(?:um|a)\b|pflichtpraktikum|praktikumsplatz|\b(?:FSJ|BFD|FÖJ)(?:ler\w*)?\b"
        r"|bundesfreiwilligendienst|freiwilliges soziales jahr|freiwilligendienst|\bausbildungsplatz",
    ),
    cue(
        Kind.FUNDING,
        7,
        "a call for applications",
        r"\bfördertopf|fördertöpfe|förderaufruf|projektaufruf"
        r"|ausschreibung(?:srunde)?\b(?<!stellenausschreibung)|antragsfrist|antragsstichtag|ideeninitiative"
        r"|interessenbekundung\w*|call for (?:projects?|proposals|applications|funding)|aufruf zur"
        r" antragstellung|anträge? (?:ab sofort |jetzt |noch |bis |können )?(?:stellen|gestellt|möglich"
        r"|einreichen|bis)|fördertipps?\b|förderhinweis",
    ),
    cue(
        Kind.FUNDING,
        6,
        "money to be had",
        r"\bförder(?:programme?s?|fonds|runde|preis|möglichkeit(?:en)?|angebote?|mittel|gelder"
        r"|linie)\b(?!\s?(?:akquis|kürz))|\A\W*(?:\w+\s){0,1}(?:projekt)?förderung\b|\bförderung (?:durch"
        r"|beantragen|für (?:projekte|vereine|initiativen))|\b[\w-]*(?:projekt|mikro|kleinprojekte|initiativen"
        r"|sonder|anschub|start)-?(?:förderung|mittel|fonds)\b|\b[\w-]*(?:fonds|stipendi(?:um|en)|zuschuss"
        r"|zuschüsse|starthilfe)\b|mikroprojekte?\b",
    ),
    cue(
        Kind.FUNDING,
        6,
        "a competition",
        r"\b[\w-]*wettbewerb\w*|\bwettbewerbe?\b|\b[\w-]*(?:demokratie|integrations|förder|engagement|jugend"
        r"|ehrenamts|bürger|zivilcourage|kultur|medien|friedens|toleranz|gründer|publikums|innovations"
        r"|nachbarschafts|preis der|sonder|frauen|menschenrechts|nachhaltigkeits)preis(?:es)?\b|preis (?:für"
        r"|der|des|ausgeschrieben)\b|\baward\b",
    ),
    cue(
        Kind.FUNDING,
        3.5,
        "applications are open",
        r"jetzt (?:noch )?bewerben|bewerbung(?:en)? (?:bis|ab|möglich|offen)|bewerbungs(?:frist|phase|start)",
    ),
    cue(
        Kind.NEWS,
        8,
        "a press release",
        r"\bpresse(?:mitteilung|statement|echo|stimmen)|pressemitteilung|presse(?:information|erklärung|meldung"
        r"|bericht|spiegel)|\bPM\b(?=[ :|])"
        r"|medieninformation|press release",
    ),
    cue(
        Kind.NEWS,
        8,
        "looks back",
        r"\b\w*rückblicke?\b|\bnachlese\b|\bnachbericht|\bnachbetrachtung|\brückschau|so"
        r" war(?:’s|'s| es| das| der| die)?\b|(?:tagungs|veranstaltungs|abschluss|erfahrungs|fest|kongress"
        r"|reise)bericht|\bbericht (?:vo[nm]|über|zu[rm]?)\b|eindrücke (?:vo[nm]|der)|impressionen|\bfotos"
        r" vo[nm]|(?:video|audio)?mitschnitt|aufzeichnung(?:en)? (?:der|des|vo)|\bdokumentation (?:de[rs]"
        r"|zu[rm]?|erschienen|online|vo)|tagungsdokumentation|hat stattgefunden|haben stattgefunden"
        r"|\bfand(?:en)? .{0,60}statt\b|erfolgreiche[rs]? (?:abschluss|auftakt|start)|war ein (?:voller |großer"
        r" )?erfolg|vielen dank (?:an|für)",
    ),
    cue(
        Kind.NEWS,
        7,
        "a newsletter",
        r"\bnewsletter|\brundbrief|\binfobrief|\binfomail|\b\w+ update\b|\bupdate \|.*\d{4}|news vom|monatsbrief",
    ),
    cue(
        Kind.NEWS,
        7,
        "a statement",
        r"\bstellungnahme|\bstatement\b|offener brief|positionspapier|\bforderungs(?:katalog|papier)|gemeinsame"
        r" erklärung|solidaritätserklärung|\berklärung (?:zu[rm]?|des|der)|\bappell\b|\bresolution\b"
        r"|\bkommentar\b|\bnachruf|wir trauern|in gedenken an unser|solidarität mit|eckpunktepapier",
    ),
    cue(
        Kind.NEWS,
        6,
        "somebody says something",
        r"\b(?:fordert|fordern|kritisiert|kritisieren|begrüßt|begrüßen|warnt|warnen|verurteilt|verurteilen"
        r"|gratuliert|gratulieren|veröffentlicht|veröffentlichen|erschienen|beschließt|beschlossen"
        r"|verabschiedet|gewählt|ausgezeichnet|erhält|gewinnt|gestartet|gegründet|zieht bilanz|stellt"
        r" (?!sich).{1,40} vor)\b",
    ),
    cue(
        Kind.NEWS,
        5,
        "a publication",
        r"\b(?:neue? )?(?:broschüre|handreichung|publikation|veröffentlichung|jahresbericht|sachstandsbericht"
        r"|monitoring|studie|lagebericht|arbeitshilfe|leitfaden|materialien|sammelband|podcast\w*|interview mit"
        r"|im interview|chronik|statistik)\b|neuerscheinung",
    ),
    cue(
        Kind.NOTICE,
        8,
        "a member is introduced",
        r"\bneu (?:im|in der|bei|beim|dabei)\b (?!denken)|neue[srn]? mitglied(?:er|s|sorganisation(?:en)?)?\b"
        r"|mitglied stellt sich vor|willkommen im netzwerk",
    ),
    cue(
        Kind.NOTICE,
        8,
        "asks for donations",
        r"\A\W*spenden?\b(?!\w)|\bspenden(?:aufruf|aktion|konto|kampagne|sammlung)\b|(?:jetzt|bitte|und)"
        r" spenden|spende jetzt|spendet|unterstütz(?:t|en sie) uns|crowdfunding|fördermitglied werden|mitglied"
        r" werden",
    ),
    cue(
        Kind.NOTICE,
        7,
        "asks for answers",
        r"\b[\w-]*umfrage\b|\b(?:online-?)?befragung\b|fragebogen|petition|mitzeichnen"
        r"|unterschriften(?:sammlung|aktion|liste)?|interviewpartner|studienteilnehmer|call for papers|call for"
        r" contributions|teilnehmende gesucht|(?:ehrenamtliche|freiwillige|helfer\w*|unterstützer\w*|pat\w+"
        r"|mentor\w+|räume?|wohnung(?:en)?|büro\w*)(?:[*:_]innen)?\b.{0,30}\bgesucht",
    ),
    cue(
        Kind.NOTICE,
        7,
        "a note of the house",
        r"öffnungszeiten|sommerpause|winterpause|betriebsferien|(?:büro|geschäftsstelle|beratungsstelle"
        r"|laden).{0,30}(?:geschlossen|zieht um|umgezogen|nicht besetzt)|bleibt .{0,30}geschlossen|neue adresse"
        r"|neue (?:telefonnummer|anschrift|website|webseite|homepage)|wir sind umgezogen|in eigener sache"
        r"|wartungsarbeiten|(?<!\w)hinweis(?:e)? (?:zu|für|auf)|schließzeit|stellenabbau|impressum"
        r"|datenschutz(?:erklärung|hinweis)",
    ),
)
