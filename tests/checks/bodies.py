# ruff: noqa: E501  # the pages are texts; broken lines would hide what they say
"""Pages that answer 200 and are not the page, and good pages that look like them: our own words, many wordings."""

from __future__ import annotations

from pipeline.checks import Effective

NAV = (
    '<header><a href="/">Nachbarschaftshaus</a><nav><ul><li><a href="/termine">Termine</a><li><a href="/verein">Verein'
    '</a><li><a href="/login">Login</a></ul></nav></header>'
)
FOOT = '<footer><p>Nachbarschaftshaus e. V., Hauptstraße 1 | <a href="/impressum">Impressum</a></p></footer>'
BANNER = (
    '<div id="cookie-notice" class="cookie-banner"><p>Diese Website verwendet Cookies, um Ihnen das beste Erlebnis zu '
    "bieten.</p><button>Alle akzeptieren</button><button>Ablehnen</button></div>"
)
ASIDE = (
    '<aside class="sidebar"><h2>Neueste Beiträge</h2><ul><li><a href="/a">Sommerfest am 12. Juli 2026</a>'
    '<li><a href="/b">Lesung am 3. Mai 2026</a></ul></aside>'
)


def page(title: str, main: str, *, h1: str = "", chrome: bool = True, extra: str = "", body: str = "") -> str:
    """A whole page; `h1` above `main`, `extra` at the end of the body, `body` its class."""
    inner = f"<h1>{h1}</h1>{main}" if h1 else main
    shell = f"{NAV}<main>{inner}</main>{extra}{FOOT}" if chrome else f"{inner}{extra}"
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body class="{body}">{shell}</body></html>'
    )


NOT_FOUND = (
    page("Seite nicht gefunden – Nachbarschaftshaus", "<p>Leider konnten wir diese Seite nicht finden.</p>", h1="Hoppla!"),
    page("404 | Kulturverein", "<p>Die von Ihnen gewünschte Seite existiert nicht oder wurde verschoben.</p>", h1="404"),
    page("Fehler 404", "<p>Diese Adresse gibt es hier nicht.</p>", h1="Nicht gefunden"),
    page("Kulturverein", "<p>Die angeforderte Seite ist nicht mehr verfügbar. Zurück zur Startseite</p>", h1="Ups!"),
    page("Verein", "<p>Unter dieser Adresse ist nichts zu finden. Versuch es mit der Suche.</p>", h1="Seite nicht vorhanden"),
    page("Page not found - Community House", "<p>It looks like nothing was found at this location. Maybe try a search?</p>",
         h1="Oops! That page can’t be found.", body="error404"),
    page("Community House", "<p>The page you requested could not be found on this server.</p>", h1="Not Found", chrome=False),
    page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>", chrome=False),
    page("Error 404", "<p>Sorry, we couldn't find the page you were looking for. Go back to the homepage.</p>"),
    page("Stadtteilzentrum", "<p>Huch, da ist etwas verloren gegangen: Der aufgerufene Inhalt wurde gelöscht oder umbenannt. "
         "Vielleicht haben Sie sich bei der Adresse vertippt.</p>", h1="Fehler 404 – Seite nicht gefunden"),
    page("Objekt nicht gefunden!", "<p>Der angeforderte URL konnte auf dem Server nicht gefunden werden. Der Link auf der "
         "verweisenden Seite scheint falsch oder nicht mehr aktuell zu sein.</p>", h1="Objekt nicht gefunden!", chrome=False),
    page("Nicht gefunden – Verein Brücke", "<p>Es konnte leider nichts unter dieser URL gefunden werden.</p>" + ASIDE,
         h1="Die Seite konnte nicht gefunden werden.", body="error404"),
    page("Wir können die Seite nicht finden", "<p>Der Link, dem du gefolgt bist, ist vermutlich veraltet.</p>"),
    page("Haus der Begegnung", "<p>This page doesn't exist anymore. Please use the sitemap.</p>", h1="Page does not exist"),
    page("Haus der Begegnung", "<p>Die Seite, die du suchst, ist umgezogen oder wurde entfernt.</p>"
         '<form role="search"><input type="search"></form>', h1="Nichts da!"),
    page("Dokument nicht gefunden", "<p>Das gesuchte Dokument ist auf diesem Server nicht vorhanden (HTTP 404).</p>"),
)  # fmt: skip

