"""What stands around a figure: units and counted nouns after it, labels before it, the language spoken there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaner.language import settings
from cleaner.lazy import lazy
from cleaner.lexicon import commonness
from cleaner.text import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"

# Does anything here speak of a figure that broke? One scan, which stops at digits and signs of money and shares only.
_GATE = lazy(
    r"[0-9$€£%٪٠-٩۰-۹](?:(?<=[٪٠-٩۰-۹])|, \d| ,\d|,\d\d?(?!\d)|,\d{4}|,[-–—](?!\d)|\. ?\d{3}(?!\d)|\. \d"
    rf"|\. (?={_MONTH})"
    r"|[ \u00a0\u202f](?:[%€$万亿萬億]|\d{3}(?!\d)|[ap]\. m\b|h (?:(?:to|till|until|and) )?\d|h (?:to|till|until) [nm]"
    r"|(?:uur|[Uu]hr|Mio|Mrd|mld|tys|bin|mil[ijy]|км|млн|млрд|тыс))"
    r"|h(?:\d\d|\b)|，\d|[千万亿萬億円元٪٬٫．〜～€]|(?<=[$€£])[ \u00a0\u202f]\d"
    r"|(?<=%)\d{1,3}(?:[.,]\d+)?(?: [a-z]|[,;]|\.\s)|(?<=[a-z] %) \d|(?<=R \$)\d)"
)
_MARGIN = 240  # code points around such a place that the patterns below look at
_EDGE = 60  # at the end of a stretch cut inside a line, none of them sees enough


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Fractions of these are common. What is not here and has a plural is counted in wholes: nobody lends 1.45 bicycles.
MEASURES = _set(
    """percent percentage point points million millions thousand billion billions trillion degree degrees
    kilometer kilometre centimeter centimetre millimeter millimetre meter metre micrometer micrometre
    kilometers kilometres centimeters centimetres millimeters millimetres meters metres micrometers micrometres
    liter litre liters litres milliliter millilitre milliliters millilitres hectoliters hectolitres hectare hectares
    kilo kilos kilogram kilograms gram grams gramme grammes milligram milligrams ton tons tonne tonnes
    mile miles inch inches foot feet yard yards acre acres pound pounds ounce ounces gallon gallons carat carats
    knot knots decibel decibels hertz kilohertz megahertz gigahertz watt watts kilowatt kilowatts megawatt megawatts
    gigawatt gigawatts volt volts amp amps ampere amperes joule joules calorie calories pascal pascals bar
    byte bytes kilobyte kilobytes megabyte megabytes gigabyte gigabytes terabyte terabytes
    second seconds minute minutes hour hours day days week weeks month months year years decade decades centuries
    euro euros dollar dollars cent cents peso pesos ruble rubles rouble roubles lira liras zloty zlotys franc francs
    yen yuan rupee rupees krona kronor krone kroner crowns forint forints hryvnia hryvnias dirham dirhams dinar dinars
    reais real baht rand shekels litas marks ohms farads henries teslas newtons moles diopters
    dioptres fathoms leagues furlongs lumens kelvins lightyears parsecs credits spans parsec ems"""
)
MONEY = _set(
    """euro euros dollar dollars peso pesos ruble rubles rouble roubles lira liras zloty zlotys franc francs yen yuan
    rupee rupees krona kronor krone kroner crowns forint forints hryvnia hryvnias dirham dirhams dinar dinars reais
    baht rand shekels marks"""
)
SYMBOLS = _set(
    "% ٪ ‰ °C °F ºC ºF ° km/h mph km km² m² m³ cm mm kg mg kW MW GW kWh MWh GWh TWh GB MB TB Hz kHz MHz GHz dB bn"
    " k€ M€ Md€ Mds€ Mio Mrd mln mld tys zł milyon milyar miljoen miljard км км² м² кг га млн млрд тыс руб"
)
# Words in -s that no figure counts.
_NOT_COUNTED = _set(
    """is was has does as its this thus his us always perhaps plus yes across towards besides unless whereas
    minus versus afterwards upwards downwards sometimes nowadays means gets goes makes takes gives comes becomes
    scores goals shares bits turns radians standards units parts sigmas"""
)
_PLURALS = frozenset({"people", "men", "women", "children", "persons", "sheep", "cattle", "fish", "times"})

# What stands right before a figure that is an amount. Any of these speaks English.
AMOUNT = _set(
    """about nearly almost over than some around roughly approximately with of for to by at from and or has have had
    is are was were costs cost reached only the these those all their its another exactly between least most up just
    worth under below above until till since within after before on in lasts lasted weighs weighed measures"""
)
# A figure after one of these is a name: a version, a paragraph, a bus.
_NAMES = _set(
    """no nos number numbers version versions release releases chapter chapters section sections page pages table
    tables figure figures article articles paragraph paragraphs item items rule rules line lines verse verses row rows
    column columns step steps part parts level model type class room rooms house bus route gate core cores cpu cpus
    port ports point vector pair value index kernel question questions day days week weeks
    coordinates position size grade unit
    earthquake magnitude rev build v vol pp p ch sec fig art op nr bwv"""
)
# What opens a sentence and is no name: `Then 1.340 people came`
_ADVERBS = _set("Then Now Today Here There Yesterday Currently Once Later Only About Almost Nearly")
_ENGLISH = _set(
    """the and to from for with at by that it its this has have they were are his her which than you but not
    been who their our she about when where there will would can could after before nearly"""
)
_SOURCES = ("de", "nl", "es", "fr", "it", "pt", "pl", "tr")
# Where a text speaks of how figures are written, it shows them as they are: `Germans write 2,5 hours`.
_TALK = re.compile(r"\b(?:writes?|written|writing|commas?|notation|decimals?|spelled|separators?)\b", re.IGNORECASE)
_TOLD = lazy(r"[^.!?\n]{0,30}\b(?:as [^.!?\n]{1,30} (?:writes?|puts? it|says?)\b|in [A-Z]\w+ (?:notation|style)\b)")
_QUOTE = lazy(r"[\n“”„«»\"]")
_WORDS = lazy(r"[^\W\d_]+")
_LAST = lazy(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[.,:;]?[ \u00a0]\(?$")
_UNIT = lazy(r"[ \u00a0\u202f-]?([kM]€|Mds?€|[^\W\d_]+/h\b|°[CF]\b|º[CF]\b|[%٪‰°]|[^\W\d_]+[²³]?)")
_NEXT = re.compile(r"[ \u00a0]([a-z]+)(?: ([a-z]+))?\b")
_RATE = re.compile(r"\b(?:averag\w*|mean|median|ratio|index|rate|odds|probability|score[ds]?|coefficient)\b", re.I)
_PER = re.compile(
    r"[^.!?\n]{0,20}\b(?:per|(?:an?|each) (?:lit(?:er|re)|gallon|kilo|minute|hour|share|token|kWh|barrel))\b"
)

# Before one of these, `7, 150` are two figures: a label, a date, an age, the head of a clause.
_LABEL = lazy(
    rf"(?:\b{_MONTH}|\b(?:aged?|by|turned|at age|since|until|till|before|after|past)"
    r"|(?:^|[.!?:;–—\n\"“]\s*)(?:[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Oo]f|[Ff]or|[Ff]rom|[Aa]fter|[Bb]efore|With|[Ss]ince|[Uu]ntil"
    r"|Under|Over|To)(?: the)?"
    r"|\b[A-Z][\w’'-]*|\b(?:no|nos|pp?|vol|chapter|page|section|room|house|row|line|verse|item|figure|table|grade|level"
    r"|year|week|day|step|part|group|number|bus|route|gate|type|class|size|version|article|paragraph|question|unit|lane"
    r"|bay|platform)s?\.?"
    r"|\b(?!(?:is|was|has|costs|as|earns|pays|sells|weighs|measures|minus|plus|less|reaches|totals|contains|employs|holds"
    r"|adds|gains|loses|needs|towards|supplies|provides|receives|welcomes|transports|produces|seats|draws|attracts|exceeds|involves|covers|affects|includes|represents|its|his|this|serves|houses|across"
    r"|versus)\b)"
    r"[a-z]+s|\d[,.;]?|,|\()[ ]$",
    re.MULTILINE,
)


class Stretches:
    """The stretches of a text around what the gate saw; patterns are searched in these alone."""

    def __init__(self, view: str) -> None:
        self.view = view
        self.spans: list[Span] = []
        for hit in _GATE.finditer(view):
            low, high = max(0, hit.start() - _MARGIN), min(len(view), hit.end() + _MARGIN)
            low = view.rfind("\n", low, hit.start()) + 1 or low
            high = view.find("\n", hit.end(), high) + 1 or high
            if self.spans and low <= self.spans[-1][1]:
                low = self.spans.pop()[0]
            self.spans.append((low, high))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern, but none whose surroundings are cut off."""
        for low, high in self.spans:
            whole = high == len(self.view) or self.view[high - 1] == "\n"
            for m in pattern.finditer(self.view, low, high):
                if whole or m.end() + _EDGE <= high:
                    yield m


