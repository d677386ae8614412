"""Reads in which languages an event is offered."""

from __future__ import annotations

import re

from pipeline.normalise.labels import Label, LabelName, first_of, read_labels

_NAMES = """
    de deutsch german; en englisch english; ar arabisch arabic; fa persisch farsi; prs dari; ru russisch russian; uk
    ukrainisch ukrainian; es spanisch spanish; fr französisch french; tr türkisch turkish; ku kurdisch; kmr
    kurmandschi kurmanji; ckb sorani; ti tigrinya; pl polnisch polish; cs tschechisch czech; vi vietnamesisch; pt
    portugiesisch; it italienisch; ro rumänisch; bg bulgarisch; sq albanisch; sr serbisch; zh chinesisch; ps paschtu
    paschto pashto; ur urdu; so somali; am amharisch; rom romanes; hsb sorbisch obersorbisch; he hebräisch; ka
    georgisch; el griechisch; hu ungarisch
"""
_LANGUAGES = {name: entry.split()[0] for entry in " ".join(_NAMES.split()).split(";") for name in entry.split()[1:]}
_LANGUAGE = rf"(?:{'|'.join(sorted(_LANGUAGES, key=len, reverse=True))})"
_JOINED = r"\s?(?:,|/|und|oder|sowie|&|\+|bzw\.|auch auf|and|-)\s?(?:in |auf )?"
_ONE = rf"{_LANGUAGE}(?:er sprache|e[rnms]?)?"
_LIST = rf"{_ONE}(?:{_JOINED}{_ONE})*"
_OFFERED = re.compile(
    rf"\b(?:auf|ins?|sprachen?:?|übersetzung (?:in|auf|ins)|verdolmetscht (?:in|auf|ins)|dolmetschung (?:in"
    rf"|auf)|(?:simultan)?übersetz\w+ (?:in|auf|ins)|gedolmetscht (?:in|auf|ins)|verdolmetschung (?:in|auf"
    rf"|ins))\s(?:den sprachen\s|leichter?s?\s|einfachem\s)?(?P<list>{_LIST})\b"
    rf"|\bzweisprachig\w*:?\s{_LIST}\b|\bmit {_ONE} (?:übersetzung|(?:ver)?dolmetschung|untertiteln?)\b"
    rf"|\((?P<bracket>{_LIST})\)|\b(?P<spoken>{_LIST})(?:sprachig\w*)\b|\b(?P<title>(?:deutsch|englisch"
    rf"|arabisch|russisch|ukrainisch|spanisch|französisch|persisch|türkisch)(?:sprachige[rsnm]?))\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\b(?:DGS|(?:deutsche[rn]? )?gebärdensprach\w*|gebärdendolmetsch\w*)", re.IGNORECASE)
_EASY = re.compile(r"\b(?:in|auf) (?:leichter|einfacher) sprache\b", re.IGNORECASE)
_REFUSED_BEFORE = re.compile(
    r"(?:nicht|kein\w*|ohne|rückfragen|übersetzt aus dem|aus dem)\W*(?:\w+\W+)?\Z", re.IGNORECASE
)


def read_languages(title: str, text: str, labels: tuple[Label, ...] | None = None) -> tuple[str, ...]:
    """Languages (ISO 639 codes) in which an event is stated to be offered, in printed order; empty if nothing is
    stated."""
    label = first_of(read_labels(text) if labels is None else labels, LabelName.LANGUAGE)
    if label:
        return _codes(label.value) or ()
    found: dict[str, None] = {}
    for part in (title, text):
        for match in _OFFERED.finditer(part):
            if not _REFUSED_BEFORE.search(part[max(0, match.start() - 30) : match.start()]):
                found.update(dict.fromkeys(_codes(match.group())))
    if _SIGN.search(text):
        found["gsg"] = None
    return tuple(found)


def _codes(words: str) -> tuple[str, ...]:
    names = re.findall(_LANGUAGE, words.casefold())
    codes = [_LANGUAGES[name] for name in names]
    if _SIGN.search(words):
        codes.append("gsg")
    return tuple(dict.fromkeys(codes))
