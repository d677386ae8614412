"""Sentence frames of generated announcements: [a|b] are ways of saying one thing, {slot} is filled in."""

from __future__ import annotations

WHO = (
    "Migrant|Migranten", "Bürger|Bürger", "Akteur|Akteure", "Expert|Experten", "Mitarbeiter|Mitarbeiter",
    "Künstler|Künstler", "Lehrer|Lehrer", "Schüler|Schüler", "Anwohner|Anwohner", "Musiker|Musiker",
    "Helfer|Helfer", "Handwerker|Handwerker", "Gärtner|Gärtner", "Student|Studenten", "Rentner|Rentner",
)  # fmt: skip
FORMATS = (
    "Workshop", "Fachtag", "Lesung", "Vortrag", "Seminar", "Gesprächsabend", "Filmabend", "Stadtrundgang", "Konzert",
    "Planspiel", "Werkstatt", "Tagung", "Erzählcafé", "Ausstellung", "Podium", "Spaziergang", "Kochabend", "Hörstück",
)  # fmt: skip
OPENINGS = (
    "{form} am {day} in {town}: {head} {spin}.",
    "{head} {spin}. {form} mit {name} am {weekday}, {day}, {clock} Uhr, {house}, {town}.",
    "Der {ordinal} [Termin|Abend] der Reihe findet am {day} im {house} in {town} statt: {head} {spin}.",
    "Am {day} um {clock} Uhr [sind|werden] alle {who} in das {house} {town} eingeladen. Thema: {head} {spin}.",
    "{weekday}, {day}, {clock} Uhr | {house} {town}\n{form}: {head} {spin}.",
    "„{head} {spin}“ – so heißt [ein|unser] {form} am {day} in {town}.",
    "Das {club} [lädt|bittet] am {day} zum Thema {head} {spin} nach {town} in das {house}.",
    "{town}, {day}. {head} {spin} [steht im Mittelpunkt|ist das Thema] beim {form} mit {name}.",
    "Wann: {day}, {clock} Uhr. Wo: {house}, {town}. Was: {form} „{head} {spin}“.",
    "[Vormerken|Save the Date]: {form} {head} {spin} am {weekday}, {day}, im {house} ({town}).",
)
INTRODUCTIONS = (
    "[Wir laden|Herzlich laden wir] {who} ein, [gemeinsam|zusammen] über {head} {spin} [nachzudenken|zu sprechen].",
    "Wer über {head} spricht, meint [oft|häufig] etwas anderes als [die Nachbarin|der Nachbar|die Leute nebenan].",
    "Seit [Jahren|langem] beschäftigen sich {who} mit {head} {spin}; [nun|jetzt] wird [Bilanz gezogen|zurückgeblickt].",
    "Das {club} [begleitet|unterstützt] seit {count} Tagen {who}, die sich für {second} [einsetzen|starkmachen].",
    "Im Mittelpunkt steht {head} {spin}, erzählt von {who} aus [drei Jahrzehnten|mehreren Jahrzehnten].",
    "[Kaum|Selten] ein Thema wird im {club} so [heftig|lebhaft] besprochen wie {head}.",
    "Das Land plant ein [neues|eigenes] Gesetz, und {who} [fragen sich|wollen wissen], was es für {second} bedeutet.",
    "{who} aus {other} haben [im Winter|in letzter Zeit] Stimmen zu {head} gesammelt und [zeigen|bringen] sie mit.",
    "Manche [sagen|meinen], {head} gehe nur die Fachleute an; {name} [widerspricht|sieht das anders].",
    "[Zwischen|Irgendwo zwischen] {head} und {second} liegt der Alltag vieler {who}, [um den|von dem] es heute geht.",
    "Als {name} vor zwanzig Jahren nach {other} kam, [war|galt] {head} noch [kein Thema|ein Fremdwort].",
    "Ein Koffer, zwei Briefe, {count} Fotografien: [damit|so] beginnt die Geschichte, die {name} [erzählt|mitbringt].",
)
BODIES = (
    "{name} bringt Beispiele aus {other} mit und zeigt, was davon [übertragbar ist|sich übertragen lässt].",
    "Nach einem [kurzen Einstieg|Impuls] von {name} arbeiten wir in kleinen Gruppen an [eigenen Fällen|Beispielen].",
    "{guest} liest aus [unveröffentlichten|bisher ungedruckten] Briefen und beantwortet [Fragen|alle Fragen].",
    "In der Diskussion kommen {other_who} zu Wort, die sonst [selten gefragt|kaum gehört] werden.",
    "Gezeigt werden [außerdem|auch] Ausschnitte aus einem Film, den {guest} in {other} gedreht hat.",
    "Die Ergebnisse hält {guest} fest und schickt sie allen [zu|nach], die ihre Adresse [hinterlassen|dalassen].",
    "Grundlage ist eine Umfrage unter {count} {other_who}, die im [Frühjahr|letzten Jahr] abgeschlossen wurde.",
    "Am Ende steht ein Plan, den {other_who} mit [nach Hause|in ihre Vereine] nehmen können.",
    "[Besonders willkommen|Willkommen] sind {other_who}, die zum ersten Mal dabei sind.",
    "Dazu gibt es Suppe aus der [Gemeinschaftsküche|Nachbarschaftsküche] und Zeit für Gespräche.",
    "Eine [Ausstellung|kleine Schau] im Flur ergänzt das Programm um Fotografien von {guest}.",
    "Wer mag, bringt einen Gegenstand mit, der von {second} [erzählt|handelt].",
    "Das Streichquartett um {guest} spielt [drei|einige] Stücke, die in {other} entstanden sind.",
    "Kinder [basteln|bauen] nebenan mit {guest} Laternen, Boote und [Marionetten|Stabpuppen].",
    "Für {other_who} [berechnet|bedeutet] {second} mehr als Paragrafen: Mieten, Wege, Wartezeiten.",
    "[Gekocht|Gebacken] wird nach Rezepten, die {other_who} aus {other} mitgebracht haben.",
    "{guest} vom {club} [moderiert|leitet] die Runde und achtet auf die [Redezeit|Uhr].",
    "Eine Karte [zeigt|verzeichnet] {count} Orte in {other}, an denen {second} [spürbar|sichtbar] wird.",
    "Im zweiten Teil [üben|proben] wir Antworten auf Sätze, die am Küchentisch fallen.",
    "Der Rundgang [führt|geht] vom Bahnhof über den Markt bis zur alten [Spinnerei|Weberei].",
    "{guest} hat dafür {count} Stunden Tonaufnahmen aus {other} [abgehört|ausgewertet].",
    "Auf drei Bühnen [treten|stehen] {other_who} auf, [manche|einige] zum ersten Mal.",
    "Wir [vergleichen|betrachten] Zahlen aus {other} mit dem, was {other_who} berichten.",
    "Zum Schluss [singen|summen] alle ein Lied, das {guest} [aufgeschrieben|überliefert] hat.",
    "Die Werkbank ist offen, [repariert|geflickt] wird, was durch die Tür [passt|kommt].",
    "Ein Glossar zu {second} liegt aus, [übersetzt|übertragen] von {other_who}.",
    "Wie wirkt {second} auf {other_who}? Dazu [forscht|arbeitet] {guest} an der Hochschule in {other}.",
    "Danach [öffnet|eröffnet] das Archiv einen Schrank, den {count} Jahre niemand [aufgeschlossen|angerührt] hat.",
)
INSERTS = (
    "[Bitte|Bitte unbedingt] eine Tasse mitbringen.",
    "Wegen [Bauarbeiten|einer Baustelle] bitte den [Hintereingang|Eingang im Hof] benutzen.",
    "Der Zugang ist [barrierefrei|stufenlos].",
    "Es wird [gedolmetscht|übersetzt].",
    "Die Plätze sind [begrenzt|knapp].",
    "Hunde [bleiben draußen|dürfen nicht hinein].",
)
CLOSINGS = (
    "Der Eintritt ist frei, [um Anmeldung wird gebeten|bitte anmelden].",
    "Kinderbetreuung [ist nach Absprache möglich|wird angeboten].",
    "Der Raum ist [barrierefrei|ohne Stufen] zu erreichen.",
    "Getränke [stehen bereit|gibt es].",
    "Karten zu {price} Euro [an der Abendkasse|am Einlass].",
    "Eine Spende [ist willkommen|wird erbeten].",
    "Ende [gegen|spätestens um] 22 Uhr.",
    "[Fragen|Rückfragen] beantwortet {name}.",
)
NOTICES = (
    "Diese Maßnahme wird mitfinanziert mit Steuermitteln auf Grundlage des vom Landtag beschlossenen Haushaltes.",
    "Das Vorhaben wird gefördert vom Bundesministerium im Rahmen des Programms für Zusammenhalt im Quartier.",
    "Die Veranstaltenden behalten sich vor, Personen auszuschließen, die rechtsextremen Gruppen angehören.",
    "Anmeldung und Rückfragen: Büro in der Lindenstraße, werktags zwischen zehn und zwölf Uhr, am Telefon.",
    "Foto- und Tonaufnahmen sind nur nach Absprache mit dem Haus erlaubt; wir bitten um Verständnis.",
    "Mit freundlicher Unterstützung der Sparkassenstiftung und der Stadtwerke. Änderungen vorbehalten.",
    "Ein Angebot des Hauses der Vereine. Träger ist der Ortsverband; gefördert aus Mitteln der Lotterie.",
)
