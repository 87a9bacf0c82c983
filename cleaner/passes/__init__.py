"""All passes, in the order they run. A pass without code of its own is its rule file and a line here."""

from __future__ import annotations

from cleaner.passes import (
    debris,
    encoding,
    furniture,
    grammar,
    markup,
    normalise,
    numbers,
    punctuation,
    quotes,
    repetition,
    residue,
    sentences,
    source,
    spacing,
    syntax,
    words,
)
from cleaner.pipeline import Pass

PASSES: tuple[Pass, ...] = (
    Pass("syntax", syntax.find, ("file",)),  # M  what a translator broke of the file's own language
    Pass("source", source.find, ("whole", "open")),  # M  what the original, or the rest of the file, makes certain
    Pass("encoding", encoding.find, settles=True),  # E  mojibake, escapes, look-alikes, invisible characters
    Pass("debris", debris.find),  # T  what decoders, tokenisers and chat models leave
    Pass("markup", markup.find, settles=True, rewalls=True),  # M  Markdown, tags and placeholders a translator broke
    Pass("furniture", furniture.find),  # B  lines a reprint, a pipeline or a chat model adds
    Pass("punctuation", punctuation.find),  # P  marks of another language, doubled and lost marks
    Pass("spacing", spacing.find),  # S  spaces around marks and brackets
    Pass("numbers", numbers.find),  # N  seams inside a figure
    Pass("quotes", quotes.find),  # Q  pairing, direction and spaces of quote marks
    Pass("words", words.find),  # S  glued and hyphenated words
    Pass("residue", residue.find),  # R  words and letters of the source language
    Pass("sentences", sentences.find),  # D C  false stops and breaks, capitals at a seam
    Pass("repetition", repetition.find),  # U  doubled words, loops, sentences given twice
    Pass("grammar", grammar.find),  # G  articles, lost prepositions; LanguageTool where asked for
    Pass("normalise", normalise.find),  #    declared normalisations, off unless a profile asks
)
