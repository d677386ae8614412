"""What sites say instead of the page, in German and English, as patterns over text without invisible characters.

Each pattern describes a way of saying it (who is missing, what is said of it), not one site's sentence.
"""

from __future__ import annotations

import re

_PAGE = (
    r"(?:(?:internet|web|unter|ziel|fehler)?seiten?|webpage|page|inhalte?s?|content|dokumente?|document"
    r"|dateie?n?|file|adresse|address|"
    r"urls?|links?|artikel|article|beitr(?:ag|äge)|post|ressource|resource|eintrag|objekt|pfad|view"
    r"|veranstaltung|termin|event|category|rubrik)"
)
_GONE_DE = (
    r"(?:(?:leider |hier |dort |so )*(?:nicht|nirgends|nirgendwo) (?:mehr )?(?:\w+ ){0,4}?"
    r"(?:gefunden|finden|finde|auffindbar|aufgefunden|vorhanden|verfügbar|existier\w*|erreichbar"
    r"|abrufbar|angezeigt|da|online|aufrufbar)"
    r"|existiert (?:leider |hier |wohl |gar )*(?:nicht|nicht mehr)|gibt es (?:leider |hier |so "
    r"|wohl |bei uns )*(?:nicht|nicht mehr)"
    r"|wurde (?:leider |wohl |vielleicht |möglicherweise |inzwischen )*(?:verschoben|gelöscht|entfernt"
    r"|umbenannt|umgezogen)"
    r"|ist (?:leider |wohl |inzwischen )*(?:umgezogen|verschwunden|weg|gelöscht|ungültig|veraltet|defekt))"
)
_GONE_EN = (
    r"(?:(?:was|were|is|are|could|can|cannot|can't|couldn't|does|do|has|have|we)?\s?(?:not|n't|cannot"
    r"|can’t|can't|couldn’t|couldn't|"
    r"doesn’t|doesn't|isn’t|isn't|wasn’t|wasn't|no longer)"
    r" (?:be )?(?:\w+ )?(?:found|find|exist\w*|available|here|located|located here|retrieved|displayed|accessible)"
    r"|has (?:been )?(?:moved|removed|deleted|renamed|gone)|is (?:gone|missing|unavailable)|no longer"
    r" (?:exists|available))"
)
_CODE = r"(?:http\W{0,2})?(?:(?:fehler(?:code)?|error|status)\W{0,3})?40[34](?:\W{0,3}(?:fehler|error))?"
_OH = r"(?:ups|hoppla|huch|oh nein|oje|sorry|oops|uh oh|entschuldigung)"
NOT_FOUND_HEAD = re.compile(
    rf"(?:{_CODE}\W{{0,3}})?(?:{_OH}\W{{1,4}})?"
    rf"(?:(?:die|diese|das|dieser|the|this|that|gesuchte|angeforderte|requested|wir|können|konnten"
    rf"|we|leider)\W+){{0,5}}"
    rf"(?:{_PAGE}\W{{1,3}}(?:(?:wurde|konnte|kann|ist|war|was|could|can)\W+(?:leider\W+)?)?(?:{_GONE_DE}"
    rf"|{_GONE_EN}|fehlt|not found)|not found|nicht gefunden)\W{{0,4}}(?:{_CODE}\W{{0,3}})?"
    rf"|(?:{_OH}\W{{1,4}})?{_CODE}\W{{0,3}}(?:{_OH}\W{{0,4}})?",
    re.I,
)
NOT_FOUND = re.compile(
    rf"\b{_PAGE}\b[^.!?\n]{{0,90}}?\b(?:{_GONE_DE}|{_GONE_EN})"
    rf"|\b(?:konnten?|können|kann)\b[^.!?\n]{{0,60}}\b{_PAGE}\b[^.!?\n]{{0,60}}\bnicht (?:mehr )?(?:\w+"
    rf" )?(?:finden|gefunden|anzeigen|aufrufen|laden)"
    rf"|\b(?:couldn['’]t|could not|can['’]?t|cannot|can not|unable to|failed to) (?:find|locate|retrieve)\b"
    rf"[^.!?\n]{{0,50}}\b(?:{_PAGE}|looking for)\b"
    rf"|\bno (?:such )?{_PAGE} (?:found|exists|at this address)|\bkeine? (?:solche )?{_PAGE}\b[^.!?\n]{{0,40}}"
    rf"(?:gefunden|vorhanden|unter dieser)"
    rf"|\bunter dieser (?:adresse|url)\b[^.!?\n]{{0,60}}\b(?:nichts|keine?n?|nicht)\b|\bnothing (?:was"
    rf" )?(?:found )?(?:at|here at) this (?:location|address|url)"
    rf"|\b(?:fehler|error|status|code|http)\W{{0,3}}404\b|\b404\W{{1,4}}(?:fehler|error|not found"
    rf"|nicht gefunden|seite|page|file|datei)",
    re.I,
)
ADDRESSED = re.compile(
    r"\b(?:gesuchte|angeforderte|gewünschte|aufgerufene|angefragte|eingegebene|angegebene|gewählte"
    r"|verlangte|requested|you requested|"
    r"you (?:were|are) looking for|you['’]re looking for|sie suchen|du suchst|gesucht haben|gesucht"
    r" hast|adresse|url|auf (?:diesem|unserem) server|"
    r"on this server|link|lesezeichen|bookmark|vertippt|tippfehler|mistyped|typo)\b",
    re.I,
)
WAY_BACK = re.compile(
    r"\b(?:zurück zu[rm]? (?:startseite|hauptseite|start|home)|zur (?:startseite|hauptseite|homepage)"
    r"|startseite (?:zurück|besuchen|aufrufen)|"
    r"(?:go |return |back )+(?:to )?(?:the )?(?:home|main|start|front)\s?-?page|back to home|go"
    r" home|take me home|versuchen sie (?:es|die)? ?\w* ?suche|"
    r"nutzen sie die suche|benutze die suche|try (?:a |the |using the )?search|suchfunktion|sitemap)\b",
    re.I,
)

