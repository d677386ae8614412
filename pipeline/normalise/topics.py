"""Names the topics of an announcement from a small controlled list; unsure means none.

The list (keys of `TOPICS`): anti-racism, antisemitism, asylum, participation, democracy, far right, remembrance,
language, education, work, health, gender, queer, culture, youth, association, religion. A topic counts when the title
names it, or the text names it at least twice in different places.
"""

from __future__ import annotations

import re

_MOST = 4

TOPICS: dict[str, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE)
    for topic, pattern in (
        ("anti-racism", r"\b\w*rassis(?:mus|tisch|muskritisch)\w*|diskriminierung\w*|\bempowerment"),
        ("antisemitism", r"\bantisemiti\w+|judenfeind\w+"),
        (
            "asylum",
            r"\basyl\w*|\bflucht\b|geflüchtete\w*|flüchtling\w*|abschiebung\w*|seenotrettung"
            r"|aufenthalts(?:recht|titel)\w*",
        ),
        (
            "participation",
            r"\bintegration\w*|\bteilhabe\w*|migrant\w*beirat\w*|einbürgerung\w*|einwanderungsgesellschaft"
            r"|\bpartizipation",
        ),
        (
            "democracy",
            r"\bdemokrati\w+|\bwahl(?:en|recht|kampf)?\b|politische bildung|zivilgesellschaft\w*|menschenrecht\w*",
        ),
        (
            "far right",
            r"\brechtsextrem\w*|neonazi\w*|rechte (?:gewalt|parolen|räume|szene)|\bNSU\b|gegen rechts\b"
            r"|verschwörung\w*|rechtspopulis\w*",
        ),
        (
            "remembrance",
            r"\bgedenk\w*|\berinnerungs\w*|stolperstein\w*|holocaust|shoah|zeitzeug\w*|nationalsozialis\w*"
            r"|befreiung\b",
        ),
        (
            "language",
            r"\bsprach(?:kurs|café|tandem|förderung|erwerb|mittl)\w*|muttersprache\w*|mehrsprachig\w*|deutschkurs\w*",
        ),
        ("education", r"\bschul(?:e|en|isch\w*)\b|bildungs\w+|pädagog\w*|lehrkräfte\w*|studium\b"),
        (
            "work",
            r"\barbeits(?:markt|recht|welt|suche)\w*|beruflich\w*|anerkennung (?:ihrer|von|ausländischer)"
            r"|bewerbungstraining|jobmesse|fachkräfte(?:mangel|einwanderung)",
        ),
        ("health", r"\bgesundheit\w*|psychisch\w*|trauma\w*|selbstfürsorge|achtsamkeit|\bsucht\b"),
        ("gender", r"\bfrauen\w*|feminis\w+|gleichstellung\w*|gender\w*|sexismus|gewaltschutz"),
        ("queer", r"\bqueer\w*|\bLSBT\w*|\bLGBT\w*|\bCSD\b|\btrans(?:\*|geschlecht|ident)\w*|homophob\w*"),
        (
            "culture",
            r"\bfilm\w*|\bkonzert\w*|\bausstellung\w*|\btheater\w*|\blesung\w*|\bmusik\w*|\bkunst\w*"
            r"|\bliteratur\w*|\btanz\w*",
        ),
        ("youth", r"\bjugend\w*|junge[n]? menschen|\bkinder\w*|schüler\W?innen"),
        (
            "association",
            r"\bvereins\w+|\behrenamt\w*|fördermittel\w*|fundraising|projektantr\w+|gemeinnützig\w*"
            r"|migrant\W?\w*organisation\w*",
        ),
        ("religion", r"\binterreligiös\w*|\bmuslim\w*|\bislam\w*|\bjüdisch\w*|\bkirch\w+|\bramadan|\bgottesdienst\w*"),
    )
}


def read_topics(title: str, text: str) -> tuple[str, ...]:
    """At most four topics, those of the title first; empty if neither title nor text names one clearly."""
    in_title = [topic for topic, pattern in TOPICS.items() if pattern.search(title)]
    counts = {topic: len(pattern.findall(text)) for topic, pattern in TOPICS.items() if topic not in in_title}
    in_text = sorted((topic for topic, count in counts.items() if count >= 2), key=lambda topic: -counts[topic])
    return tuple([*in_title, *in_text][:_MOST])
