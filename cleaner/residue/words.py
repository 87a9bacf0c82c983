"""Function words of the source language between words of the target language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.residue import governed
from cleaner.residue.neighbours import (
    AROUND,
    CASELESS,
    COMMA,
    FIGURE,
    FOREIGN,
    OPENER,
    OWN,
    START,
    UNSURE,
    Ear,
    Place,
    apart,
    cased,
    conjoins,
    ear,
    governs,
    place,
    set_off,
)
from cleaner.residue.rates import rated
from cleaner.residue.scan import entries
from cleaner.residue.senses import rendering
from cleaner.residue.source import Source, in_quotation
from cleaner.residue.tables import load

_ADJECTIVE = lazy(r"[a-z]{2,}(?:ed|ive|ing|ous|ful|less|able|ible|ary|ent|ant|ical|al|ic|en)$")
_PREDICATE = frozenset("the a an not very more too still already also now only our their its part".split())
_KIN = frozenset("my his her their our your its a the and or of s only first eldest youngest own".split())
# Who writes `i think` means no conjunction by it.
_PRONOUN = lazy(
    r"(?<!\w)i(?:['’]\w| (?:am|was|have|had|will|would|can|could|should|might|think|know|do|did|don|need|want|got|get"
    r"|just|said|see|saw|say|use|used|guess|hope|believe|like|love|feel|mean|tried|try|went|for|to|of|is|s)\b)"
)
_CAPITAL_I = lazy(
    r"(?<![\w.])I(?:['’](?:m|ve|d|ll)\b| (?:am|was|have|had|will|would|know|think|do|did|want|can|could|said)\b)"
)
_INDEX = lazy(r"(?<!\w)(?:for|each|every|any|some|all|an?|the|if|where|and) i in\b")  # of a loop
_PART, _KNOWN = 3, 3.5  # letters of a word that is cut, and how common it is on the Zipf scale
_VOWEL = lazy(r"[aeio](?!ne\b|nce\b|u)|hour\b|honest|heir|un[^i]|u[^ns]")
_COMPARATIVE = lazy(r"(?:more|less|better|worse|rather|[a-z]{3,}(?:[^aeiou\W]er|ier))$(?<!ever)(?<!ther)")
_YEAR = lazy(r"(?:1\d|20)\d\d")
_TIME = lazy(r"[0-2]?\d[:.][0-5]\d")
_DAY = lazy(r"[0-3]?\d")
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_SEASONS = frozenset(["spring", "summer", "autumn", "winter"])
_WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
_BE = frozenset(["is", "are", "was", "were", "has", "had"])
_BARE = frozenset(["het", "das", "der"])
_DETERMINERS = frozenset("the a an my his her its our their your".split())
_JOINING = frozenset(
    "and or nor but because although while when where until between against during after before for with without under"
    " from is are was were that who whose which".split()
)
_PREPOSITIONS = frozenset("at in on of for with by from to until since before after during".split())
_PLACING = frozenset(["in", "on", "at"])
_PLACED = (
    ("on", lazy(r" (?:sick |parental |maternity |paternity |unpaid )?(?:leave|strike|holiday|vacation|duty|foot"
                r"|horseback|fire|trial|tour|board|display|average|loan|probation|standby|parole|stage|sale|site"
                r"|television|TV|radio)\b")),
    ("at", lazy(r" (?:(?:room|body|low|high|higher|lower|an?|the)(?: \w+)? )?"
                r"(?:temperatures?|altitudes?|speeds?|heights?)\b")),
    ("at", lazy(r" (?:[−-]?\d[\d.,]* ?(?:degrees|°)"
                r"|(?:an? |the )?(?:depth|age|distance|cost|price|rate|pace|expense) of\b)")),
    ("on", lazy(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")),
    ("at", lazy(r" (?:night|noon|midnight|dawn|dusk|home|sea|school|university|least|most|once|last|first sight|risk"
                r"|stake)\b")),
)  # fmt: skip
_UP_TO = lazy(
    r" \d[\d.,]*(?<=\d) "
    r"(?!(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)|[ap]\.?m\b|o['’]clock|and\b|of\b|in\b)[a-z]{3}"
)
_STATED = lazy(r" (?:the|a|an|not|in|on|at|also|only|very|so|too|my|his|her|its|their|our|what|for) [^.?!\n]*[.!\n]")
_CLAUSE_STARTS = frozenset(
    "the a an this that these those my his her its our their your he she it they we you i there here one two three four"
    " five six seven eight nine ten some many most all both each no every another in on at of to for with by from after"
    " before since until when if while as then now also not only even just nobody everyone everybody somebody"
    " nothing everything what who how why where today yesterday tomorrow sometimes often always never perhaps maybe"
    " instead".split()
)
_ASKING = frozenset("ask asks asked wonder wonders wondered".split())
_SUBJECTS = frozenset("i you he she we they".split())
_WITHIN = frozenset("in on at during after".split())  # the ferry, che in one night was lost
_MOVING = lazy(
    r"\b(?:went|go(?:es|ing)?|came|comes?|coming|travel\w*|return\w*|dr(?:o|i)ves?|driven|flew|fly|walk\w*|paddl\w+"
    r"|row(?:ed|s|ing)|sail\w*|rode|rides?|cycl\w+|climb\w*|march(?:ed|es)|swam|swims?|ran|runs?|crawl\w*"
    r"|carr(?:y|ied|ies)|brought|brings?|led|leads?|pushed|dragged|followed|accompan\w+)\b[^.,;:!?\n]*\Z"
)
_PLACE = lazy(r" (?:the|his|her|its|their|our|my|a|an) [^.,;:!?\n]{2,40}")
_NAMED_PLACE = lazy(r" [^.,;:!?\n]{2,40}")
_TIME_NOUN = lazy(
    r"\b(?:end|beginning|start|middle|morning|evening|night|noon|day|days|week|month|year|years|dawn|dusk|sun|sunset"
    r"|sunrise|spring|summer|autumn|winter|war|hour|minute|moment|time|age|last|first|next|present|\d+s?)\b"
)
_REACH = 40  # code points back to the verb
_FINITE = frozenset("is are was were has have had will would can could may might must".split())
_COUNTED = frozenset("first second third fourth fifth last next letter letters vowel".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split())
_SENSED = frozenset(["words", "articles", "common"])  # tables whose words may say another thing where they stand
_SHARES = (("%",), ("percent",), ("per",))
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "these", "those"])


def find(view: str, source: Source, target: str) -> Iterator[Fix]:
    """Yield a fix for every function word that a sentence of the target language runs on through."""
    seen: set[int] = set()
    phrases: Counter[str] = Counter()
    judged: list[tuple[str, Fix]] = []
    for code in source.plausible:
        finder = entries(code, target, "words", "articles", "common", "verbs", "rates", "days", "connectors", "years")
        listener = ear(code, target, load(code, target).latin)
        for start, end in finder.spans(view):
            if start not in seen:
                seen.add(start)
                beside = place(view, start, end, load(code, target).caseless)
                after = beside.right[0] if beside.right else ""
                phrase = "" if after.lower() in listener.own else f"{view[start:end]} {after}"
                phrases[phrase] += 1
                judged += ((phrase, fix) for fix in _judge(view, start, end, source, target, listener, beside))
    # et seq., en route: a phrase the text uses
    yield from (fix for phrase, fix in judged if not phrase or phrases[phrase] < 3)


def _judge(view: str, start: int, end: int, source: Source, target: str, listener: Ear, beside: Place) -> Iterator[Fix]:
    word = view[start:end]
    if word == "а" and _is_lookalike(beside):
        yield Fix("residue/function-word", (_edit(view, start, end, "a", beside),))
        return
    if _ends_word(view, start, word, beside, target):
        return  # keep 3 spoonfuls asid e for the end
    if word[0].isupper() and beside.spaced and in_quotation(view, start, end, listener):
        return  # her nuts, sold under the name "Ve Ve"
    if word.istitle() and beside.left[:1] == (",",) and beside.right and beside.right[0][0].isupper():
        return  # The designer, Ma Chi, wanted it
    if word == "i" and _is_english_i(view, start, end, source):
        return
    if source.sure and word.islower() and beside.spaced and governed.grows(beside):
        yield Fix("residue/function-word", (Edit(start, end, "by"),))
        return
    if beside.right and beside.right[0][0].isdigit() and source.replacement(target, "before", word) is not None:
        return  # cerca de 200: near and about are one word there
    if beside.right[1:2] in _SHARES and source.replacement(target, "margins", word) is not None:
        return  # wurden um 17 percent more
    if beside.right and _TIME.fullmatch(beside.right[0]) and source.replacement(target, "hours", word) is not None:
        return  # opens в 10:00
    for name, fits in (("days", _days), ("rates", _rates), ("verbs", _verbs), ("years", _years), ("words", _words),
                       ("connectors", _connectors), ("articles", _articles), ("common", _common)):  # fmt: skip
        new = source.replacement(target, name, word)
        if new in _JOINING and beside.left and beside.left[0].lower() in _DETERMINERS:
            continue  # the mas in Provence is a farm
        if new in _JOINING and beside.left[:1] and beside.left[0] in _JOINING:
            return  # and 和 is their and
        if new is not None and fits(beside, listener, source.sure, word):
            new = "of the" if new == "the" and _is_share(beside, listener) else new  # nine der ten members
            yield _fix(view, start, end, new, beside, listener, name in _SENSED)
            return


def _fix(view: str, start: int, end: int, new: str, beside: Place, listener: Ear, sensed: bool) -> Fix:
    """Put in the translation; where nothing tells which it is, the commonest is a hint."""
    if not sensed or governed.preposition(new, beside) != new:
        return Fix("residue/function-word", (_edit(view, start, end, new, beside),))
    told = rendering(view, start, end, new, beside, (listener.source, listener.target))
    rule = "residue/function-word" if told else "residue/preposition"
    return Fix(rule, (_edit(view, start, end, told or new, beside),))


def _ends_word(view: str, start: int, word: str, beside: Place, target: str) -> bool:
    """Is a lone letter the end of the word before it, which is none without it?"""
    if len(word) > 1 or view[start - 1 : start] != " " or not beside.left or len(beside.left[0]) < _PART:
        return False
    part = beside.left[0].lower()
    return commonness(part + word, target) >= max(_KNOWN, commonness(part, target) + 2)


def _is_english_i(view: str, start: int, end: int, source: Source) -> bool:
    """Is `i` a pronoun or a letter that counts here? # i think; for i in"""
    around = max(0, start - AROUND), end + AROUND
    if _PRONOUN.search(view, *around) and not _CAPITAL_I.search(view, *around):
        return True
    return view.startswith(" in ", end) and (not source.sure or _INDEX.search(view, *around) is not None)


