"""The words in a title that speak for news, or for a notice of the house."""

from __future__ import annotations

from pipeline.models import Kind
from pipeline.normalise.kind_words import Cue, cue

NEWS_TITLE_CUES: tuple[Cue, ...] = (
    cue(
        Kind.NEWS,
        5,
        "somebody does something",
        r"\A\W*(?:[\w-]*(?:stelle|verein|verband|netzwerk|büro|landkreis|stadt|stiftung|landtag|haus|projekt)) "
        r"(?:eröffnet|startet|übernimmt|zieht|vergibt preis|feiert|stärkt|wächst)\b",
    ),
    cue(
        Kind.NOTICE,
        7,
        "a note of the house",
        r"\b(?:telefon|server|website|webseite|e-?mail|fax)\w*\b.{0,20}(?:gestört|ausgefallen|defekt)",
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
        r"|(?:sprech|öffnungs)(?:zeit|stunde)\w* (?:entf[aä]ll|fällt|fallen)\w*|urlaubsbedingt"
        r"|nicht erreichbar|telefonisch nicht|kontoverbindung|wegen (?:krankheit|urlaub) ",
    ),
    cue(Kind.NEWS, 6.5, "finished", r"\b(?:fertiggestellt|erschienen|liegt (?:nun |jetzt )?vor)\W*\Z"),
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
        r" vo[nm]|(?:video|audio)?mitschnitt|aufzeichnung(?:en)? (?:der|des|vo)|\bdokumentation (?:ist |jetzt |de[rs]"
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
        r"|monitoring|studie|lagebericht|arbeitshilfe|leitfaden|materialien|sammelband|podcast\w*(?! live)"
        r"|interview mit|im interview|chronik|statistik)\b|neuerscheinung",
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
        r" spenden|spende jetzt|spendet|\bwerde(?:t|n sie)? (?:pate\b|patin|mitglied|teil )"
        r"|unterstütz(?:t|en sie) uns|crowdfunding|fördermitglied werden|mitglied"
        r" werden",
    ),
    cue(
        Kind.NOTICE,
        7,
        "asks for answers",
        r"\b[\w-]*umfrage\b|\b(?:online-?)?befragung\b|fragebogen|petition|mitzeichnen"
        r"|unterschriften(?:sammlung|aktion|liste)?|interviewpartner|studienteilnehmer"
        r"|teilnehmende\w* (?:für|an) .{2,40}gesucht|call for papers|call for"
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
