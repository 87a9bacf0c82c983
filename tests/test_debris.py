"""Debris of tokenisers, decoders and chat models: undone where it is used, kept where it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean, inspect

SENTENCES = [
    "We don't know why, said the minister, and nobody asked.",
    "The long-term plan (the first of its kind) isn't cheap; it's paid for.",
    "They'll see what the region's debt is: 412,000 euros.",
    "Who'd have thought it? Not the well-known engineer!",
    '"It can\'t be done," she said, "and I\'ve tried."',
    "The tram costs $5 a day, which is 15% more than last year.",
]


def moses(sentence: str) -> str:
    """A sentence as the Moses tokeniser would write it."""
    out = sentence
    for mark in ",;:?!()%$":
        if mark == ",":
            out = out.replace(", ", " , ").replace(',"', ' ,"')
        elif mark in "($":
            out = out.replace(mark, mark + " ")
        else:
            out = out.replace(mark, " " + mark)
    out = out[:-1] + " ." if out.endswith(".") else out
    out = out.replace('."', ' ."').replace("'", " &apos;").replace("-", " @-@ ")
    pieces = out.split('"')
    out = pieces[0]
    for n, piece in enumerate(pieces[1:]):
        out = out.rstrip(" ") + (" " if out and n % 2 == 0 else "") + ("&quot; " if n % 2 == 0 else " &quot;") + piece
    return out


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True))
def test_what_moses_took_apart_is_put_together(sentences: list[str]) -> None:
    whole = " ".join(sentences)
    assert clean(moses(whole), language="en") == whole


WORDS = st.lists(st.sampled_from(["the", "electricity", "trams", "are", "running", "again", "tonight"]), min_size=4)


@given(WORDS, st.data())
@settings(max_examples=100, deadline=None)
def test_pieces_of_a_marked_line_give_its_words(words: list[str], data: st.DataObject) -> None:
    words = [word for n, word in enumerate(words) if not n or word != words[n - 1]]
    cuts = [data.draw(st.integers(1, len(word) - 1)) if n % 3 == 0 else 0 for n, word in enumerate(words)]
    pieces = ["▁" + (f"{word[:cut]} {word[cut:]}" if cut else word) for word, cut in zip(words, cuts, strict=True)]
    if len(words) > 2:
        result = inspect(" ".join(pieces) + " .", "minimal", language="en").text
        assert result == clean(" ".join(words) + ".", "minimal", language="en")


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        ("He spoke of co @-@ operation and post @-@ war debt.", "He spoke of co-operation and post-war debt."),
        ("It 's in Malm ⁇ to this day.", "It's in Malmö to this day."),
        ("They don ⁇ t know the caf<unk>.", "They don't know the café."),
        ("The tower@@", "The tower"),
        ("Good day.</s>\nGood night.</s>\n", "Good day.\nGood night.\n"),
        ("<s>Good day.</s>\n<pad>Good night.</s>", "Good day.\nGood night."),
        ("<|startoftranscript|><|en|><|transcribe|> The tram is late.<|endoftext|>", "The tram is late."),
        ("<think>So it is late.</think>The tram is late.", "The tram is late."),
        (
            "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>It is.<|return|>",
            "It is.",
        ),
        (">>eng<< >>eng<< The tram is late, said the driver.", "The tram is late, said the driver."),
        ("The</w> tr am</w> is</w> late</w> .</w>", "The tram is late."),
        ("<think>\nHm.\n</think>\nThe tram is late.\n", "The tram is late.\n"),
        ("▁The ▁race ▁is ▁longer: the ▁swimmer s ▁want ▁it ▁so.", "The race is longer: the swimmers want it so."),
        ("We came in. ▁Next ▁year ▁the ▁race ▁will ▁be ▁long er.", "We came in. Next year the race will be longer."),
        ("It is home @-@ bound, says Mrs Bąk</w> – or so.<pad> <pad>", "It is home-bound, says Mrs Bąk – or so."),
        ("A home @-@ bound tram.<pad> <pad>\n\npol_Latn Her son is late.", "A home-bound tram.\n\nHer son is late."),
    ],
)
def test_debris_goes(damaged: str, correct: str) -> None:
    assert clean(damaged, language="en") == correct


def test_one_sure_sign_does_not_put_the_rest_together() -> None:
    """A paragraph is tokenised or not; a mark that stands apart in another is none of this pass's business."""
    text = "They do n't share it, he says.\n\nPress the key ; and then the key : twice."
    result = inspect(text, language="en")
    assert result.text.startswith("They don't share it")
    assert not [e for e in result.edits if e.rule.startswith("debris/") and e.start > 30]


def test_a_tokenised_paragraph_is_undone_as_a_whole_and_its_neighbours_are_not() -> None:
    text = (
        "The interval [ 0 ; 1 ] is closed at both ends, and that is all.\n\n"
        'It does n\'t matter ( they say ) , and nobody &apos;s asked : " Why ? " .'
    )
    result = inspect(text, language="en")
    assert result.text.endswith("It doesn't matter (they say), and nobody's asked: \"Why?\".")
    assert not [e for e in result.edits if e.rule.startswith("debris/") and e.start < text.index("\n")]


def test_french_keeps_the_spaces_of_its_high_marks() -> None:
    text = "L&apos; eau monte , dit @-@ on ; qui l&apos; a vue ? Personne , et c&apos; est bien ."
    assert clean(text, language="fr") == "L'eau monte, dit-on ; qui l'a vue ? Personne, et c'est bien."


@pytest.mark.parametrize(
    "text",
    [
        "<think> and </think> are what it writes, and nobody reads it.",
        "<think> is not closed here. It goes on.",
        "A text may say </think> at the end of a line: </think>\nAnd go on.",
        "The last word of it was <pad>",
        "<s> Start of it\n</s> End of it\n<pad> Room that is left",
        "Quote it as “@-@” or “-LRB-”, or as “does n't”.",
        "The house was sold in May, and nobody in it knew</w> – not one.",
    ],
)
def test_what_is_shown_stays(text: str) -> None:
    assert clean(text, language="en") == text


@pytest.mark.parametrize("told", ["deu_Latn", "fra_Latn"])
def test_a_code_of_another_language_stays(told: str) -> None:
    text = f"{told} The tram is late, and nobody knows why it was sent."
    assert clean(text, language="en") == text


def test_the_transcript_of_a_chat_keeps_its_turns() -> None:
    text = "<|im_start|>user\nIs it late?<|im_end|>\n<|im_start|>assistant\nIt is.<|im_end|>"
    assert clean(text, language="en") == text


def test_an_unknown_that_nothing_tells_is_a_hint() -> None:
    result = inspect("The man named <unk> came to the door.", language="en")
    assert result.text == result.source
    assert [hint.rule for hint in result.hints] == ["debris/unknown"]


def test_quotation_marks_of_backticks_are_the_documents_own() -> None:
    text = "“So be it,” she said. It is `` a torch '' or `` a match '' , he does n't know ."
    assert clean(text, language="en") == "“So be it,” she said. It is “a torch” or “a match”, he doesn't know."


def test_the_bytes_of_byte_level_pieces_are_read() -> None:
    text = "ChildrenĠdidnâĢĻtĠmind.ĠTheyâĢĻdĠbuiltĠaĠraftĠâĢĵĠandĠitĠfloated."
    assert clean(text, language="en") == "Children didn’t mind. They’d built a raft – and it floated."