def _edit(view: str, start: int, end: int, new: str, beside: Place) -> Edit:
    """Put in the translation; an article that stands translated beside is not given twice."""
    if beside.right and beside.right[0].lower() in _ARTICLES and (new == "the" or new.endswith(" the")):
        new = new[:-3].rstrip()
    if new.endswith(" the") and _dated(beside):
        new = new[:-4]  # had im spring proposed
    if new in _said(beside):
        new = ""  # At night biz we read; starts at в noon
    if new in _PLACING and beside.right:
        new = _placed(view, end, new)
    if new in _PREPOSITIONS and beside.right:
        new = governed.preposition(new, beside)
    if new.startswith("until") and _leads_there(view, start, end, new):
        new = "to" + new.removeprefix("until")  # who paddled three hours até the boat
    if new == "until" and beside.left[1:2] == ("from",) and _of_calendar(beside):
        new = "to"
    if new in ("until", "to") and _UP_TO.match(view, end):
        new = "up to"  # hasta 30 days
    if new == "from" and beside.right and beside.right[0] in ("whom", "which"):
        new = "of"  # 112 members, из whom
    if new == "each" and beside.right and beside.right[0][0].isdigit():
        new = "every"  # a bus ogni 40 minutes
    if (new == "a" or new.endswith(" a")) and beside.right and _VOWEL.match(beside.right[0]):
        new += "n"
    if new == "that" and not _ASKING.isdisjoint(t.lower() for t in beside.left) and _asks(beside):
        new = "what"  # Someone asked me in the comments que lentil I use
    if new in ("that", "as", "what") and beside.left and _COMPARATIVE.match(beside.left[0]):
        new = "than"  # It sounded better che it floated
    if new == "that" and beside.left[:1] == (",",) and beside.right and beside.right[0] in _FINITE | _WITHIN:
        new = "which"  # the ferry, che was laid up
    if new in ("is", "was") and _opens(view, start, end):
        new = f"it {new}"  # It has stopped. È the weather that has done the rest
    if new:
        return Edit(start, end, apart(view, start, end, cased(view, start, new, beside)))
    return Edit(start, end + 1, "")


