"""Reads an English title with German stems, so that both languages of one announcement can meet."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.link.text import stem
from pipeline.link.tongues import tongue

_FUNCTION = frozenset(
    ("the", "of", "and", "for", "our", "your", "to", "with", "at", "from", "are", "is", "how", "what", "why", "against")
)
_WORDS = """
about:ueber against:gegen anniversary:jubilaeum antiracism:antirassismus art:kunst asylum:asyl autumn:herbst
book:buch care:pflege centre:zentrum center:zentrum childcare:kinderbetreuung child:kind children:kind city:stadt
cinema:kino club:klub colonial:kolonial community:gemeinschaft commemoration:gedenken conference:konferenz
cooking:kochen counselling:beratung course:kurs culture:kultur cultural:kulturell dance:tanz danger:gefahr
daughter:tochter democracy:demokratie dialogue:dialog discrimination:diskriminierung discussion:diskussion
diversity:vielfalt east:osten education:bildung election:wahl equal:gleich equality:gleichheit europe:europa
evening:abend everyday:alltag exhibition:ausstellung exile:exil exchange:austausch family:familie families:familie
feminism:feminismus fest:fest festival:festival film:film flight:flucht food:essen foreign:ausland freedom:freiheit
friend:freund future:zukunft garden:garten gender:geschlecht german:deutsch guided:gefuehrt health:gesundheit
help:hilfe history:geschichte home:heimat hope:hoffnung housing:wohnen human:menschen identity:identitaet
info:info information:information integration:integration intercultural:interkulturell
international:international jewish:juedisch kitchen:kueche language:sprache law:recht lecture:vortrag
legal:recht life:leben love:liebe market:markt meeting:treffen memory:erinnerung migrant:migrant
migration:migration mother:mutter multilingual:mehrsprachig music:musik neighbourhood:nachbarschaft
neighborhood:nachbarschaft neighbour:nachbar new:neu night:nacht network:netzwerk opening:eroeffnung panel:podium
participation:teilhabe peace:frieden people:menschen play:spiel poem:gedicht poetry:lyrik politics:politik
police:polizei protest:protest psychology:psychologie racism:rassismus radio:radio reading:lesung refugee:fluechtling
religion:religion remembrance:gedenken resistance:widerstand right:recht rights:recht school:schule self:selbst
singing:singen social:sozial song:lied south:sueden spring:fruehling stage:buehne state:staat story:geschichte
stories:geschichte street:strasse summer:sommer talk:gespraech theatre:theater theater:theater tongue:sprache
tour:rundgang town:stadt trade:handel training:training trauma:trauma union:gewerkschaft village:dorf voice:stimme
volunteering:ehrenamt volunteer:ehrenamtlich vote:waehlen voting:wahlrecht walk:rundgang war:krieg week:woche
welcome:willkommen winter:winter woman:frau women:frau work:arbeit worker:arbeiter workshop:workshop world:welt
year:jahr young:jung youth:jugend zone:zone
after:nach application:bewerbung arrival:ankommen asylum:asyl beginner:anfaenger bicycle:fahrrad bike:fahrrad
birth:geburt border:grenze breakfast:fruehstueck brunch:brunch candle:kerze career:beruf celebration:feier
choir:chor climate:klima coffee:kaffee companion:begleitung concert:konzert conversation:gespraech craft:handwerk
crisis:krise deportation:abschiebung digital:digital doctor:arzt elderly:senior employment:arbeit
environment:umwelt father:vater first:erste forest:wald forum:forum free:frei future:zukunft game:spiel girl:maedchen
government:regierung hate:hass healthcare:gesundheit hike:wanderung hospital:krankenhaus idea:idee job:arbeit
journey:reise justice:gerechtigkeit know:wissen labour:arbeit learning:lernen lgbt:queer library:bibliothek
light:licht market:markt marriage:ehe media:medien men:mann minority:minderheit money:geld moon:mond morning:morgen
mountain:berg nature:natur newcomer:neuzugewandert nurse:pflege open:offen parent:eltern park:park planet:planet
plant:pflanze power:macht project:projekt public:oeffentlich reading:lesung relationship:beziehung repair:reparatur
residence:aufenthalt rent:miete river:fluss safe:sicher safety:sicherheit science:wissenschaft sea:meer
separation:trennung sewing:naehen solidarity:solidaritaet speech:rede sport:sport star:stern strike:streik
student:student study:studium swap:tausch swimming:schwimmen tea:tee teacher:lehrer technology:technik time:zeit
training:training travel:reise tree:baum truth:wahrheit violence:gewalt visa:visum volunteer:ehrenamt water:wasser
wedding:hochzeit writing:schreiben
"""
_GERMAN = {english: stem(german) for english, german in (pair.split(":") for pair in _WORDS.split())}


def as_german(title_words: Sequence[str]) -> list[str]:
    """The stems of a title; if it reads as English, its well-known words as the stems of their German likes.

    English is a title that has an English function word beside a word of the list, or two words of the list that are
    not German as well.
    """
    known = [_known(word) for word in title_words]
    telling = sum(1 for word, german in zip(title_words, known, strict=True) if german and german != stem(word))
    is_english = telling >= 2 or (telling and any(word in _FUNCTION for word in title_words))
    is_english = is_english and tongue(" ".join(title_words), tuple(title_words)) != "de"
    if not is_english:
        return [stem(word) for word in title_words]
    return [german or stem(word) for word, german in zip(title_words, known, strict=True) if word not in _FUNCTION]


def german_of(word: str) -> str:
    """The German stem that a well-known English word stands for, '' if it is none; a stem of the word is enough."""
    return _GERMAN_OF_STEM.get(word) or _GERMAN_OF_STEM.get(word.removesuffix("s"), "")


def _known(word: str) -> str:
    return _GERMAN.get(word) or (_GERMAN.get(word[:-1], "") if word.endswith("s") else "")


# a day is a Tag only where the other title says so: Christopher Street Day is a name
_GERMAN_OF_STEM = {
    "day": "tag",
    **{stem(english): german for english, german in _GERMAN.items() if stem(english) != german},
}