def two_figures(view: str, start: int) -> bool:
    """Does what stands before a figure make it one of two? Money is no label: ``$ 212, 000``."""
    if view[max(0, start - 2) : start].strip().endswith(("$", "€", "£")):
        return False
    return _LABEL.search(view[max(0, start - 24) : start]) is not None


def before(view: str, start: int) -> str:
    """The word before a figure, "" where none stands there."""
    m = _LAST.search(view, max(0, start - 24), start)
    return m.group(1) if m else ""


def names(view: str, start: int, strict: bool = False) -> bool:
    """Is the figure a name (``version 2.400``, ``verses 7,11``) or an item of a list (``5, 2,4``)?

    strict: any plural may be what the figures number (``houses 2,5``), and any word in -s may be a plural.
    """
    word = before(view, start)
    if word.lower() in AMOUNT:
        return False
    if not word:
        led = view[max(0, start - 2) : start].strip(' ("“\n')
        return led not in ("", ":", "–", "—", "$", "€", "£", "-", "•", "*") or view[:start].endswith("(")
    if view[start - 2 : start - 1] == ";":
        return False
    if view[start - 2 : start - 1] == ",":
        return False  # through the gate, 8,5 percent more
    if word.lower() in _NAMES:
        return True
    if view[start - 2 : start - 1] == ":":
        return False
    if not word.islower():
        return word not in _ADVERBS
    return (
        strict
        and word.endswith("s")
        and view[start - 2 : start - 1] == "s"
        and _LABEL.search(view[max(0, start - 24) : start]) is not None
    )


