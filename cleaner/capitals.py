"""Capitals inside a sentence, at the seam where a link or bold type began: `not everyone is Delighted`.

A word that began a piece of its own was translated as the start of a sentence. English writes names with capitals, so
a word is only believed to be none if it is met in small letters in running English and next to never with a capital
between words in small letters; the file ``capitals.gz`` lists those (see ``tools/capitals.py``). Behind an article it
is enough that a capital is rare, if the word names no body, office, work or place, which a text may speak of as of a
name (`the Government`). A verb in the past tense is none behind a comma or `and` either. Asked only where the document
is known to be translated by machine (`cleaner/translated.py`): a writer of English has reasons for his capitals (`the
Plan`). Even there a noun stays that is the only such word of its page, unless its source writes nouns so: one in ten
thousand words of news is a name that no list knows (``python -m benchmarks.clean_prose --translated``).

Left alone: headings, what a mark or another capital stands beside, what the document writes with a capital again
inside a sentence, and a document that gives capitals to many such words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cleaner import clauses
from cleaner.edits import Edit
from cleaner.figures import MONEY
from cleaner.language import listed, settings
from cleaner.lexicon import commonness

SELDOM = "~"
FILE = Path(__file__).with_name("capitals.gz")
_INNER = (
    r"[A-Z](?:(?<=[a-z\d] .)|(?<=[a-z\d)], .))[a-z]{2,}"
    r"(?=\)? [a-z\d(]|[.,;:!?]*[“”\"’»)]*[.,;:]?(?:\s|$))(?!['’-][a-z])(?! [^\W\d_a-zß-öø-ÿ]| [&+/])"
    r"(?!(?: (?:of|to|for|and|in|the|de|di|da|do|del|della|la|le|du|des|von|van|der|e|y)(?= ))+ [“\"]?[A-Z])"
    r"(?! d['’][A-Z])"
)
# He showed yellow cards to Crespo and Edu, and Expelled Olmo with a red one.
_BEFORE_NAME = r"(?:, |[a-z]{3} )(?:and|but|then) ([A-Z][a-z]+ed) (?=[A-Z][a-z]+,? [a-z])"
_LED = r"(?<=[a-z\d], )(?:In|On|At|By|Of|As)(?= (?:the|an?|his|her|its|their|our|this|that) [a-z])"
_GIVEN = r"(?<=[a-z\d], )(?:A|An)(?= (?!minor|major|flat|sharp|level|class|side|team|star|road|grade)[a-z]{3,} [a-z])"
# on its website (wild.example/otters) In Polish and English.
_BEHIND_BRACKET = r"(?<=[a-z] \()[^()\n]{3,60}\) ((?:In|On|At|By|With|For|From|Of) [^.,;:!?()\n]{3,50})(?=\.(?:\s|$))"
# What is quoted from a capital to the closing mark, and stops nowhere: the programme “Life with Neighbours”
_TITLE = r"[“„«\"](?<![^\W_]\")[A-Z][^“”„«»\"\n.,;:!?]{2,60}[”“»\"](?!\w)"
_CONJOINED = r"(?<=[a-z\d] )(?:And|But|Or|Because|While|Although|Until)(?= [a-z]+ [a-z])"
_NAMING = frozenset(
    "called named titled entitled dubbed word term label labelled button key title brand film novel song band show"
    " journal album game book ship boat yacht magazine newspaper channel app programme program project operation club"
    " von van de di da del e y et und en ve i & +".split()
)
_NAMES = frozenset(  # of people, papers, places, peoples and months
    "will rose dawn pearl press guardian mirror cork windows may aboriginal aboriginals indigenous".split()
)
_LINKS = frozenset(
    "of for the and in on to at from with a an his her its their it"
    " de la el los las del di da do dos le les du des von van het".split()
)
_PARTICLES = frozenset("ten ter te den der zu zum zur af al el bin ibn ben abu dos das op in ’t".split())  # of surnames
# Bodies, offices, works and places that a text may speak of by a name of one word.
_NAMED_SHORT = frozenset(
    "agency alliance association bank bench bill board bureau cabinet camp capital chair chamber charter circle"
    " club coalition college company conference congress convention crown directive fair father festival final"
    " firm front fund game games government group guide hall hospital house institute judge law league left"
    " library lord mass mother movement museum nation office order parties party president press prize programme"
    " project report right road school secretary series service session show society south spirit square state"
    " states station store street struggle summit team teams times town trade trust union web west north east"
    " black blue blues brown classic gold gray green greens grey red reds silver white yellow basin bay beach"
    " bridge canal cape channel coast delta desert earth garden gulf harbour hill island lake moon mountain"
    " peninsula plain pole port river sea sound strait strip sun temple tower valley cathedral castle cross palace"
    " chapel present bible book championship tournament memorial heritage fort sierra arsenal arena ambassador"
    " metropolitan diocese parish abbey monastery archbishop archdiocese cemetery pastor ranch ferry stadium"
    " embassy consulate prefecture canton citadel colosseum acropolis vatican papacy emperor empress sultan shah"
    " emir premier chancellor parliament parliamentary prefect polytechnic conservatory academy observatory"
    " seminary gymnasium lyceum orchestra philharmonic symphony opera ballet theatre theater cinema gallery"
    " faculty municipality authority directorate secretariat inspectorate tribunal duke duchess prince princess"
    " count pontiff assembly senate council ministry department archive archives treasury exchange chancellery"
    " synod diet".split()
)
# Of these the text speaks as of a name more often than English does.
_BODIES = frozenset(
    "railway railways post customs guard navy army fleet police brigade lottery registry guild executive legislature"
    " judiciary convention confederation territories mall embankment revolution reformation cabinet opposition"
    " inquiry act nationals national greens democratic reserve emancipation".split()
)
_ARTICLES = frozenset("the a an this that his her its their our".split())
# north of the Main, on the left bank of the Severn: what places are told by is a name itself.
_PLACED = re.compile(
    r"\b(?:(?:north|south)(?:-?(?:east|west))?|east|west|banks?|shores?|mouth|upstream|downstream|tributary)"
    r" (?:of|on|to) the $"
)
# What a label stands on: the Download button, the Modify… or Delete buttons
_CONTROL = re.compile(
    r"(?:\.{3}|…)?(?: (?:or|and) [A-Z]\w+)?(?: [A-Z]\w+)? (?:button|menu|tab|option|check ?box|key|icon"
    r"|dialog(?:ue)?|field|panel|window|toolbar|column|template|link|setting|command)s?\b"
)
# A page that tells how a program is worked names what it shows: click Pair, press Save, in Normal mode.
_PROGRAM = re.compile(
    r"\b(?:click(?:ing)?|menus?|buttons?|dialog(?:ue)?s?|toolbars?|check ?box(?:es)?|keyboards?|cursor|desktop|plug-?in"
    r"|configur(?:e|ed|ation)|install(?:er|ed|ation)|packages?|command line|folders?|default|boot|upload(?:ed)?)\b"
)
_OF_PROGRAMS = 3  # of these
_KIND = re.compile(r" (?:dynast(?:y|ies)|river|valley|peninsula|mountains)\b")  # the Song dynasty
_ASKING = frozenset(["what", "how", "why", "who", "where", "when"])
_JOINING = frozenset(["and", "but", "then"])
_SUBORDINATING = frozenset(
    "although because while whereas though unless until since when where which who as if".split()
)
_HONOURED = frozenset("him thou thee thy thine".split())
_OPENING = frozenset(word.capitalize() for word in _ARTICLES)
_PLACING = frozenset(["There", "Here", "Now", "Today", "Then", "Yet"])
_FEW = 12  # different words: a document with more such capitals means them
_WORD = 4.2  # on the Zipf scale: Wounded Knee
_RARE = 3.0  # the same: a thing so seldom spoken of may be one of a brand
_LINE = 4_000  # code points looked for the ends of a line
_STOPS = '.!?…”"’»)'


@cache
def small() -> frozenset[str]:
    """The words that English writes in small letters inside a sentence; with `SELDOM` before it one that has a capital
    now and then."""
    import gzip

    return frozenset(gzip.decompress(FILE.read_bytes()).decode().split("\n"))


def is_small(word: str) -> bool:
    """Is a word (in small letters) no name? It is listed, or made of one that is."""
    words = small()
    if word in _NAMES:
        return False
    if word in words or word.removeprefix("un") in words:
        return True
    return any(word.endswith(end) and word[: -len(end)] in words for end in ("s", "es", "ed", "ing", "ly"))


def false_capitals(view: str, seamed: bool, own: frozenset[str]) -> Iterator[Edit]:
    """Yield the edit for each such capital of an English text.

    seamed: capitals of the page are known to have been lost or put in, or its source writes nouns with capitals. Else
    a noun, which may be a name that English has, waits for a word that is none (`And`, `asked`) to be told so; or it
    stands behind a word of the source that was left there, of which `own` are some.
    """
    found = [m for m in re.finditer(_INNER, view) if _is_false(view, m, own) and _sentence(view, m.start())]
    if found and len(set(_PROGRAM.findall(view))) >= _OF_PROGRAMS:
        found = [m for m in found if m.group().lower() in listed("en", "function_words")]
    if found:
        titles = [m.span() for m in re.finditer(_TITLE, view)]
        found = [m for m in found if not any(start < m.start() < end for start, end in titles)]
    words = Counter(m.group() for m in found)
    if len(words) > _FEW:
        return
    aside = [m.start(1) for m in re.finditer(_BEHIND_BRACKET, view) if not clauses.whole(m[1])]
    led = [m.start() for m in re.finditer(f"{_LED}|{_GIVEN}", view) if _sentence(view, m.start())]
    joined = [m.start() for m in re.finditer(_CONJOINED, view) if _sentence(view, m.start())]  # the Office And nobody
    few = [at for places in (aside, led, joined) if len(places) <= 2 for at in places]
    few = sorted({*_before_names(view), *few} - {m.start() for m in found})
    single = [
        m
        for m in found
        if words[m.group()] == 1 and (_acts(view, m) or not _in_name(view, m.start())) and not _named(view, m)
    ]
    seamed = seamed or bool(few) or any(_names_nothing(m.group().lower()) for m in single)
    for at in [m.start() for m in single if seamed or _word_before(view, m.start()) in own] + few:
        yield Edit(at, at + 1, view[at].lower())


def _names_nothing(word: str) -> bool:
    """Is a word none that a name could be: of a closed class, or a form of a verb? # And, asked, missing"""
    closed = word in listed("en", "function_words") or word in _SUBORDINATING or word in listed("en", "finite")
    return closed or word.endswith(("ed", "ing"))


