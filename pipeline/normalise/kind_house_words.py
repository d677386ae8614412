"""The words in a title that say how a house runs (notice), what became of something (news), or that money is left."""

from __future__ import annotations

from pipeline.models import Kind
from pipeline.normalise.kind_words import Cue, cue

_SERVICE = r"[\w-]*(?:beratung|telefon|hotline|bürozeit|ausgabe|annahme|kleiderkammer|betreuung|abholung|lieferung)"

HOUSE_TITLE_CUES: tuple[Cue, ...] = (
    cue(
        Kind.NOTICE,
        8,
        "something does not work",
        r"\b(?:gesperrt|defekt|kaputt|außer betrieb|nicht (?:nutzbar|benutzbar|zugänglich|erreichbar|verfügbar))\b"
        r"|\b(?:technische |it-)?(?:störung|stromausfall|sperrung|bauarbeiten|systemausfall)\w*\b"
        r"|\b(?:wird|werden)\b.{0,50}\b(?:gewartet|renoviert|saniert|umgebaut|abgeschaltet|umgestellt)\b(?!\?)",
    ),
    cue(
        Kind.NOTICE,
        8,
        "a service pauses",
        rf"\b{_SERVICE}\w*\b.{{0,40}}(?:\bf[aä]ll\w+\b.{{0,40}}\baus\b|\bentf[aä]ll|\bpausier|\bgeschlossen)"
        r"|\b(?:nimmt|nehmen)\b.{0,40}\b(?:keine[nr]?|nicht)\b.{0,40}\b(?:an|auf|entgegen)\W*\Z"
        r"|\baufnahmestopp\b|\bannahmestopp\b",
    ),
    cue(
        Kind.NOTICE,
        8,
        "particulars change",
        r"\b(?:änderung(?:en)?|wechsel|umstellung) (?:der|des|unserer|bei der|bei den)\s(?:bank|konto|telefon|adress"
        r"|post|anschrift|e-?mail|kontakt|öffnung|sprech|beitrag|zugang)\w*"
        r"|\bneue[rs]?\s(?:bankverbindung|iban|e-?mail-?adresse|eingang|zugang|faxnummer|postadresse|postanschrift)\b"
        r"|\bgeänderte[rs]?\s(?:bankverbindung|anschrift|adresse|kontaktdaten|e-?mail\w*)",
    ),
    cue(
        Kind.NOTICE,
        8,
        "to be fetched or handed in",
        r"\bfundsachen?\b|\bfundbüro\b|\babhol(?:bereit|ung möglich)\b"
        r"|\b(?:schlüssel|tasche|brille|handy)\w* gefunden\b"
        r"|\b(?:spenden|zuwendungs)(?:quittung|bescheinigung|bestätigung)\w*|\bbeitragsrechnung\w*",
    ),
    cue(
        Kind.NOTICE,
        4,
        "something is done to the house",
        r"\b(?:wird|werden)\b[^?]{0,60}\b(?:\w+iert|(?:ab|aus|ein|um|an)ge\w+[tn])\W*(?<!\?)\Z"
        r"|\b(?:liegt|liegen|steht|stehen)\b[^?]{0,60}\bbereit\W*\Z",
    ),
    cue(
        Kind.NOTICE,
        4,
        "a warning or a plea",
        r"\A\W*warnung (?:vor|an)\b|\A\W*(?:achtung|vorsicht|warnung|wichtig(?:er hinweis|e information)?)\b\s?[,:!–-]"
        r"|[:,–-]\s?bitte\b.{0,50}\b\w{3,}en\W*\Z",
    ),
    cue(
        Kind.NEWS,
        7,
        "decided",
        r"\A(?!.*\?)\W*(?:urteil|beschluss|entscheidung|wahlergebnis)\b\s?[:–|-]|\b(?:gibt|geben)\b.{1,50}\brecht\b"
        r"|\b(?:lehnt|lehnen|stimmt|stimmen|hebt|heben)\b.{1,60}\b(?:ab|zu|auf)\W*\Z"
        r"|\bauswertung (?:de[rs]|zu[rm]?|liegt)\b|\b(?:unsere|erste|die) auswertung\b",
    ),
    cue(
        Kind.NEWS,
        7,
        "something new is there",
        r"\bh(?:at|aben)\b.{0,20}\b(?:eine?n?|neue[nrs]?)\s(?:neue[nrs]?\s)?(?!web|home|anschrift|adresse|telefon|nummer)[A-ZÄÖÜ]\w+\W*\Z"
        r"|\bneue[srn]?\s(?:faltblatt|flyer|plakate?|video|podcast\w*|lernplattform|app)\b\s(?:zu[rm]?|über|für)\b",
    ),
    cue(
        Kind.NEWS,
        7,
        "people come and go",
        r"\bstaffel(?:übergabe|stab)|\bruhestand\b|\bverlässt\b|\bnachfolge von\b"
        r"|\b(?:übernimmt|wechselt)\b.{1,40}\b(?:leitung|vorsitz|geschäftsführung)\b",
    ),
    cue(
        Kind.NEWS,
        7,
        "a figure reached",
        r"\brekord(?:hoch|wert|ergebnis|beteiligung|summe|zahl)?\b|\b(?:mitglieder|besucher|teilnehmer)zahl\w*\b"
        r"|\A\W*danke? (?:für|an)\b|\bpresseschau\b",
    ),
    cue(
        Kind.FUNDING,
        7,
        "money to be had now",
        r"\bförderrichtlinie\w*|\brest(?:mittel|gelder)\b|\banträge (?:ab|bis|noch|jetzt)\b|\bgeld im topf\b"
        r"|\bverdopp(?:lung|elt)\b.{0,40}\beuro\b"
        r"|\b(?:fristen|frist) für anträge\b|\bantragsschluss\b",
    ),
)