def _dated(beside: Place) -> bool:
    """Does a season, a month or a year follow, which English has no article before?"""
    when = beside.right[:1] and (beside.right[0] in _SEASONS | _MONTHS or _YEAR.fullmatch(beside.right[0]))
    return bool(when) and beside.right[1:2] != ("of",)


def _leads_there(view: str, start: int, end: int, new: str) -> bool:
    """Does a verb of motion stand before, and a place after? # walked até the church; but: walked até the evening"""
    place_ = (_NAMED_PLACE if new.endswith(" the") else _PLACE).match(view, end)
    if place_ is None or _TIME_NOUN.search(place_.group()):
        return False
    return _MOVING.search(view, max(0, start - _REACH), start) is not None


def _asks(beside: Place) -> bool:
    """Does a bare noun and its subject follow, as in a question that is told of?"""
    right = [token.lower() for token in beside.right[:2]]
    return len(right) == 2 and right[0] not in _CLAUSE_STARTS | _FINITE and right[1] in _SUBJECTS


def _opens(view: str, start: int, end: int) -> bool:
    """Does a verb open a sentence that is no question, without its subject, as in languages that need none?"""
    return view[start].isupper() and _STATED.match(view, end) is not None


def _is_lookalike(beside: Place) -> bool:
    """Is a lone Cyrillic `а` the English article in letters that look alike, and no conjunction?

    # 17 specialists, а laboratory; but: with wire, а one grandfather brought
    """
    if (
        not beside.right
        or not beside.left
        or beside.left[0] not in (*",;", "is", "as", "with", "of", "in", "for", "and")
    ):
        return False
    noun = beside.right[0]
    return noun.islower() and noun not in _CLAUSE_STARTS and not noun.endswith("s")