BOT_WALL = re.compile(
    r"just a moment|attention required|checking (?:your|if the site) \w+|verify(?:ing)? (?:that"
    r" )?you(?:['’]re| are) (?:a )?(?:human|not a (?:ro)?bot)|"
    r"are you (?:a )?(?:human|robot|bot)|i['’]?m not a robot|not a (?:ro)?bot|ddos[- ]?(?:protection"
    r"|guard|schutz)|unusual traffic|ungewöhnliche\w* (?:datenverkehr|zugriffe|aktivität\w*)|"
    r"access (?:to this (?:page|site|resource) )?(?:has been |is |was )?(?:denied|blocked|forbidden"
    r"|restricted)|you have been blocked|(?:ihr|dein) zugriff\b[^.!?]{0,60}\b(?:gesperrt|blockiert"
    r"|verweigert|abgelehnt)|"
    r"zugriff (?:verweigert|blockiert|gesperrt|nicht (?:erlaubt|gestattet))|(?:ihre|deine) (?:ip"
    r"|ip-adresse|anfrage)\b[^.!?]{0,60}\b(?:gesperrt|blockiert|abgelehnt|verdächtig)|"
    r"kein (?:ro)?bot|(?:dass sie|dass du|sie|du)\b[^.!?]{0,20}\b(?:ein )?mensch\b|sicherheits(?:über)?prüfung"
    r"|captcha|pardon our interruption|"
    r"automatisierte (?:zugriffe|anfragen|abfragen)|automated (?:access|requests|traffic|queries)"
    r"|too many requests|zu viele (?:anfragen|zugriffe|aufrufe)|rate limit|"
    r"(?:ihr|dein|ihren|deinen) browser (?:wird|wurde)? ?(?:gerade )?(?:überprüft|geprüft)|browser"
    r" (?:überprüfen|prüfen)|web application firewall|request (?:rejected|blocked)|"
    r"security (?:check|verification|service)|malicious|einen moment,? bitte|(?:als|ist) verdächtig\w*\b"
    r"[^.!?]{0,60}\b(?:blockiert|gesperrt|eingestuft)|"
    r"(?:zugang|verbindung|aufruf)\b[^.!?]{0,40}\b(?:blockiert|gesperrt|verweigert)",
    re.I,
)
BOT_MARKUP = re.compile(
    r"challenge-platform|cf[-_]chl|cf-browser-verification|_incapsula_resource|px-captcha|ddos-guard"
    r"|sucuri[_-]cloudproxy|awswaf|aws-waf-token|"
    r"captcha-delivery|anubis[_-]challenge|within\.website/x/cmd/anubis|friendlycaptcha-gate|hcaptcha\.com/1/api\.js"
    r"|distil_|perimeterx|kasada",
    re.I,
)