def _word_before(view: str, at: int) -> str:
    return view[max(0, at - 12) : at].rstrip().rpartition(" ")[2].lower()


def _before_names(view: str) -> Iterator[int]:
    """Where a verb in the past tense has a capital before a name, behind `and`."""
    for match in re.finditer(_BEFORE_NAME, view):
        name = re.compile("[A-Z][a-z]+").match(view, match.end())
        known = name is not None and commonness(name.group().lower(), "en") >= _WORD
        if is_small(match.group(1).lower()) and not known and _sentence(view, match.start(1)):
            yield match.start(1)


def _is_false(view: str, match: re.Match[str], own: frozenset[str]) -> bool:
    """Is a word no name where it stands? # the city changed the Plan, and Announced a new one"""
    word = match.group().lower()
    if word in _HONOURED or word in _NAMES:  # we pray to Him, in the May issue
        return False
    before: str | None = re.split(r"[\s“\"]", view[max(0, match.start() - 8) : match.start() - 1])[-1].lower()
    if view[match.end() + 1 : match.end() + 2].isdigit() and not word.endswith("ed"):
        return False  # Round 2 and the Top 20
    if view.startswith(", ", match.end()) and view[match.end() + 2 : match.end() + 3].isupper():
        before = before if before in _ARTICLES and word not in _NAMED_SHORT else None  # the Study, Ann Moss, said
    if before and before[0].isdigit() and word in MONEY and word[-1] == "s":
        return True  # sold for 1,200 Liras
    if before and before.isdigit() and (not word.endswith(("s", "ed")) or word.endswith("ss")):
        return False  # 23 Across, 66 North
    if before is None or (before in _ARTICLES and word in _ASKING):  # a What to expect page
        return False
    if before in ("a", "an") and commonness(word, "en") < _RARE:
        return False  # he recognises a Gazelle by the rust
    led = before in _ARTICLES or before in own or (before in _JOINING and word.endswith("ed"))
    if before in _ARTICLES and word in _BODIES:
        return False  # The Railway gave it away
    if before == "the" and (_KIND.match(view, match.end()) or _CONTROL.match(view, match.end())):
        return False
    if before == "the" and _PLACED.search(view, max(0, match.start() - 40), match.start()):
        return False
    return (led and word not in _NAMED_SHORT and _is_seldom(word)) or is_small(word)