def _said(beside: Place) -> frozenset[str]:
    """What needs no saying: a word whose translation stands beside it, a preposition behind another."""
    said = {beside.right[0].lower()} if beside.right else set()
    if beside.left and beside.left[0].lower() in _PREPOSITIONS:
        said |= _PREPOSITIONS
    return frozenset(said - {"that", "as"})


def _placed(view: str, end: int, new: str) -> str:
    """The preposition English has before what follows. # he was en sick leave; and comes na night"""
    for word, pattern in _PLACED:
        if pattern.match(view, end):
            return word
    return new


def _words(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    if word[0].isupper() and beside.left and beside.left[0][0].isalnum():
        follows = word == "Y" or (beside.right and beside.right[0].lower() in listener.own)
        if len(word) > 1 or not sure or not follows or beside.left[0].lower() in ("generation", "gen", "vitamin"):
            return False  # vitamin E, generation Y, Scotch Ale
    if _counts(beside, listener, word):
        return False
    if sure and beside.spaced and _of_calendar(beside):
        return True
    if len(word) == 1 and not sure and beside.left and beside.left[0].lower() in _COUNTED:
        return False  # a first e is yellow
    if sure and beside.spaced and beside.right and _doubles(beside, listener, word):
        return listener.kind(beside.right[0]) in (OWN, FIGURE)  # starts at в noon
    if word == "I" or (len(word) == 1 and not sure and beside.right and beside.right[0] in _BE):
        return False
    if sure:
        beside = _past(beside, listener)
    return conjoins(beside, listener, sure, word, len(word) < 3 and word < CASELESS)


def _of_calendar(beside: Place) -> bool:
    """Does the word stand between two months or two days of the week? # from April tot September"""
    near = {*beside.left[:1], *beside.right[:1]}
    return len(near) > 1 and (near <= _MONTHS or near <= _WEEKDAYS)


def _doubles(beside: Place, listener: Ear, word: str) -> bool:
    """Is this a preposition behind one of the text?"""
    led = bool(beside.left) and beside.left[0].lower() in _PREPOSITIONS
    return led and load(listener.source, listener.target).table("words").get(word) in _PREPOSITIONS


def _past(beside: Place, listener: Ear) -> Place:
    """Look past one more function word that was left behind, to a function word of the text. # e todas the lamps"""
    words = load(listener.source, listener.target).table("words")
    left, right = (
        side[1:] if len(side) > 1 and side[0] in words and side[1] in listener.own else side
        for side in (beside.left, beside.right)
    )
    return beside._replace(left=left, right=right)


def _connectors(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return _words(beside, listener, sure, word) or set_off(beside, listener, word)


def _years(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    """`opened en 1995`, `published em July`, `Depuis 2010, the city`; names hold years too."""
    dated = beside.right[:1] and (_YEAR.fullmatch(beside.right[0]) or not _MONTHS.isdisjoint(beside.right[:2]))
    if not (sure and beside.spaced and dated) or _of_calendar(beside):
        return sure and _of_calendar(beside) and word.islower()
    left, right = [listener.kind(t) for t in beside.left], [listener.kind(t) for t in beside.right[1:]]
    if FOREIGN in (*left[:2], *right[:1]):
        return False
    if left[:1] in ([], [START]):
        return word[0].isupper() and OWN in right[:2]
    return word[0].islower() and left[0] in (OWN, COMMA) and OWN in (*left[:2], *right[:2])


def _counts(beside: Place, listener: Ear, word: str) -> bool:
    """Does the word stand after a figure, where it says something else? # 10 bis 20, 3 miljoen euro"""
    tables = load(listener.source, listener.target)
    if not beside.left or listener.kind(beside.left[0]) != FIGURE:
        return False
    ranged = bool(beside.right) and listener.kind(beside.right[0]) == FIGURE and word in tables.table("ranges")
    return ranged or word in tables.table("units")


def _articles(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    if beside.left and beside.left[0].lower() in _DETERMINERS:
        return False  # on the van it says
    if word[0].islower():
        if sure and (_is_share(beside, listener) or _opens_quotation(beside, listener)):
            return True
        return governs(beside, listener, word in _BARE, word if sure else "")
    # Der trial before the court: a title would have a capital more
    right = [listener.kind(t) for t in beside.right[:2]]
    starts = not beside.left or listener.kind(beside.left[0]) in (START, OPENER)
    return sure and beside.spaced and starts and right == [OWN, OWN] and beside.right[0].islower()


def _opens_quotation(beside: Place, listener: Ear) -> bool:
    """Does speech go on in quotation marks with words of the text? # there are none, "un dry biscuit will do"""
    if not (beside.spaced and beside.left[:1] in (("“",), ('"',)) and beside.left[1:2] == (",",)):
        return False
    right = [listener.kind(token) for token in beside.right[:3]]
    return right[:1] == [OWN] and all(kind in (OWN, UNSURE) for kind in right) and len(right) > 2


def _common(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    if _is_share(beside, listener):
        return sure
    return sure and word[0].islower() and governs(beside, listener) and beside.right[0].lower() in _ARTICLES


def _rates(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    return rated(beside)


def _is_share(beside: Place, listener: Ear) -> bool:
    """Does a number stand on either side? # 37 van de 52 residents have signed"""
    left, right = beside.left[:1], beside.right[:1]
    numbers = [
        bool(side) and (listener.kind(side[0]) == FIGURE or side[0].lower() in _NUMBERS) for side in (left, right)
    ]
    return beside.spaced and all(numbers)


def _days(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    """Before a weekday, or a day of a month. # must rule before le 14 July"""
    if not (beside.spaced and beside.right):
        return False
    dated = sure and _DAY.fullmatch(beside.right[0]) is not None and beside.right[1:2] != ()
    return beside.right[0] in _WEEKDAYS or (dated and beside.right[1] in _MONTHS and word.islower())


def _verbs(beside: Place, listener: Ear, sure: bool, word: str) -> bool:
    """`Russia son counterproductive`: no one's son, and said of something."""
    if not (sure and beside.spaced and beside.left and beside.right and word.islower()):
        return False
    before, after = beside.left[0], beside.right[0]
    if not before[0].isalpha() or before.lower() in _KIN or before.endswith(("'s", "’s", "s'", "s’")):
        return False
    predicate = after in _PREDICATE or bool(_ADJECTIVE.match(after))
    return predicate and listener.kind(after) in (OWN, UNSURE) and (before[0].isupper() or before.endswith("s"))