LOGIN = re.compile(
    r"\b(?:bitte (?:zuerst |erst |zunächst )?(?:melden sie sich|melde dich|einloggen|anmelden|loggen"
    r" sie sich|logge dich)|"
    r"(?:nur|ausschließlich) für (?:\w+ ){0,3}(?:mitglieder|angemeldete|registrierte|berechtigte|eingeloggte)|"
    r"(?:sie müssen|du musst)[^.!?]{0,40}\b(?:angemeldet|eingeloggt|anmelden|einloggen|registriert)"
    r"|(?:anmeldung|log-?in|passwort|kennwort) (?:ist )?(?:erforderlich|notwendig|nötig|eingeben)"
    r"|"
    r"passwortgeschützt|kennwortgeschützt|geschützter (?:bereich|inhalt|beitrag)|interner bereich"
    r"|mitgliederbereich|zugangsdaten|"
    r"please (?:log|sign) ?in|(?:log|sign) ?in (?:to continue|required|to your account|to view)"
    r"|you (?:must|need to) (?:be logged|log|sign)|members only|"
    r"password[- ]protected|this content is (?:password )?protected|session (?:has )?expired|sitzung"
    r" (?:ist )?abgelaufen)",
    re.I,
)
LOGIN_HEAD = re.compile(
    r"(?:log-?in|anmelden|anmeldung|einloggen|sign in|log in|interner bereich|mitgliederbereich"
    r"|geschützter? .{0,40})\W*",
    re.I,
)
LOGIN_PATH = re.compile(
    r"/(?:wp-login\.php|log-?in|signin|sign-in|anmelden|anmeldung-intern|auth|sso|account/login"
    r"|user/login)(?:[/?.]|$)",
    re.I,
)

COOKIE = re.compile(
    r"cookies?\b|einwilligung|datenschutzeinstellungen|privatsphäre-?einstellungen|consent|tracking", re.I
)
COOKIE_GATE = re.compile(
    r"(?:um|bevor|damit)\b[^.!?]{0,90}\b(?:fortzufahren|fortfahren|weiterzulesen|weiterlesen|nutzen"
    r"|sehen|anzeigen|anzuzeigen|betreten|zugreifen|besuchen|angezeigt|nutzbar)\b|"
    r"\b(?:akzeptieren|zustimmen|stimmen sie|stimme|aktivieren|erlauben|einwilligen|accept|agree"
    r"|enable|allow|consent)\b",
    re.I,
)
CONSENT_PATH = re.compile(
    r"/(?:cookie-?(?:wall|consent|check|hinweis)?|consent|zustimmung|einwilligung|gdpr)(?:[/?.]|$)", re.I
)

MAINTENANCE = re.compile(
    r"^wartung\W*$|\bsystem(?:e|s)? (?:wird|werden) |\baktualisieren (?:gerade |unser|das |die )+(?:system"
    r"|seite|website)|wartungs(?:arbeiten|modus|pause|fenster|seite|bedingt)|in wartung|(?:wird"
    r"|werden) (?:gerade |derzeit |zur ?zeit |aktuell |momentan )*(?:\w+ )?(?:gewartet|überarbeitet"
    r"|aktualisiert|umgebaut|neu gestaltet|umgestellt)|"
    r"umbau(?:arbeiten|phase)?\b|bauen (?:gerade |für sie |für euch )*um|(?:sind )?(?:gleich|bald"
    r"|in kürze|demnächst) wieder (?:für (?:sie|euch) )?(?:da|online|erreichbar|verfügbar|zurück)"
    r"|"
    r"vorübergehend (?:nicht (?:erreichbar|verfügbar)|offline|außer betrieb|geschlossen)|(?:derzeit"
    r"|momentan|zur ?zeit|aktuell|kurzzeitig) (?:\w+ )?(?:nicht (?:erreichbar|verfügbar)|offline)"
    r"|"
    r"(?:scheduled|under|planned|site|website|down for|undergoing) (?:\w+ )?maintenance|maintenance"
    r" mode|be (?:right )?back (?:soon|shortly|online)|temporarily (?:unavailable|offline|down|closed)"
    r"|"
    r"under construction|im aufbau|coming soon|hier entsteht|neue(?:r|n)? (?:internet|web)(?:auftritt"
    r"|präsenz|seite) (?:entsteht|ist in arbeit)|"
    r"account (?:has been )?suspended|domain (?:is )?(?:parked|for sale|expired)|(?:diese )?domain"
    r" (?:steht zum verkauf|wurde registriert|ist abgelaufen|ist registriert)|site (?:is )?(?:currently"
    r" )?(?:offline|unavailable)",
    re.I,
)
SERVER_FAULT = re.compile(
    r"error establishing a database connection|(?:fehler beim aufbau einer|keine|fehler bei der)"
    r" datenbank-?verbindung|verbindung zur datenbank|database (?:connection )?(?:error|failed)"
    r"|"
    r"(?:fatal|parse|uncaught|runtime|syntax) error\b|uncaught (?:exception|\w*error)|stack trace"
    r"|traceback \(most recent|(?:500 )?internal server error|interner server-?fehler|"
    r"(?:502|503|504)\W{0,3}(?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out)"
    r"|bad gateway|service unavailable|gateway time-?out|"
    r"kritische[rn]? fehler|interner fehler|critical error on (?:this|your)|(?:es ist |da ist )?(?:ein"
    r" |leider )*(?:unerwarteter |technischer |schwerwiegender |interner )?fehler aufgetreten|"
    r"etwas (?:ist )?schief ?(?:gelaufen|gegangen)|oops,? an error|an (?:unexpected |internal )?error"
    r" (?:has )?occurred|something went wrong|sqlstate\[|mysqli?[_ ]|allowed memory size|"
    r"technische[nrs]? (?:problem\w*|störung\w*|schwierigkeit\w*)|whoops, looks like",
    re.I,
)

