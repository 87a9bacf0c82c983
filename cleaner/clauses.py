"""What stands on either side of a stop that may be false: a whole clause, or a piece of one.

Asked in English pages that are known to be translated by machine, where a stop before a small letter is either false or
took a capital with it, and where a phrase given as a sentence of its own is a piece: `half price. Since September.`
A clause is told by its finite verb, out of closed classes and a list of common verbs; what holds none is a piece.
"""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.language import settings
from cleaner.lexicon import commonness

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?"
_STOP = r"[.!?…](?=[\s”\"’»)]|$)(?!(?<=\b\d\.) \d)|[\n“”\"«»;:]"
_END = r"[.!](?:\s*$|\s+[“\"]?[A-Z]|\n)"
_RELATIVE = r",|\b(?:that|which|who|whose|where|when|because|while)\b"
_RELATIVES = r"(?:which|who|whose|whom|where)\b"
# A past tense, or a participle: `closed with corks`. What ends so and is no verb: hundred, speed.
_REGULAR = r"(?<!-)\b[a-z]{3,}(?<!e)(?<!hundr)ed\b(?! (?:by|in|on|for|with|from|to|at)\b)"
_FEW = 5  # words of a subject
_ARTICLES = frozenset(["A", "An", "The", "This", "His", "Her", "Its", "Their", "Our"])
_CLAUSAL = r"\b(?:that|which|who|whose|where|when|because|while|if|as|before|after|until|since)\b"
_LONG = 16  # words: a sentence of its own
_SHORT = 7  # words of a phrase that is set apart
_LEAD = 9  # words of a phrase that leads a clause
_WHOLE, _USUAL = 4, 4.0  # letters, or how common on the Zipf scale: such a word is no abbreviation


def ahead(view: str, start: int) -> str:
    """What stands from a place to the next stop, quote mark or line end."""
    stop = re.compile(_STOP).search(view, start)
    return view[start : stop.start() if stop else len(view)]


def behind(view: str, end: int) -> str:
    """What stands before a place, back to the stop, quote mark or line end before it."""
    low = max(0, end - 400)
    starts = [m.end() for m in re.compile(_STOP).finditer(view, low, end)]
    return view[starts[-1] if starts else low : end].strip()


def whole(piece: str) -> bool:
    """Does a piece hold a finite verb?"""
    finite = _finite()
    words = re.findall(_WORD, piece.lower())
    if any(word in finite or word in _NOMINATIVES or word.endswith(("n't", "n’t")) for word in words):
        return True
    # `this` and the like are subjects where more follows than a noun: this autumn
    return bool(re.search(_REGULAR, piece)) or any(word in _POINTING for word in words[:-2])


def leads(piece: str) -> bool:
    """Is a piece a phrase that leads the clause behind it? # For Saturday. the union is calling"""
    words = piece.split()
    return (
        1 < len(words) <= _LEAD and words[0].lower() in _prepositions() and words[0][0].isupper() and not whole(piece)
    )


def is_subject(piece: str) -> bool:
    """Is a piece a noun with its article, and no more? # A cup. repaired in Kanaura is ready in nine days"""
    words = piece.split()
    return (
        1 < len(words) < _FEW
        and words[0] in _ARTICLES
        and words[-1].islower()
        and words[-1][-1] != "s"
        and not whole(piece)
    )


def floats(piece: str, after: str) -> bool:
    """Does a quantifier of a subject follow that has no verb yet? # the hornets of the valley. all descend from one"""
    words = piece.lower().split()
    return after in _FLOATING and len(words) > 1 and words[0] in _DETERMINERS | {"these", "those"} and not whole(piece)


def narrows(piece: str) -> bool:
    """Does a piece begin with an adverb that says how far a phrase holds? # The growth came. mainly from soles"""
    words = piece.split(" ", 2)
    return len(words) > 2 and words[0] in _NARROWING and words[1] in _prepositions() | {"because", "when", "if"}


_FLOATING = frozenset("all both each also still already never always often".split())
_NARROWING = frozenset(
    "mainly mostly partly largely chiefly primarily especially particularly solely exclusively predominantly notably"
    " precisely entirely".split()
)


def trails(view: str, start: int) -> bool:
    """Is what starts here, up to its stop, a phrase without a verb? # half price. Since September."""
    piece = ahead(view, start)
    head = re.split(_RELATIVE, piece)[0]
    words = head.split()
    if _says_more(piece[len(head) :]):
        return False
    if not 1 < len(words) <= _SHORT or words[0].lower() not in _prepositions():
        return False
    set_off = "," in piece and not re.match(r", (?:which|who|whose)\b", piece[piece.index(",") :])
    last = piece.rpartition(" ")[2]
    set_off = set_off or "(" in piece
    ended = re.compile(_END).match(view, start + len(piece)) is not None and _ends(last)
    return ended and not set_off and not whole(head) and not _bids(words)


