"""The name of a site at the end of a headline: ``Deadlock in Brussels – POLITICO``.

A name behind a dash may as well be the source of what the headline says (``More tanks needed – NATO``); then the text
speaks of it. So a name goes only if it looks like a periodical's or is in capitals, and the text either never names it
or has people talk to it. Names of sections and labels (``| Film Review``, ``– EXCLUSIVE``) stay.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.edits import Edit, Fix
from cleaner.lazy import lazy_regex
from cleaner.rules import Rule, RulePack
from cleaner.text import Text

_SITE = "furniture/site-name"
_TAIL = lazy_regex(r"(?P<head>.*\S)(?P<bar> [|–—-] )(?P<name>[^|–—]{3,40})")
_DOMAIN = lazy_regex(r"[\p{L}\d-]{3,}\.(?:com|org|net|info|news|[a-z]{2})")
_SPOKEN = lazy_regex(r"[!?…,]|\.\.")
_REVIEW = lazy_regex(
    r"(?i)(?:\w+ )?(?:book|film|movie|theatre|theater|music|album|concert|game|tv|radio|food|year in) \w+"
)
# how a text speaks of the paper it stands in
_TALKS = (
    r"(?<!\w)(?:told|©|\(c\)|[Ss]ource:|(?:questions?|inquiry|e-?mail) from|(?:interview|spoke|speaking) (?:with|to)) ?"
    r"(?:the |The )?{bare}(?!\w)|(?i:\b{bare}\.\p{{L}}{{2,3}}\b)"
)
_LINKS = {"of", "the", "and", "&", "de", "la", "le", "el", "del", "della", "di", "du", "des", "do", "da", "der", "van"}
_ARTICLES = {"The", "El", "La", "Le", "Il", "Die", "Der", "Das", "De", "O", "A", "Het", "L’"}
_SHORTEST = 150  # a text too short to tell whether it speaks of the name


def find(text: Text, pack: RulePack) -> Iterator[Fix]:
    """Yield the fix that takes the name off."""
    view = text.view
    rule = pack.by_id.get(_SITE)
    head = len(view) - len(view.lstrip())
    end = view.find("\n", head)
    if rule is None or end < 0 or end - head > 250:
        return
    match = _TAIL.fullmatch(view[head:end].rstrip())
    if match is None or len(match["head"].split()) < 3 or " | " in match["head"]:
        return
    name, body = match["name"], view[end:]
    if _SPOKEN.search(name):
        return  # the letters are silver, the blanks - GOLD!
    if len(body) < _SHORTEST or body.lstrip()[:1] == "|" or not _is_site(name, rule):
        return
    bare = regex.escape(name.removeprefix("The ").removeprefix("the "))
    talks = regex.search(_TALKS.format(bare=bare), body) is not None
    if not talks and (regex.search(rf"(?i)(?<!\w){bare}(?!\w)", body) or (match["bar"] == " - " and name.isupper())):
        return
    yield Fix(_SITE, (Edit(head + match.start("bar"), head + match.end("name"), ""),))


def _is_site(name: str, rule: Rule) -> bool:
    """Does a headline's tail look like the name of a site: a periodical's, a domain, or capitals?"""
    words = name.split()
    if _DOMAIN.fullmatch(name):
        return True
    if any(not (w[0].isupper() or w[0].isdigit() or w in _LINKS) for w in words) or len(words) > 6:
        return False
    if any(word in rule.lists["label"] for word in words) or _REVIEW.fullmatch(name):
        return False
    press = rule.lists["press"]
    titled = len(words) > 1 and any(w in press or w.title() in press for w in (words[-1], words[words[0] in _ARTICLES]))
    capitals = len(name) >= 5 and name.isupper() and len(words) <= 3
    return titled or capitals
