"""How the codes of topics, audiences and languages are said in German; in tables and file names the codes stay."""

from __future__ import annotations

TOPICS = {
    "anti-racism": "Gegen Rassismus",
    "antisemitism": "Gegen Antisemitismus",
    "asylum": "Flucht und Asyl",
    "participation": "Teilhabe",
    "democracy": "Demokratie",
    "far right": "Rechtsextremismus",
    "remembrance": "Erinnern",
    "language": "Sprache",
    "education": "Bildung",
    "work": "Arbeit",
    "health": "Gesundheit",
    "gender": "Geschlecht und Gleichstellung",
    "queer": "Queeres Leben",
    "culture": "Kultur",
    "youth": "Jugend",
    "association": "Vereinsarbeit",
    "religion": "Religion",
}
AUDIENCES = {
    "women": "Frauen",
    "children": "Kinder",
    "young people": "junge Menschen",
    "families": "Familien",
    "older people": "ältere Menschen",
    "refugees": "Geflüchtete",
    "migrants": "Zugewanderte",
    "volunteers": "Engagierte",
    "professionals": "Fachkräfte",
    "associations": "Vereine",
    "everyone": "alle",
}
LANGUAGES = {
    "de": "Deutsch", "en": "Englisch", "ar": "Arabisch", "fa": "Persisch", "prs": "Dari", "ru": "Russisch",
    "uk": "Ukrainisch", "es": "Spanisch", "fr": "Französisch", "tr": "Türkisch", "ku": "Kurdisch",
    "kmr": "Kurmandschi", "ckb": "Sorani", "ti": "Tigrinya", "pl": "Polnisch", "cs": "Tschechisch",
    "vi": "Vietnamesisch", "pt": "Portugiesisch", "it": "Italienisch", "ro": "Rumänisch", "bg": "Bulgarisch",
    "sq": "Albanisch", "sr": "Serbisch", "zh": "Chinesisch", "ps": "Paschtu", "ur": "Urdu", "so": "Somali",
    "am": "Amharisch", "rom": "Romanes", "hsb": "Sorbisch", "he": "Hebräisch", "ka": "Georgisch", "el": "Griechisch",
    "hu": "Ungarisch", "gsg": "Deutsche Gebärdensprache",
}  # fmt: skip
