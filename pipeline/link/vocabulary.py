"""German words that every announcement uses: what they share says nothing about two texts being the same."""

from __future__ import annotations

STOPWORDS = frozenset(
    """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bist da dabei dadurch dafuer
    daher damit danach dann daran darauf daraus darf darueber darum das dass davon dazu dein deine dem den denn der deren des dessen
    dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einige er es etwa etwas
    euch euer eure eurem euren eurer fuer gegen geht gern gerne gibt habe haben hat hatte hier hin hinter ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer im immer in indem ins ist ja je jede jedem jeden jeder jedes jedoch kann kein keine keinen koennen koennt
    man mehr mein mit moechte moechten muessen muss nach nachdem nicht noch nun nur ob oder ohne schon sehr sein seine seinem
    seinen seiner seit sich sie sind so sodass sogar soll sollen sollte sondern sonst soweit sowie sowohl statt ueber um und uns
    unser unsere unserem unseren unserer unter viel viele vielen vom von vor waehrend wann war waren warum was weil weiter weitere
    weiteren welche welchem welchen welcher welches wenn wer werden wie wieder will wir wird wo wollen wurde wurden zu zum zur
    zwar zwischen ev ggmbh uhr bzw beziehungsweise inklusive circa zum beispiel unter anderem sei seid bin
    the a an of and to in on for with at by from is are we you your our this that
    """.split()
)

GENERIC = frozenset(
    """
    veranstaltung veranstaltungen workshop workshops seminar seminare fachtag fachtage tagung tagungen konferenz konferenzen treffen
    vortrag vortraege lesung diskussion gespraech gespraeche austausch abend nachmittag vormittag projekt verein vereine initiative
    initiativen angebot angebote programm thema themen teilnahme teilnehmen teilnehmer teilnehmende anmeldung anmelden anmeldeschluss
    information informationen infos info link mail email telefon kontakt ort datum zeit termin termine beginn ende einlass eintritt frei
    kostenlos kostenfrei online digital zoom montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar
    maerz april mai juni juli august september oktober november dezember jahr jahre monat monate woche wochen tag tage stunde stunden
    herzlich einladen eingeladen laden einladung lade willkommen interessierte interessierten menschen gaeste gast gemeinsam
    kooperation rahmen veranstalter veranstalterin organisiert findet statt stattfinden finden bitte moeglich erhalten erfahren rund
    fragen frage bieten bietet geschaeftsstelle leipzig dresden chemnitz sachsen saechsisch saechsische saechsischen deutsch deutschland
    zoomlink plaetze platz raum haus zentrum adresse strasse wissen erfahrung erfahrungen offen offene offener offenes neu neue neuer neuen
    weiterlesen mehr liebe freuen gefoerdert foerderung unterstuetzt unterstuetzung mitteln
    """.split()
)

MONTHS: dict[str, int] = {
    "januar": 1, "jaenner": 1, "februar": 2, "maerz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8,
    "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag")
NUMBER_WORDS: dict[str, int] = {
    "erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fuenfte": 5, "sechste": 6, "siebte": 7, "siebente": 7, "achte": 8,
    "neunte": 9, "zehnte": 10, "elfte": 11, "zwoelfte": 12,
}  # fmt: skip
PART_WORDS = (
    "teil", "modul", "folge", "episode", "runde", "ausgabe", "band", "baustein", "kapitel", "abend", "sitzung", "treffen",
    "termin", "block", "lektion", "einheit", "staffel", "etappe", "station", "kurs", "tag", "sendung", "nummer", "heft",
)  # fmt: skip