BOT_WALL = (
    page("Just a moment...", '<div id="challenge">Enable JavaScript and cookies to continue</div>'
         '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>', chrome=False),
    page("Attention Required! | Shield", "<p>Sorry, you have been blocked. You are unable to access this site.</p>", chrome=False),
    page("Sicherheitsprüfung", "<p>Bitte bestätigen Sie, dass Sie ein Mensch sind, bevor Sie fortfahren.</p>", chrome=False),
    page("Zugriff verweigert", "<p>Ihre Anfrage wurde von unserer Firewall abgelehnt. Vorfallnummer 83-11.</p>", h1="Zugriff verweigert"),
    page("Einen Moment bitte", "<p>Ihr Browser wird überprüft. Das dauert nur wenige Sekunden.</p>", chrome=False),
    page("Making sure you're not a bot!", "<p>Loading. Please wait a moment while we check your connection.</p>", chrome=False),
    page("Access denied", "<p>Our systems have detected unusual traffic from your network.</p>", h1="Access denied"),
    page("Kulturhaus", "<p>Zu viele Anfragen von Ihrer IP-Adresse. Bitte warten Sie eine Weile.</p>", chrome=False),
    page("Bist du ein Mensch?", "<p>Löse das Captcha, um weiterzukommen.</p><div class='h-captcha'></div>", chrome=False),
    page("Kulturhaus", "<p>Automatisierte Zugriffe sind nicht gestattet; Ihr Zugriff wurde vorübergehend gesperrt.</p>"),
)  # fmt: skip

COOKIE_WALL = (
    page("Kulturhaus", "<h2>Cookie-Einstellungen</h2><p>Bevor Sie weiterlesen können, brauchen wir Ihre Zustimmung zu Cookies. "
         "Bitte akzeptieren Sie die Cookies.</p><button>Zustimmen</button>", chrome=False),
    page("Before you continue", "<p>We use cookies and data to deliver our services. Accept all cookies to continue to the site."
         "</p><button>Accept</button>", chrome=False),
    page("Verein", "<p>Um unsere Website nutzen zu können, müssen Cookies in Ihrem Browser erlaubt sein.</p>"),
    page("Verein", "<div class='consent-layer'><p>Wir und unsere Partner speichern Cookies auf Ihrem Gerät. Mit Klick auf Akzeptieren "
         "willigen Sie in das Tracking ein. Ohne Einwilligung ist die Seite nicht nutzbar.</p></div>", chrome=False),
)  # fmt: skip

LOGIN = (
    page("Anmelden ‹ Kulturhaus", '<form><label>Benutzername</label><input name="log"><label>Passwort</label>'
         '<input type="password" name="pwd"><button>Anmelden</button></form>', chrome=False),
    page("Geschützt: Termine", "<p>Dieser Inhalt ist passwortgeschützt. Um ihn anzuschauen, geben Sie bitte Ihr Passwort ein:</p>"
         '<form><input type="password"></form>', h1="Geschützt: Termine"),
    page("Mitgliederbereich", "<p>Bitte melden Sie sich an, um die Termine zu sehen.</p>", h1="Mitgliederbereich"),
    page("Sign in", "<p>Please sign in to continue.</p>", h1="Sign in"),
    page("Verein", "<p>Diese Seite ist nur für registrierte Mitglieder zugänglich. Du musst eingeloggt sein.</p>", h1="Kein Zugang"),
)  # fmt: skip

MAINTENANCE = (
    page("Wartungsmodus", "<p>Wir führen gerade Wartungsarbeiten durch und sind bald wieder für Sie da.</p>", chrome=False),
    page("Kulturhaus", "<p>Unsere Website wird gerade überarbeitet. Bitte schauen Sie in ein paar Tagen wieder vorbei.</p>", chrome=False),
    page("Briefly unavailable", "<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>", chrome=False),
    page("Kulturhaus", "<p>Hier entsteht eine neue Internetpräsenz.</p>", chrome=False),
    page("We'll be back soon", "<p>Our site is down for planned maintenance.</p>", h1="Be right back soon", chrome=False),
    page("Umbau", "<p>Wir bauen um! In Kürze wieder online.</p>", chrome=False),
    page("Kulturhaus", "<p>Die Website ist vorübergehend nicht erreichbar.</p>", chrome=False),
)  # fmt: skip

SERVER_FAULT = (
    page("Datenbankfehler", "<h1>Fehler beim Aufbau einer Datenbankverbindung</h1>", chrome=False),
    page("WordPress › Fehler", "<p>Es gab einen kritischen Fehler auf deiner Website.</p>", chrome=False),
    "<br />\n<b>Fatal error</b>: Uncaught Error: Call to undefined function in /srv/web/index.php on line 12<br />",
    page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center>", chrome=False),
    page("Kulturhaus", "<p>Es ist ein unerwarteter Fehler aufgetreten. Bitte versuchen Sie es später noch einmal.</p>"),
    page("Oops", "<p>Something went wrong while we loaded this site.</p>", chrome=False),
)  # fmt: skip