NEEDS_JAVASCRIPT = re.compile(
    r"(?:enable|requires?|turn on|activate|without) java ?script|java ?script[^.!?]{0,60}(?:aktivier\w*"
    r"|einschalten|eingeschaltet|erforderlich|benötigt|notwendig|deaktiviert|disabled|required|enable\w*)"
    r"|"
    r"(?:aktivier\w*|benötigt|ohne)[^.!?]{0,40}java ?script",
    re.I,
)
APP_ROOT = re.compile(
    r"""<(?:div|main|app-root|section)\b[^>]*\bid=["']?(?:root|app|__next|__nuxt|___gatsby|svelte"
    r"|react-root|ember\w*|main-app)["'\s>]|<app-root\b|\bng-app\b|data-reactroot""",
    re.I,
)

_THING = (
    r"(?:\w*veranstaltung(?:en)?|\w*termine?n?|events?|\w*ergebnisse?|\w*eintr(?:ag|äge)n?|\w*beitr(?:ag"
    r"|äge)n?|\w*artikel|\w*angebote?|\w*kurse?|\w*treffen|\w*konzerte?|\w*workshops?|"
    r"\w*vorstellungen|\w*aufführungen|\w*lesungen|\w*seminare?|\w*tagungen|\w*führungen|\w*ausstellungen"
    r"|\w*sitzungen|\w*aktionen|\w*daten|\w*treffer|\w*neuigkeiten|\w*meldungen|\w*nachrichten|"
    r"dates|results?|posts?|entries|items|meetings?|activities|listings?|shows?|news)"
)
EMPTY_LIST = re.compile(
    rf"\b(?:keine?n?|keinerlei|null|0)\s+(?:\w+(?:en|er|e|n|s)\s+){{0,4}}{_THING}\b"
    rf"|\b(?:no|zero|0|aren['’]t any|are not any|any)\s+(?:\w+[\s-]+){{0,4}}{_THING}\b"
    r"|\b(?:leider |derzeit |aktuell |momentan |hier |bisher |noch |es wurde |es gibt |gibt es "
    r"|zur ?zeit |im moment )+(?:\w+ ){0,3}nichts\b"
    r"|^\W*(?:keine|none|nichts)\W*$|\balle\w* (?:\w+ ){0,3}(?:veranstaltungen|termine|events)\b[^.!?]{0,40}\b(?:vorbei"
    r"|vorüber|beendet|vergangen|over)"
    r"|\b(?:demnächst|bald|in kürze|sobald|künftig)\b[^.!?]{0,60}\b(?:termine|veranstaltungen|programm|events)\b"
    r"|\bnichts (?:anzuzeigen|zu sehen|gefunden|geplant|vorhanden|los|eingetragen|angekündigt|in"
    r" planung)|\bnothing (?:found|planned|scheduled|here yet|coming up|to (?:show|display|see))"
    r"|\b(?:kalender|liste|terminliste|veranstaltungskalender|programm|calendar|list) (?:ist )?(?:derzeit"
    r" |aktuell |momentan |zur ?zeit |noch |im moment |is |currently )*(?:leer|empty)"
    r"|\b(?:neue|nächste|weitere|die nächsten|kommende)\w* (?:\w+ ){0,2}(?:termine|veranstaltungen"
    r"|angebote|daten|programm\w*)\b[^.!?]{0,40}\b(?:folg\w+|bekannt ?gegeben|veröffentlicht|ankündig\w+"
    r"|angekündigt|in (?:kürze|planung|arbeit|vorbereitung)|geplant|erscheint|stehen noch nicht)"
    r"|\b(?:sommer|winter|ferien|weihnachts|spiel|kreativ)pause\b|\bnew (?:dates|events|programme)"
    r" (?:will|to) (?:be|follow)|\bcheck back (?:soon|later)|\bschau\w* (?:\w+ ){0,3}(?:später|bald)"
    r" (?:\w+ )?(?:wieder|noch einmal|nochmal)",
    re.I,
)
NOT_ABOUT_THE_LIST = re.compile(
    r"verpass|entgeh|miss\b|missing out|abonn|newsletter|subscribe|ohne anmeldung|kosten|gebühr"
    r"|haftung|gewähr|cookies?|spam|javascript",
    re.I,
)
