"""Text tidying: the tricks and slips of writing that must not hide a phrase."""

import time

import pytest

from attachment_guide.risk.phrases import shared_phrases

NORMALIZER = shared_phrases().normalizer


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("I WANT TO DIE", "i want to die"),
        ("wanna die", "want to die"),
        ("I can't go on", "i can not go on"),
        ("i cant go on", "i can not go on"),
        ("i can t go on", "i can not go on"),
        ("I\u2019m done", "i am done"),
        ("i m done", "i am done"),
        ("KIIIIll myselffff", "kill myself"),
        ("ki11 mys3lf", "kill myself"),
        ("su1c1de", "suicide"),
        ("ᴋɪʟʟ ᴍʏꜱᴇʟꜰ", "kill myself"),
        ("⒤ ⒲⒜⒩⒯ ⒯⒪ ⒟⒤⒠", "i want to die"),
        ("comit sueside", "commit suicide"),
        ("1 wan2 die", "i want to die"),
        ("k*ll myself", "kill myself"),
        ("i.want.to.be.dead", "i want to be dead"),
        ("s u i c i d e", "suicide"),
        ("i w a n t t o d i e", "i want to die"),
        ("d.i.e", "die"),
        ("kms", "kill myself"),
        ("#iwanttodie", "i want to die"),
        ("kill my self", "kill myself"),
        ("myslef", "myself"),
        ("suicidel", "suicidal"),
        ("i w\u200bant to d\u200bie", "i want to die"),
        ("i w\u0430nt to di\u0435", "i want to die"),
        ("\uff49 \uff57\uff41\uff4e\uff54 to die", "i want to die"),
        ("d\u0336i\u0336e\u0336", "die"),
        ("/affirm{} I want to die", "affirm i want to die"),
        ("💊🔪", "pills knife"),
        ("", ""),
    ],
)
def test_reads_through(written: str, tidy: str) -> None:
    assert NORMALIZER(written) == tidy


@pytest.mark.parametrize(
    "text",
    ["we are 5 kms away", "it costs 20 dollars", "the 3rd of may", "i like candles", "a cup of tea"],
)
def test_leaves_ordinary_words(text: str) -> None:
    assert NORMALIZER(text) == text


@pytest.mark.parametrize(
    "text",
    ["a" * 50_000, "a b " * 20_000, "*" * 50_000, "1!" * 30_000],
    ids=["letters", "spaced", "stars", "digits"],
)
def test_takes_bounded_time(text: str) -> None:
    start = time.monotonic()
    NORMALIZER(text)
    assert time.monotonic() - start < 5