def measured(view: str, end: int) -> str:
    """The unit after a figure: a sign, its short form or its name; "" where none stands there."""
    m = _UNIT.match(view, end)
    return m.group(1) if m and (m.group(1) in SYMBOLS or m.group(1) in MEASURES) else ""


def counted(view: str, end: int) -> bool:
    """Does a figure count what has no halves: ``bicycles``, ``new members``, ``people``?"""
    m = _NEXT.match(view, end)
    if not m or m.group(1) in MEASURES or m.group(1) in _NOT_COUNTED:
        return False
    if _plural(m.group(1)):
        return True
    # `1.450 new bicycles`, not `1.450 to others`
    return bool(m.group(2)) and m.group(1) not in AMOUNT | _ENGLISH and _plural(m.group(2))


def _plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if word.endswith(
        ("ss", "grams", "metres", "meters", "seconds", "volts", "amps", "watts", "joules", "hertz", "bits")
    ):
        return False
    return len(word) > 3 and word.endswith("s") and word not in MEASURES | _NOT_COUNTED


def rated(view: str, start: int, end: int) -> bool:
    """Is the figure a mean or a price by the piece? These have decimals, whatever they count."""
    return _RATE.search(view, max(0, start - 50), start) is not None or _PER.match(view, end) is not None


def english(view: str, start: int, end: int) -> bool:
    """Is English spoken around a figure, or is it shown as others write it: ``„um 7,30 Uhr“``, ``0,8``?"""
    if _TALK.search(view, max(0, start - 60), start) or _TOLD.match(view, end):
        return False
    low, high = max(0, start - 50), end + 50
    while low < start and view[low - 1 : low].isalpha():  # the last letters of `kilos` are a word of Spanish
        low += 1
    while high > end and view[high : high + 1].isalpha():
        high -= 1
    lead, tail = _QUOTE.split(view[low:start])[-1], _QUOTE.split(view[end:high])[0]
    words = _WORDS.findall(f"{lead} {tail}".lower())
    strange = sum(word in _foreign() for word in words)
    own_words = sum(word in _ENGLISH for word in words)
    if strange and strange >= own_words:
        return False
    if own_words:
        return True
    word = before(view, start).lower()
    if not word or word in AMOUNT or not view[start - 2].isalpha():
        return True
    own = commonness(word, "en")
    return own > 0 and all(own >= commonness(word, code) - 1 for code in _SOURCES)


@cache
def _foreign() -> frozenset[str]:
    """Function words of the languages English is translated from, and no words of English."""
    found = {word for code in _SOURCES for word in settings(code).get("function_words", ())}
    own = set(settings("en")["function_words"])
    return frozenset(w for w in found - own if len(w) > 1 and commonness(w, "en") < 5)


_BEFORE_GAP, _BEHIND_GAP = lazy(r"[\d.,]+\Z"), lazy(r"%|\d{3}(?: ?[^\W\d_]{1,3}(?=\W))?")


def contrasted(view: str, start: int, end: int, new: str) -> bool:
    """Is a figure that is parted at a place an example of how figures are written: alone between quotation marks, or
    in a paragraph that has it in the English form as well?

    # a no-break space in “10 000 km”; in French captions we write 15 %, in English 15%
    """
    head = _BEFORE_GAP.search(view, max(0, start - 12), start)
    tail = _BEHIND_GAP.match(view, end)
    if head is None or tail is None:
        return False
    if view[head.start() - 1 : head.start()] in tuple("“„«\"‘'") and view[tail.end() : tail.end() + 1] in tuple(
        "”“»\"’'"
    ):
        return True
    low, high = view.rfind("\n", 0, start) + 1, view.find("\n", end)
    written = rf"(?<![\d.,]){re.escape(head.group() + new + tail.group())}"
    return re.search(written, view[low : high if high >= 0 else len(view)]) is not None
