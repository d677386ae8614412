"""German words that every announcement uses: what they share says nothing about two texts being the same."""

from __future__ import annotations

import re
from functools import lru_cache

_STOPWORDS = """
a ab aber alle allem allen aller alles als also am an and andere anderem anderen are at auch auf aus bei beim beispiel
bereits beziehungsweise bin bis bist by bzw circa da dabei dadurch dafuer daher damit danach dann daran darauf daraus
darf darueber darum das dass davon dazu dein deine dem den denn der deren des dessen dich die dies diese diesem diesen
dieser dieses dir doch dort du durch ein eine einem einen einer eines einige er es etwa etwas euch euer eure eurem
euren eurer ev for from fuer gegen geht gern gerne ggmbh gibt habe haben hat hatte hier hin hinter ich ihm ihn ihnen
ihr ihre ihrem ihren ihrer im immer in indem inklusive ins is ist ja je jede jedem jeden jeder jedes jedoch kann kein
keine keinen koennen koennt man mehr mein mit moechte moechten muessen muss nach nachdem nicht noch nun nur ob oder of
ohne on our schon sehr sei seid sein seine seinem seinen seiner seit sich sie sind so sodass sogar soll sollen sollte
sondern sonst soweit sowie sowohl statt that the this to ueber uhr um und uns unser unsere unserem unseren unserer
unter viel viele vielen vom von vor waehrend wann war waren warum was we weil weiter weitere weiteren welche welchem
welchen welcher welches wenn wer werden wie wieder will wir wird with wo wollen wurde wurden you your zu zum zur zwar
zwischen
"""

_GENERIC = """
film filmabend filmvorfuehrung filmvorstellung konzert ausstellung kundgebung demo demonstration schulung training
kurs fuehrung
rundgang kongress forum infoabend informationsveranstaltung onlineseminar podiumsdiskussion buchvorstellung
fortbildung fest
stammtisch podium webinar tagungen symposium festival theater theaterstueck gespraechsrunde infoveranstaltung
abend adresse angebot angebote anmelden anmeldeschluss anmeldung april august austausch beginn bieten bietet bitte
chemnitz datum deutsch deutschland dezember dienstag digital diskussion donnerstag dresden eingeladen einladen
einladung einlass eintritt email ende erfahren erfahrung erfahrungen erhalten fachtag fachtage februar finden findet
foerderung frage fragen frei freitag freuen gaeste gast gefoerdert gemeinsam geschaeftsstelle gespraech gespraeche
haus herzlich info information informationen infos initiative initiativen interessierte interessierten jahr jahre
januar juli juni konferenz konferenzen kontakt kooperation kostenfrei kostenlos lade laden leipzig lesung liebe link
maerz mai mail mehr menschen mitteln mittwoch moeglich monat monate montag nachmittag neu neue neuen neuer november
offen offene offener offenes oktober online organisiert ort plaetze platz programm projekt rahmen raum rund sachsen
saechsisch saechsische saechsischen samstag seminar seminare september sonnabend sonntag statt stattfinden strasse
stunde stunden tag tage tagung tagungen teilnahme teilnehmen teilnehmende teilnehmer telefon termin termine thema
themen treffen unterstuetzt unterstuetzung veranstalter veranstalterin veranstaltung veranstaltungen verein vereine
vormittag vortraege vortrag weiterlesen willkommen wissen woche wochen workshop workshops zeit zentrum zoom zoomlink
"""

STOPWORDS = frozenset(_STOPWORDS.split())
GENERIC = frozenset(_GENERIC.split())

MONTHS: dict[str, int] = {
    "januar": 1,
    "jaenner": 1,
    "februar": 2,
    "maerz": 3,
    "april": 4,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "august": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "dezember": 12,
}
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag")
NUMBER_WORDS: dict[str, int] = {
    "erste": 1,
    "zweite": 2,
    "dritte": 3,
    "vierte": 4,
    "fuenfte": 5,
    "sechste": 6,
    "siebte": 7,
    "siebente": 7,
    "achte": 8,
    "neunte": 9,
    "zehnte": 10,
    "elfte": 11,
    "zwoelfte": 12,
}
PART_WORDS = (
    "teil",
    "modul",
    "folge",
    "episode",
    "runde",
    "ausgabe",
    "band",
    "baustein",
    "kapitel",
    "abend",
    "sitzung",
    "treffen",
    "termin",
    "block",
    "lektion",
    "einheit",
    "staffel",
    "etappe",
    "station",
    "kurs",
    "tag",
    "sendung",
    "nummer",
    "heft",
)