SHELL = (
    '<!doctype html><html><head><title>Termine</title></head><body><noscript>You need to enable JavaScript to run this app.'
    '</noscript><div id="root"></div><script src="/static/js/main.js"></script></body></html>',
    '<!doctype html><html><head><title>Kalender</title></head><body><div id="__next"></div><script src="/_next/a.js"></script></body></html>',
    page("Termine", "<p>Bitte aktivieren Sie JavaScript, um den Kalender zu sehen.</p><div id='app'></div>"),
    "<html><head><title>Verein</title></head><body><app-root></app-root><script src='m.js'></script></body></html>",
)  # fmt: skip

EMPTY_LIST = tuple(
    page("Veranstaltungen – Kulturhaus", f"<p>{sentence}</p>", h1="Veranstaltungen")
    for sentence in (
        "Derzeit keine Veranstaltungen.",
        "Zurzeit sind leider keine Termine geplant.",
        "Im Moment gibt es keine anstehenden Veranstaltungen.",
        "Es stehen aktuell keine Termine an.",
        "Momentan liegen keine neuen Einträge vor.",
        "Keine Ergebnisse gefunden.",
        "Für diesen Zeitraum wurden keine Veranstaltungen gefunden.",
        "Hier gibt es bisher noch keine Beiträge.",
        "Leider ist derzeit nichts geplant.",
        "Es wurde nichts gefunden.",
        "Unser Veranstaltungskalender ist im Moment leer.",
        "Wir sind in der Sommerpause.",
        "Neue Termine folgen in Kürze.",
        "Die nächsten Veranstaltungen werden im Herbst bekannt gegeben.",
        "There are no upcoming events at this time.",
        "No events scheduled.",
        "Nothing found.",
        "0 Termine gefunden",
        "There aren't any meetings planned right now.",
        "Bis auf Weiteres finden keine öffentlichen Veranstaltungen statt.",
        "Momentan bieten wir keine Kurse an.",
        "Sorry, no posts matched your criteria.",
    )
)

LIST = (
    '<ul class="liste"><li><h2><a href="/t/1">Lesung mit Musik</a></h2><p>12. Mai 2026, 19 Uhr, Haus Süd</p>'
    "<li><h2><a href='/t/2'>Seite nicht gefunden – Theater</a></h2><p>14. Mai 2026, 20 Uhr. Ein Stück über das Suchen.</p>"
    "<li><h2><a href='/t/3'>Workshop: Captcha und Künstliche Intelligenz</a></h2><p>15. Mai 2026, 18 Uhr</p></ul>"
)
GOOD = (
    page("Veranstaltungen – Kulturhaus", LIST, h1="Veranstaltungen"),
    page("Veranstaltungen", BANNER + LIST, h1="Veranstaltungen", extra=BANNER),
    page("Veranstaltungen", LIST + "<p>Für Mitglieder: bitte melden Sie sich an (Login oben rechts).</p>"
         '<form><input type="password"></form>', h1="Veranstaltungen"),
    page("Seite nicht gefunden – Theater – Kulturhaus", "<p>14. Mai 2026, 20 Uhr. Drei Menschen suchen eine Seite, die nicht gefunden "
         "werden will. Eintritt frei.</p>", h1="Seite nicht gefunden – Theater"),
    page("Wartungsarbeiten – Ausstellung", "<p>Vernissage am 3. Juni 2026 um 18 Uhr.</p>", h1="Wartungsarbeiten"),
    page("Workshop: Bin ich ein Mensch oder ein Bot?", "<p>Am 9. Juni 2026 sprechen wir über Captchas.</p>", h1="Workshop"),
    page("Termine", "<p>Wegen Wartungsarbeiten am Aufzug nur über die Treppe.</p>" + LIST, h1="Termine"),
    page("Termine", "<p>Keine Veranstaltung mehr verpassen: Newsletter bestellen!</p>" + LIST, h1="Termine"),
    page("404 Tage Protest – Lesung", "<p>Lesung am 4. Juni 2026, 19 Uhr.</p>", h1="404 Tage Protest"),
    page("Termine", LIST + ASIDE + "<p>Haben Sie eine Seite nicht gefunden? Schreiben Sie uns.</p>", h1="Termine"),
    page("Anmeldung zum Sommerfest", "<p>Am 12. Juli 2026 ab 14 Uhr. Bitte melden Sie sich an: per Mail.</p>", h1="Anmeldung"),
    page("Cookies backen für alle", "<p>Am 6. Dezember 2026 backen wir Cookies. Bitte zustimmen, wenn Fotos erlaubt sind.</p>", h1="Cookies"),
)  # fmt: skip

FAULTS = {
    Effective.SOFT_404: NOT_FOUND,
    Effective.BOT_WALL: BOT_WALL,
    Effective.COOKIE_WALL: COOKIE_WALL,
    Effective.LOGIN: LOGIN,
    Effective.MAINTENANCE: MAINTENANCE,
    Effective.SERVER_FAULT: SERVER_FAULT,
    Effective.JAVASCRIPT_SHELL: SHELL,
    Effective.EMPTY_LIST: EMPTY_LIST,
}