def _says_more(relative: str) -> bool:
    """Does a clause follow the relative one of a phrase? # Under any aspect in which it can be seen it would help"""
    words = re.findall(_WORD, relative)
    if relative.count(",") > relative.startswith(",") or len(words) > _LONG:
        return True
    acts = len(words) > 1 and words[1] not in _finite() and re.fullmatch(r"\w{2,}(?:[^\Wsu]s|ed)", words[1]) is not None
    return acts + sum(word in _finite() for word in words) > len(re.findall(_CLAUSAL, relative))


def _bids(words: list[str]) -> bool:
    """Does a phrase lead a call to do something? # Over medium heat bring to a boil; On the left stir the sauce"""
    leaning = _prepositions() | _DETERMINERS | frozenset(settings("en")["conjunctions"]) | _WHOLLY
    pairs = [(word.lower(), after.lower()) for word, after in pairwise(words[1:])]
    return any(
        (after in _DETERMINERS and word not in leaning and not word.endswith("ing"))
        or (after in _BARE and word not in leaning)
        for word, after in pairs
    )


_BARE = frozenset("take make go come get give find keep bring put add stir pour mix let remove serve wash cook".split())
_WHOLLY = frozenset("all both half such quite not only even just exactly to too than as like".split())


def _ends(last: str) -> bool:
    """Can a word end a sentence, and is no abbreviation, also of another language? # On ul. Młyńska"""
    if last.lower() in settings("en")["abbreviations"]:
        return False
    if last[:1].isupper() and (len(last) == 1 or (len(last) < _WHOLE and not re.search("[aeiouyAEIOUY]", last))):
        return False  # As Jerome R. Mintz points out; As Wm. Kline does
    return len(last) >= _WHOLE or not last.islower() or commonness(last, "en") >= _USUAL


def carries_on(before: str, piece: str) -> str | None:
    """The mark, if any, between a subject and its verb: the comma that closes what was set off, or none.

    # Whoever orders today. receives in fourteen months; a beekeeper from Lower Lug. lives alone. None: this is no verb.
    """
    first = re.match(_WORD, piece)
    if first is None or first.group() not in _finite():
        return None
    if set_off(before):
        return ","
    if whole(before):
        return None
    return "," if before.count(",") % 2 else ""


def parts(before: str, piece: str) -> bool:
    """Does a phrase go on that was set off from the verb of its clause? # In second place. after books, are the maps"""
    return leads(before) and re.match(rf"[^,]+, (?:{'|'.join(_BE_OR_HAVE)})\b", piece) is not None


_BE_OR_HAVE = ("is", "are", "was", "were", "stands", "stand", "comes", "come", "lies", "lie", "follows", "follow")


def opens(piece: str) -> bool:
    """Does a clause with a subject of its own follow the conjunction? # in 2006. but it never entered the bakery"""
    return piece.split(" ")[1:2] != [] and piece.split(" ")[1] in _SUBJECTS and whole(piece)


def singles_out(piece: str) -> bool:
    """Is one thing more set apart behind its conjunction? # affected near the dam. and only 8% in the high groves"""
    return re.match(_SINGLED_OUT, piece) is not None


_SINGLED_OUT = (
    r"(?:and|or|but) (?:only|even|especially|particularly|in particular|above all|sometimes|perhaps)"
    r" (?:\d|(?:an?|the|his|her|its|their|in|on|at|for|from|with|by|to|of|one|two|three|some|then|those)\b)"
)


def names_again(before: str, piece: str) -> bool:
    """Does a bare noun say who or what the one before it is? # of Borgo Mulini. winners of the last three editions"""
    named = before.rpartition(" ")[2]
    noun = re.match(r"([a-z]+) (?:of|in|for|at|to) ", piece)
    return (
        noun is not None
        and named[:1].isupper()
        and noun[1].removesuffix("s") in _ROLES
        and not whole(piece.split(",")[0])
    )


_ROLES = frozenset(
    "winner author director founder owner holder maker member president chairman chairwoman mayor leader manager head"
    " chief capital son daughter wife widow husband father mother brother sister heir champion inventor creator builder"
    " professor teacher student minister secretary spokesman spokeswoman spokesperson representative editor publisher"
    " producer composer coach captain commander expert specialist researcher pioneer veteran native resident birthplace"
    " hometown neighbour neighbor successor predecessor grandson granddaughter nephew niece cousin friend"
    " colleague partner co-founder keeper curator guardian supplier seller graduate candidate".split()
)


def set_off(piece: str) -> bool:
    """Does a piece end in what is told of a subject between commas? # the third, which nobody names. would bring"""
    subject, comma, aside = piece.rpartition(", ")
    return bool(comma) and bool(re.match(_RELATIVES, aside)) and not whole(re.split(r", (?:and|but|or) ", subject)[-1])


def introduced(piece: str) -> bool:
    """Does a word or two lead a clause behind their comma? # even so, he considers the work finished"""
    head, comma, rest = piece.partition(", ")
    if not _REPORTING.isdisjoint(rest.split()[-3:]):
        return False  # this autumn, the press service of the city reported on Tuesday
    return bool(comma) and head.count(" ") < 3 and rest.split(" ")[0] in _SUBJECTS and whole(rest)


