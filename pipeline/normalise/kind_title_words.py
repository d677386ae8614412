"""The words in a title that speak for a job or for funding, and all words in titles together."""

from __future__ import annotations

from pipeline.models import Kind
from pipeline.normalise.kind_house_words import HOUSE_TITLE_CUES
from pipeline.normalise.kind_news_words import NEWS_TITLE_CUES
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
        r"honorar(?:tätigkeit|auftrag|basis|job)|\A\W*jobs?\b\s?(?:[:|–-]|bei |im |in )"
        r"|\bteam\b.{0,20}(?:erweiter|verstärk"
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
        r"|fördergeld|preisgeld(?:er)?|geld für (?:projekte|vereine|initiativen|ideen)|bewirb dich mit"
        r"|ideen gesucht|vorschläge"
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
        Kind.JOB,
        9,
        "all genders sought",
        r"\b[mwdfxi](?:\s?[/|,*]\s?[mwdfxi*a]){1,4}\b|\(all(?:e)? (?:genders?|geschlechter)\)|\(gn\*?\)",
    ),
    cue(
        Kind.JOB,
        8,
        "a post advertised",
        r"stellenausschreibung|stellenangebot|stellenanzeige|jobangebot|offene stellen?|stellenmarkt"
        r"|jobausschreibung",
    ),
    cue(
        Kind.JOB,
        8,
        "a post",
        r"\b(?:vollzeit|teilzeit|projekt|praktikums|fsj-?|bfd-?|leitungs|minijob-?|halbe |personal|honorar"
        r"|sozialarbeits|referent\w*|mitarbeiter\w*)-?stellen?\b|\bstellen? (?:als|im|in der|beim|zu besetzen"
        r"|frei|für)\b|\bstelle \(|[*:_]innen-?stelle\b",
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
        r"\bfördertopf|fördertöpfe|einsendeschluss|förderaufruf|projektaufruf"
        r"|ausschreibung(?:srunde)?\b(?<!stellenausschreibung)|antragsfrist|antragsstichtag|ideeninitiative"
        r"|interessenbekundung\w*|call for (?:projects?|proposals|applications|funding)|aufruf zur"
        r" antragstellung|anträge? (?:ab sofort |jetzt |noch |bis |können )?(?:stellen|gestellt|möglich"
        r"|einreichen|bis)|fördertipps?\b|förderhinweis",
    ),
    cue(
        Kind.FUNDING,
        6,
        "money to be had",
        r"\bförder(?:programme?s?|fonds|runde|phase|periode|preis|möglichkeit(?:en)?|angebote?|mittel|gelder"
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
        r"|nachbarschafts|kunst|literatur|preis der|sonder|frauen|menschenrechts|nachhaltigkeits)preis(?:es)?\b"
        r"|preis (?:für|der|des|ausgeschrieben)\b|\baward\b",
    ),
    cue(
        Kind.FUNDING,
        3.5,
        "applications are open",
        r"jetzt (?:noch )?bewerben|bewerbung(?:en)? (?:bis|ab|möglich|offen)|bewerbungs(?:frist|phase|start)",
    ),
    cue(
        Kind.JOB,
        8,
        "a post advertised",
        rf"\A\W*ausschreibung\W{{1,4}}(?:[\w-]+\s)?[\w-]*(?:{_EMPLOYED}|{_ROLE}{_GENDER})",
    ),
    *NEWS_TITLE_CUES,
    *HOUSE_TITLE_CUES,
)