# what half of all announcements of these associations speak of: shared, it hints at a subject, not at one happening
_SUBJECTS = """
alltag antirassismus antisemitismus anerkennung arbeit arbeitsmarkt ausbildung asyl auslaender austausch begegnung
beratung beteiligung bewegung bildung buerger communities community demokratie deutschland dialog digitalisierung
diskriminierung diversity ehrenamt ehrenamtlich engagement engagiert europa erinnerung familie familien
fluechtling fluechtlinge
flucht foerdermittel frieden gedenken geflohene gefluechtete gegenwart geschichte gesellschaft gesetz gesundheit
gewalt gleichstellung heimat hilfe identitaet inklusion integration interkulturell interkulturelle international
internationale jubilaeum kinderrechte klima kommune konflikt kultur kulturen kunst landkreis leben medien
menschenrechte migranten migrantenorganisationen migrantenvereine migration migrantisch
mehrsprachigkeit miteinander musik muttersprache nachbarschaft netzwerk oeffentlichkeitsarbeit osten
ostdeutschland partizipation perspektive perspektiven politik praxis rassismus rassismuskritik recht rechts rechte
rechtsextremismus rechtspopulismus religion schule selbsthilfe solidaritaet sprache stadt stadtgesellschaft strategien
tag teilhabe toleranz umgang vereinsarbeit vereinsrecht vielfalt vorurteile wahl wege welt wirtschaft wohnen
zivilcourage
zivilgesellschaft zugehoerigkeit zukunft zusammenhalt zusammenleben
"""
# for whom, in which manner: a slot that is filled anew
_AUDIENCES = """
aktive anfaenger berater ehrenamtliche einsteiger einsteigende eltern engagierte erwachsene fachkraefte
fortgeschrittene frauen
fuehrungskraefte jugend jugendliche junge kinder lehrkraefte maedchen maenner multiplikatoren neugierige paare
paedagogen
schueler senioren studierende vaeter muetter gross klein gemeinsam kreativ interaktiv praktisch kostenlos
"""

# where, how and under what conditions it is held: another way of holding it is not another thing
_CIRCUMSTANCES = """
abstand cafe corona coronabedingt covid einwahl einwahldaten haltestelle hygiene hygienekonzept hygieneregel kantine
link lockdown maskenpflicht onlineraum pandemie parkplatz praesenz saal videokonferenz videoraum videotreffen wetter
zoomkonferenz zugang zugangsdaten zugangslink
"""

_PLACE = re.compile(
    r"(?!arbeit|ausbildung|studien|praktik).+(?:platz|rathaus|bahnhof|bibliothek|buecherei|kirche?|museum|saal|zentrum|halle?|strasse?|stadtpark|schloss|sachs)\Z"
    r"|(?:vor|\w+vor|alt|neu|sued|ost|west|nord|johann|innen|ober|unter)stadt|\w+viertel|\w+siedlung"
    r"|(?:korn|neu|alt|haupt|ober|unter)markt\Z|rathaus|bahnhof|sachs\w*|saechsi?s?c?h?|erzgebirg\w*|vogtla?e?nd\w*"
    r"|lausitz\w*|kreis\w*|landkrei\w*|nordsaechsi\w*|ostsaechsi\w*|westsaechsi\w*|mittelsaechsi\w*"
)


@lru_cache(maxsize=100_000)
def names_place(one: str) -> bool:
    """Whether a stem says where in a title, not what: a square, a kind of house, a region."""
    return bool(_PLACE.fullmatch(one))


CIRCUMSTANCES = frozenset(_CIRCUMSTANCES.split())
SUBJECTS = frozenset(_SUBJECTS.split())
AUDIENCES = frozenset(_AUDIENCES.split())