_REPORTING = frozenset("said says reported reports told announced stated added noted according".split())
_SUBJECTS = frozenset("he she it they we i you there the this that these his her their its".split())


def governs(piece: str) -> bool:
    """Does a piece end in a verb that wants its object? # the buses will guarantee; does not cause; I told him"""
    words = piece.lower().split()
    return len(words) > 1 and (words[-2] in _AUXILIARIES or words[-1] in _COPULAS or tells(piece))


def lacks_object(piece: str, after: str) -> bool:
    """Does a piece end in a pronoun and its verb, before what has to be the object? # they sent. a whole piano"""
    return after in _DETERMINERS and not _PERSONS.isdisjoint(piece.lower().split()[-2:-1])


_PERSONS = frozenset("he she they we i you".split())
_DETERMINERS = frozenset("a an the his her its their our my your some".split())


def parts_verb(piece: str) -> bool:
    """Does a piece end in a verb and its particle, with the object still to come? # Do not take out. more than four"""
    words = piece.lower().split()
    return len(words) > 2 and words[-2] in _PARTED and words[-1] in _PARTICLES


_PARTED = frozenset("take put pick bring carry set give throw send pull find hand cut leave hold lay".split())
_PARTICLES = frozenset("out up in off away down back".split())


def bids(before: str, piece: str) -> bool:
    """Does an instruction follow another? # Melt the butter for ten minutes. stir gently with a wooden spoon"""
    words, led = piece.split(), re.sub(r"^\d+[.)] ", "", before).split()
    if len(words) < 3 or not led or led[0].lower() not in _BIDDING or words[0] not in _BIDDING:
        return False
    return words[1] in _DETERMINERS | {"it", "them", "well", "until"} or words[1].endswith("ly")


_BIDDING = frozenset(
    "add bake beat blend boil bring brush check choose chop clean click close combine connect cook cool cover"
    " crumble cut drain fill fix fold form fry grate hang heat hold insert keep knead lay leave let lift make"
    " measure melt mix move open paint peel place plug pour prepare press prick pull push put release remove"
    " repeat reserve rinse roll rub sand saw screw season select serve set shake simmer slice soak spread sprinkle"
    " squeeze steam stir switch take taste tie tighten toast top turn unplug use wait wash water whisk wipe wrap"
    " write".split()
)


def states(before: str, piece: str) -> bool:
    """Does a clause follow a whole one with its noun and verb? # are admitted free of charge. tea is poured

    What carries a sentence on is a preposition, an adverb, a participle; a noun before its verb is none of them.
    """
    speaking = frozenset(settings("en")["reporting"]) | _finite() | _REPORTING | _LINKING | _prepositions()
    words = before.lower().split()
    if not whole(before) or words[-1] in speaking or words[-1].endswith(_QUALIFYING):
        return False
    if re.match(_ACTS, piece):
        return True
    noun = re.match(r"([a-z]{3,}) (?:is|are|was|were|will) [a-z]", piece)
    if noun is None or noun[1] in _finite() | _prepositions() | _DETERMINERS | frozenset(settings("en")["tying"]):
        return False
    if noun[1].endswith(("ly", "ed", "ing")) or commonness(noun[1], "en") < _USUAL:
        return False
    return bool(_prepositions().intersection(words[-3:-1]))  # what stands before the stop is a phrase, and ends


# the project includes a small museum
_ACTS = (
    r"(?:the|this|his|her|its|their|our) [a-z]+[^\Ws] [a-z]{3,}[^\Ws]s"
    r" (?:a|an|the|its|his|her|their|no|only|two|three) "
)
_LINKING = frozenset("that if when where because while although which who whose as than whether and or but".split())
_QUALIFYING = ("ous", "al", "ic", "ful", "ive", "able", "ible", "ish", "less", "ern")


def dangles(piece: str) -> bool:
    """Does a piece end in a conjunction and a phrase, with the verb still to come? # because the first time. he fell"""
    last = re.split(rf"\b(?:{'|'.join(_SUBORDINATING)})\b", piece)
    return len(last) > 1 and 0 < len(last[-1].split()) < _FEW and not whole(last[-1])


_SUBORDINATING = ("because", "although", "when", "while", "whereas", "if", "unless")


def tells(piece: str) -> bool:
    """Does a piece end where somebody is told something, which is still to come? # I told him. the silence is in it"""
    words = piece.lower().split()
    return len(words) > 1 and words[-2] in _TELLING and words[-1] in _OBJECTS


_COPULAS = frozenset("is are was were be been has have had".split())
_TELLING = frozenset("told tells tell asked asks ask reminded warned assured".split())
_OBJECTS = frozenset("me you him her us them".split())


_NOMINATIVES = frozenset("they we he she i it you there".split())  # subjects of a verb that may not be listed
_POINTING = frozenset(["this", "these", "those"])
_AUXILIARIES = frozenset("will would can could may might must should shall to not cannot do does did".split())


def _finite() -> frozenset[str]:
    return frozenset(settings("en").get("finite", ()))


def _prepositions() -> frozenset[str]:
    return frozenset(settings("en").get("prepositions", ()))