def _is_seldom(word: str) -> bool:
    """Has a word, or what its plural is made of, a capital now and then, or is it too rare to tell?"""
    return SELDOM + word in small() or (word.endswith("s") and SELDOM + word[:-1] in small())


def _acts(view: str, match: re.Match[str]) -> bool:
    """Does a verb follow a name and its comma, or lead on to an object behind `and`?

    # on Saturday, Came back against the leader; by Iara Monteiro, and Regretted the silence
    """
    word, led = match.group().lower(), view[max(0, match.start() - 6) : match.start()]
    if not (word.endswith("ed") or word in settings("en")["finite"]):
        return False
    after = view[match.end() + 1 : match.end() + 12].split(" ")[0]
    return led.endswith(", ") or (led.endswith((" and ", " but ")) and after in settings("en")["function_words"])


def _in_name(view: str, at: int) -> bool:
    """Does the word before belong to a name, or lead to one?

    # Zhou Min, the Institute of Polar Research, “the Factor”, the Casa de la Villa
    """
    led = re.split(r"\s", view[max(0, at - 60) : at - 1])
    if led[-1] in _OPENING and _opens(view, at - 1 - len(led[-1])):
        return False  # The Circadian rhythm, the inner clock
    if not led[-1].rstrip(",").strip('“"‘(').islower() and not led[-1].replace(",", "").isdigit():
        return True
    if led[-1].strip('“"‘«') != led[-1]:
        return True  # “the Factor”
    if led[-1] in _PARTICLES and led[-2:-1] and led[-2][:1].isupper():
        return True  # Bas ten Brink
    while led and (led[-1] in _LINKS or led[-1].isdigit()):  # the Le Mans 24 Hours
        led.pop()
    if led and led[-1] in _PLACING and _opens(view, view.rfind(led[-1], 0, at)):
        return False  # There the Mood is bad
    if not led or led[-1][:1].isupper() or led[-1].lower() in _NAMING:
        return True
    return led[-1] in settings("en")["reporting"]  # said Young on Monday


def _opens(view: str, at: int) -> bool:
    """Does a sentence open here?"""
    led = view[max(0, at - 3) : at].rstrip(' “"')
    return not led or led[-1] in ".!?\n"


def _sentence(view: str, at: int) -> bool:
    """Does the line end a sentence, and is it longer than a heading?"""
    low, high = view.rfind("\n", max(0, at - _LINE), at) + 1, view.find("\n", at, at + _LINE)
    if high < 0:
        high = min(len(view), at + _LINE)
        return high - at == _LINE or view[high - 1] in _STOPS
    return view[high - 1] in _STOPS and high - low > 40 and not re.match(r"\d+$", view[low : at - 1])


def _named(view: str, match: re.Match[str]) -> bool:
    """Does the document write the word with a capital elsewhere, in a name?"""
    word = match.group()
    for other in re.finditer(rf"\b{word}\b", view):
        if other.start() != match.start():
            before, after = view[max(0, other.start() - 3) : other.start()], view[other.end() : other.end() + 2]
            if (before[-1:] == " " and before[-2:-1].isalnum()) or after[1:].isupper():
                return True
    return False
