"""Which of its English renderings a preposition of the source has where it stands.

German `bei` is at, in, with or near, Russian `на` on, at or to: what decides is the English word that governs it or the
noun behind it. The table `senses` of a source lists the renderings; one with a star holds where nothing decides, and
where none has one the repair is a hint.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.residue.governed import BOUND, LOOSE
from cleaner.residue.neighbours import Place
from cleaner.residue.tables import load

_BEFORE, _AFTER = 60, 70  # code points: the clause on either side
_CLAUSE = lazy(r"[.!?…:;,“”\"«»\n][^.!?…:;,“”\"«»\n]*\Z|\A[^.!?…:;,“”\"«»\n]*\Z")
_TOKEN = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*|\S")
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some every each all any no both another".split()
)
_POSSESSIVES = frozenset("his her its their our my your".split())
_OBJECTS = frozenset("him her them us me you it himself herself themselves something everything one".split())
_NUMBERS = frozenset(
    "a an one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty several many few"
    " some".split()
)
_SHARES = frozenset(
    "one two three four five six seven eight nine ten some many most none each several few half part all any neither"
    " both which whom percent % first last".split()
)
_ENDS = _DETERMINERS | frozenset(
    "under over above below beyond inside outside towards via behind near beside after before since until"
    " without against between during along across around down"
    " up off out away then again today yesterday tomorrow together alone long last next without toward towards once"
    " every early late ago".split()
)
_GREATER = frozenset(
    "more less fewer better worse rather taller older younger bigger smaller larger higher lower longer shorter faster"
    " slower stronger weaker cheaper richer poorer earlier later greater heavier easier".split()
)
_GOES_ON = lazy(r"[^.!?\n]{0,60},")
_LEAVING = lazy(r"\b(?:left|leav(?:es?|ing)|depart(?:ed|s))\b")
_FLIGHT = lazy(r"\b(?:fl(?:ew|y|ies|ying)|jump(?:ed|s)|climb(?:ed|s)|bridge|leap\w*|hover\w*|circled?)\b")
_BE = frozenset("is are was were be been".split())
_PRICES = frozenset("price sum euro dollar amount fee reason reward money nothing fun".split())
_UNITS = frozenset("second minute hour day night week fortnight month year decade century centuries".split())
_TIMES = frozenset(
    "war flood morning evening afternoon night noon midnight dawn dusk day week month year summer winter spring autumn"
    " season century beginning start end childhood birth death funeral wedding election christmas easter independence"
    " harvest fire storm earthquake accident crash meeting match game concert renovation opening closure lunch dinner"
    " breakfast school work service ceremony revolution strike pandemic first last next then moment time party"
    " departure arrival divorce retirement trial verdict vote exam holiday holidays mass".split()
)
_WEATHER = frozenset(
    "rain snow fog wind storm frost ice weather sunshine darkness heat cold hail light daylight moonlight".split()
)
_DEGREES = frozenset("temperature speed height depth altitude age degree pressure".split())
_VEHICLES = frozenset(
    "train bus boat car bike bicycle ferry plane tram taxi ship truck lorry helicopter sled sledge foot".split()
)
_MEANS = frozenset("phone telephone mail post radio email e-mail letter".split())
_KIN = frozenset(
    "grandmother grandfather mother father parents grandparents aunt uncle sister brother sisters brothers son sons"
    " daughter daughters wife husband family friend friends cousin cousins neighbour neighbours neighbor neighbors"
    " child children colleague colleagues".split()
)
_PERSONS = frozenset("visitors people women men children patients adults students workers farmers residents".split())
_FRONTS = frozenset("court judge judges parliament committee commission tribunal audience camera cameras jury".split())
_PLACES = frozenset(
    "market station harbour harbor port city town village house home church school office museum border river sea lake"
    " beach island airport hospital doctor mountains mountain shop cinema theatre theater university capital country"
    " coast farm bakery police police-station factory concert meeting auction conference exhibition toilet bathroom"
    " kitchen garden yard forest pub bar café cafe restaurant hotel bank post-office club court fair wedding".split()
)
_AT = frozenset(
    "station stop airport fair auction concert party wedding funeral meeting conference dinner breakfast lunch ceremony"
    " festival event entrance exit door gate border university school match post-office reception rehearsal exhibition"
    " congress summit competition tournament rally lecture counter crossroads junction intersection".split()
)
_AT_TOO = frozenset("market factory plant lesson work site cemetery stadium construction observatory workplace".split())
_ON = frozenset(
    "table roof wall floor shelf island bridge beach page screen list ceiling stage bench chair sofa hill mountain"
    " coast shore side road farm ground ladder internet television platform balcony terrace deck staircase plate stove"
    " pavement sidewalk pitch field-trip tablecloth door-frame step steps doorstep horse tower mast ship board street"
    " lawn train bus ferry boat plane tram".split()
)
_ACROSS = frozenset(
    "forest village fields gate tunnel town valley park garden woods snow streets mountains desert wall floor roof hole"
    " window door fence air crowd house corridor keyhole pipe gap pipes city centre center country".split()
)
_ALONG = frozenset("street streets road river beach shore coast path track corridor canal bank railway avenue".split())
_MOTION = lazy(
    r"\b(?:w[ea]nt|go(?:es|ing|ne)?|c[ao]mes?|coming|travel\w*|return\w*|dr(?:o|i)ves?|driven|fl(?:ew|y|ies|ying)"
    r"|walk(?:ed|s|ing)?|sail(?:ed|s|ing)|rode|rides?|cycl(?:ed|es)|climb\w*|march(?:ed|es|ing)|swam|r[au]ns?"
    r"|crawl\w*|brought|brings?|carried|carries|led|leads?|sent|sends?|mov(?:ed|es|ing)|hurr\w+|set off|fled"
    r"|rushed|escaped|wandered|strolled|pass(?:ed|es)|fell|falls?|jump\w*|train|bus|flight|ferry|road|way|journey"
    r"|trip|route|path|bridge|export\w*|emigrated|takes?|took)\b"
)
_BACK = lazy(r"\b(?:c[ao]mes?|coming|return\w*|brought|fell|falls?|jumped|escaped|fled|descended|took|down|back)\b")
_SPEECH = lazy(
    r"\b(?:talk\w*|sp(?:oke|eaks?|oken)|wr(?:ote|ites?|itten)|argu\w+|report\w*|books?|articles?|films?|documentary"
    r"|stor(?:y|ies)|song|songs|debate\w*|discuss\w*|complain\w*|quarrel\w*|know\w*|knew|told|tells?|asked|jokes?|laugh"
    r"\w*|inform\w*|information|question|questions|law|laws|decision|decid\w+|news|lecture|essay|poem|study|studies"
    r"|negotiat\w+|think\w*|thought|learn\w*|read|doubts?|happy|angry|conversation|exhibition)\b"
)
_PERFECT = lazy(r"(?:\b(?:has|have|had|been)|['’](?:s|ve|d))\b")
_FUTURE = lazy(r"(?:\b(?:will|shall|would|can|may)|['’](?:ll|d))\b")
_PASSIVE = lazy(
    r"(?:\b(?:is|are|was|were|be|been|being|got|gets)(?: \w+ly| not| also| then| only| soon)? |[a-z] )"
    r"([a-z]+ed|built|written|made|sung|drawn|driven|known|held|seen|shot|hit|bitten|eaten|taken|given|stolen|told|cut"
    r"|caught|found|led|lost|won|run|sold|bought|paid|struck|broken|chosen|brought|begun|done|kept|taught|thrown|worn"
    r"|sent|put|set|hurt|burnt|overgrown)\Z"
)
_NO_AGENT = frozenset(
    "located situated born based interested married filled called named tired bored lived worked arrived stopped used"
    " waited walked travelled traveled returned looked stayed died remained moved passed talked climbed sailed marched"
    " thanked begged crossed entered jumped rained snowed".split()
)


class Noun(NamedTuple):
    """What stands behind a preposition: its determiner, the words up to the head, and whether that is a name."""

    determiner: str
    words: tuple[str, ...]
    named: bool

    @property
    def head(self) -> str:
        last = self.words[-1].lower() if self.words else ""
        return "-".join(self.words[-2:]).lower() if self.words[-2:-1] == ("post",) else last

    def is_in(self, kinds: frozenset[str]) -> bool:
        head = self.head
        return head in kinds or (head.endswith("s") and head[:-1] in kinds)


def rendering(view: str, start: int, end: int, new: str, beside: Place, languages: tuple[str, str]) -> str | None:
    """The rendering that holds here for a word that was found to be `new`; None where nothing decides."""
    table = load(*languages).table("senses")
    word = view[start:end].lower()
    led, _, article = new.partition(" ")
    if article in _DETERMINERS:
        word = word.split(" ")[0]  # bei der, na
    elif article:
        return new
    listed = table.get(word)
    if not listed or not beside.right or led not in listed.replace("*", "").split(" "):
        return new
    default = next((sense[1:] for sense in listed.split() if sense[0] == "*"), None)
    senses = listed.replace("*", "").split()
    if "even" in senses and view[start].isupper() and not _GOES_ON.match(view, end):
        return None  # Até the priest laughed
    chosen = _decided(view, start, end, beside, senses, article)
    chosen = default if chosen is None else chosen if chosen in senses else None
    return chosen and f"{chosen} {article}".rstrip()


def _decided(view: str, start: int, end: int, beside: Place, senses: list[str], article: str) -> str | None:
    found = _CLAUSE.search(view, max(0, start - _BEFORE), start)
    clause = found.group().rstrip() if found else view[max(0, start - _BEFORE) : start].rstrip()
    noun = _noun(view, end, article)
    for evidence in (_governed, _timed, _by, _moved, _placed, _told):
        sense = evidence(clause, noun, beside, senses)
        if sense is not None:
            return sense
    return None


def _noun(view: str, end: int, article: str) -> Noun:
    tokens = _TOKEN.findall(view[end : end + _AFTER])
    own = settings("en").get("function_words", ())
    determiner = article
    if tokens and tokens[0].lower() in _DETERMINERS:
        determiner = tokens.pop(0).lower()
    words: list[str] = []
    for token in tokens:
        numeral = not words and (token[0].isdigit() or token.lower() in _NUMBERS)
        if not numeral and (token.lower() in own or token in _ENDS or not token[0].isalpha()):
            break
        words.append(token)
    return Noun(determiner, tuple(words), bool(words) and words[0][0].isupper())


def _first(senses: list[str], *wanted: str) -> str | None:
    return next((sense for sense in wanted if sense in senses), None)


def _governed(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """What the word before asks for, or a verb before its object."""
    words = clause.lower().split()
    if not words:
        return None
    if (found := _first(senses, *BOUND.get(words[-1], ()))) is not None:
        return found
    if "than" in senses and words[-1] in _GREATER:
        return "than"
    if "of" in senses and "from" in senses and (words[-1] in _SHARES or words[-1][0].isdigit()):
        return "of"
    for word in words[-2:-7:-1]:
        if (found := _first(senses, *LOOSE.get(word, ()))) is not None:
            return found
    if "for" in senses and noun.is_in(_PRICES):
        return "for"
    if senses[:2] == ["of", "from"] and words[-1] in _BE:
        return "?"  # The bread is de the day before
    infinitive = beside.right[1:2] and beside.right[1].lower() in _DETERMINERS and not noun.determiner
    if infinitive and "to" in senses and "for" in senses and beside.right[0].islower():
        return "to"  # para see the whale
    return None


def _timed(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """How long, since when, after what."""
    if not noun.words:
        return None
    unit = noun.words[1:2] if noun.words[0][0].isdigit() or noun.words[0].lower() in _NUMBERS else noun.words[:1]
    counted = len(unit) == 1 and (unit != noun.words[:1] or noun.determiner in _NUMBERS)
    if counted and unit[0].removesuffix("s") in _UNITS:
        if "since" in senses:
            return "for" if _PERFECT.search(clause) else "?"
        if "after" in senses or "between" in senses:
            return "in" if _FUTURE.search(clause) or "after" not in senses else "after"
        return _first(senses, "for") if "before" not in senses else "?"
    if noun.is_in(_TIMES) or (noun.named and noun.words[0] in _DATES):
        if "since" in senses:
            return "since" if _PERFECT.search(clause) else "from" if "from" in senses and noun.named else "?"
        return _first(senses, "after", "before")
    return None


_DATES = frozenset(
    "January February March April May June July August September October November December Christmas Easter"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


def _by(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """A means, or who did it."""
    if "by" not in senses:
        return None
    if noun.is_in(_VEHICLES) and len(noun.words) == 1:
        if not noun.determiner:
            return "by" if noun.head != "foot" else "on"
        return "?" if "with" in senses and _MOTION.search(clause) else None
    if noun.is_in(_MEANS) and len(noun.words) == 1 and not noun.determiner:
        return "by"
    agent = _PASSIVE.search(clause)
    if agent and agent[1] not in _NO_AGENT and "on" not in senses and "with" not in senses:
        return "by"
    return None


def _moved(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """Where somebody goes, or comes from, or through what."""
    if senses[:2] == ["of", "from"] and _LEAVING.search(clause):
        return "from"
    if not _MOTION.search(clause) or clause.endswith(("arrived", "arrives", "arrive", "arriving")):
        return None
    if "through" in senses:
        if noun.is_in(_ALONG) and "along" in senses:
            return "along"
        return "through" if noun.is_in(_ACROSS) else None
    if "along" in senses:
        return "along" if noun.is_in(_ALONG) else None
    if "over" in senses and _FLIGHT.search(clause):
        return "over"
    back = _BACK.search(clause) is not None
    place = noun.named or noun.is_in(_PLACES)
    if senses[:2] in (["for", "to"], ["to", "for"]):
        return "for" if senses[0] == "for" and _LEAVING.search(clause) else "to" if place or senses[0] == "to" else None
    if {"by", "from", "to"}.issubset(senses):  # it da
        return "from" if back else "to" if place or noun.is_in(_KIN) else "?"
    if "from" in senses and back and "to" not in senses:
        person = noun.is_in(_KIN) or noun.determiner in _POSSESSIVES
        if "with" in senses:
            return "with" if person else "?"
        return "from"
    if "to" in senses and senses[0] != "with" and not {"from", "about", "against"}.intersection(senses):
        if place and not clause.endswith(("named", "called")):
            return "to"
        other = noun.is_in(_VEHICLES) or noun.is_in(_TIMES) or noun.is_in(_ON)
        return "?" if noun.words and not other else None
    return None


def _placed(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """Where somebody is, by the noun."""
    if noun.is_in(_WEATHER) and not noun.determiner:
        return _first(senses, "in")
    if noun.is_in(_DEGREES):
        return _first(senses, "at")
    if noun.is_in(_KIN) and "with" in senses:
        return "with"
    if noun.determiner in _POSSESSIVES and "with" in senses and "from" in senses:
        return "with"
    if noun.is_in(_PERSONS) and "among" in senses:
        return "among"
    if noun.is_in(_FRONTS):
        return _first(senses, "before")
    if senses[0] == "to":
        return None
    if noun.head == "table" and "on" in senses and "in" not in senses:
        return "at"
    if noun.is_in(_AT) or (noun.is_in(_AT_TOO) and not ("in" in senses and senses[0] == "in")):
        return _first(senses, "at")
    if noun.is_in(_ON) and not (noun.head == "table" and "behind" in senses):
        return _first(senses, "on")
    if noun.head == "table" and "behind" in senses:
        return "at"
    if noun.named and "near" in senses and "under" in senses:
        return "near"
    return None


def _told(clause: str, noun: Noun, beside: Place, senses: list[str]) -> str | None:
    """What is spoken of, and two between whom something is."""
    if "about" in senses and "over" in senses and _SPEECH.search(clause):
        return "about"
    if "between" in senses and "and" in beside.right[1:4]:
        return "between"
    if "since" in senses and "from" in senses and "with" not in senses:
        return "?" if _PERFECT.search(clause) else "from"
    words = clause.lower().split()
    if "of" in senses and "from" in senses and words and words[-1] in _OBJECTS:
        return "?"  # She learned it van her mother
    return None
