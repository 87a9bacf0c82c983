"""The preposition that an English word asks for, whatever the source language has there.

# exams по physics: in; risen de 19%: by. Only words that hardly ever stand before a time or a place are listed; before
a figure, which may be a date, only those that tell of growth.
"""

from __future__ import annotations

from cleaner.lazy import lazy
from cleaner.residue.neighbours import Place

_GOVERNING = {
    "on": "depend depends depended depending insist insists insisted relies rely relied",
    "of": "consist consists consisted consisting composed full capable proud afraid aware instead hundreds thousands"
    " dozens millions accused deprived smell smells smelled smelt smelling taste tastes tasted tasting stink stinks"
    " stank reek reeks reeked",
    "in": "interested specialized specialised specializes specialises participate participates participated"
    " participating believes believed succeeded",
    "to": "thanks according belongs belonged belonging due similar accustomed addicted devoted dedicated",
    "for": "responsible famous apologized apologised apologizes searching",
    "with": "filled equipped associated",
    "from": "suffers suffered suffering derives derived",
}
_ASKED = {word: preposition for preposition, words in _GOVERNING.items() for word in words.split()}
# What each of these may have behind it, the likeliest first: asked where the source's word has several renderings.
_BEHIND = {
    "for": "wait waits waited waiting hope hopes hoped hoping search searches searched longed longing pray prayed beg"
    " begs begged known apologised apologized apply applied ask asked asks care cares cared reason reasons love",
    "about": "think thinks thought thinking dream dreams dreamed dreamt complain complained joke jokes joked worry"
    " worried",
    "at": "look looks looked looking laugh laughs laughed stare stared smile smiled shout shouted aim aimed melt melts"
    " melted boil boils boiled",
    "of": "think thinks thought thinking dream dreams dreamed dreamt made warn warned warns die died dies tired sure"
    " fond afraid full proud",
    "to": "agreed married attached elected appointed close next leads led said say says tell reply replied"
    " replies talk talked",
    "with": "together along familiar satisfied busy agree agreed acquainted meets",
    "than": "more less better worse rather",
    "from": "learn learned learnt far away apart different protected bought borrowed received drank drunk",
    "on": "depend insist based focus focused",
}
_BEFORE_OBJECT = {
    "for": "thank thanks thanked thanking blame blamed ask asked pay paid pays punished fined praised begged",
    "of": "accused warned warn remind reminded reminds convinced",
    "from": "learned learnt learn received receives borrowed stole bought gets got separate separated protect protects"
    " protected takes",
    "to": "said says sent send gave give gives",
}
BOUND: dict[str, tuple[str, ...]] = {}
LOOSE: dict[str, tuple[str, ...]] = {}
for _given, _into in ((_GOVERNING, BOUND), (_BEHIND, BOUND), (_BEFORE_OBJECT, LOOSE)):
    for _preposition, _words in _given.items():
        for _word in _words.split():
            _into[_word] = (*_into.get(_word, ()), _preposition)
_LESSONS = frozenset(
    "exam exams examination examinations lesson lessons class classes test tests degree degrees diploma course courses"
    " homework textbook textbooks competition competitions contest contests championship championships olympiad"
    " olympiads tournament tournaments expert experts specialist specialists".split()
)
_GROWTH = frozenset(
    "risen rose rise rises rising grew grown grows increased increases increase fallen fell falls dropped drops"
    " decreased decreases declined declines reduced cut shrank shrunk climbed climbs".split()
)
_PERSONS = ("ers", "ors", "ists", "ants", "ents")
_AMOUNT = lazy(r"\d[\d.,]*\Z")
_NO_SUBJECT = frozenset(
    "the a an this that these those his her their its our my your all each every which whom".split()
)


def preposition(new: str, beside: Place) -> str:
    """The preposition that the word before asks for, or else the one that was found."""
    led = beside.left[0].lower() if beside.left else ""
    after = beside.right[0]
    if _AMOUNT.match(after):
        return new
    if led in _LESSONS and new not in ("for", "since", "until"):
        subject = after.islower() and after not in _NO_SUBJECT and not after.endswith(_PERSONS)
        return "in" if subject else new
    return _ASKED.get(led, new)


def grows(beside: Place) -> bool:
    """Is it told by how many per cent something grew? # The turnover has risen de 19%"""
    led, share = beside.left[:1], beside.right[1:2] in (("%",), ("percent",), ("per",))
    return bool(led) and led[0].lower() in _GROWTH and share and _AMOUNT.match(beside.right[0]) is not None
