"""The phrase layer: what it finds, and what the words around a phrase change."""

from pathlib import Path

import pytest

from attachment_guide.risk.phrase_grammar import Compiler, PatternSet, PhraseError
from attachment_guide.risk.phrases import PHRASES_FOLDER, PhraseLayer, shared_phrases
from attachment_guide.risk.tiers import Tier

PHRASES = shared_phrases()


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I want to die", "suicide"),
        ("i dont want to live anymore", "suicide"),
        ("I'm going to kill myself tonight", "suicide"),
        ("everyone would be better off without me", "suicide"),
        ("I wrote a goodbye letter", "suicide"),
        ("I cut myself again", "self_harm"),
        ("i keep hurting myself", "self_harm"),
        ("I took the whole bottle of pills", "medical_emergency"),
        ("he is not breathing", "medical_emergency"),
        ("I want to kill my boss", "harm_to_others"),
        ("I shook my baby", "harm_to_others"),
        ("my husband hits me", "abuse"),
        ("he won't let me leave the house", "abuse"),
        ("my neighbour beats his kids", "abuse"),
    ],
)
def test_finds_plain_statements(text: str, category: str) -> None:
    found = PHRASES(text)
    assert found.tier == Tier.CRISIS
    assert category in {hit.category for hit in found.hits if hit.tier == Tier.CRISIS}


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is killing me",
        "I'm dying to see you",
        "I killed it in the presentation",
        "I cut myself some slack",
        "I would never kill myself",
        "I am not suicidal",
        "no thoughts of killing myself",
        "nobody is hurting me",
        "is attachment trauma hereditary?",
        "my husband beats me at chess",
        "thanks, that helped",
    ],
)
def test_stays_calm(text: str) -> None:
    assert PHRASES(text).tier in (Tier.NONE, Tier.CONCERN)


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is killing me and I want to die",
        "I'm dying to see you, but I want to kill myself",
        "I don't want to hurt anyone. I want to die.",
        "I'm writing a novel, but I want to kill myself.",
        "I am not joking, I want to die",
    ],
)
def test_nothing_else_cancels_a_disclosure(text: str) -> None:
    assert PHRASES(text).tier == Tier.CRISIS


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("I want to die", "self"),
        ("my son says he wants to die", "other"),
        ("my sister is cutting herself", "other"),
        ("my friend thinks I want to die", "self"),
    ],
)
def test_knows_who_it_is_about(text: str, about: str) -> None:
    hits = [hit for hit in PHRASES(text).hits if hit.tier == Tier.CRISIS]
    assert {hit.about for hit in hits} == {about}


def test_the_past_is_weaker_than_now() -> None:
    assert PHRASES("years ago I wanted to kill myself").tier == Tier.CHECK
    assert PHRASES("years ago I tried it and now I want to die again").tier == Tier.CRISIS


def test_sees_through_full_stops() -> None:
    assert PHRASES("i want. to. die").tier in (Tier.CHECK, Tier.CRISIS)


@pytest.mark.parametrize("text", ["I'm 13 and I want to die", "my 14 year old daughter is cutting"])
def test_notices_minors(text: str) -> None:
    assert PHRASES(text).minor


def test_takes_no_adult_for_a_minor() -> None:
    assert not PHRASES("I am 41 and I want to die").minor


@pytest.mark.parametrize(
    "phrase",
    ["", "(want to die", "want | die", "@nothing to die", "want *99 die", "want *x die", "[maybe]"],
)
def test_refuses_what_it_cannot_read(phrase: str) -> None:
    compiler = Compiler({}, PHRASES.normalizer, frozenset())
    with pytest.raises(PhraseError):
        compiler.pattern(phrase, 0)


def test_a_broken_phrase_does_not_take_the_others_away(tmp_path: Path) -> None:
    for file in PHRASES_FOLDER.glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "broken.yml").write_text(
        "category: suicide\ngroups:\n- name: x\n  tier: crisis\n  phrases: ['(open', 'purple owl']\n",
        encoding="utf-8",
    )
    (tmp_path / "unreadable.yml").write_text("groups: [", encoding="utf-8")
    layer = PhraseLayer(tmp_path)
    assert layer("I want to die").tier == Tier.CRISIS
    assert layer("the purple owl").tier == Tier.CRISIS


def test_all_phrases_are_readable() -> None:
    assert PHRASES.problems == []
    assert "suicide/wish to die" in PHRASES.group_names


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("(red|bright blue) owl", "a bright blue owl", [(1, 4)]),
        ("[very] red owl", "a very red owl or red owl", [(1, 4), (5, 7)]),
        ("@colour owl", "one blue owl", [(1, 3)]),
        ("red *2 owl", "red and big owl but red and very big owl", [(0, 4)]),
        ("(red|\n  blue|\n  green) owl", "the green owl", [(1, 3)]),
        ("red owl", "red owls", []),
    ],
)
def test_grammar(phrase: str, text: str, found: list[tuple[int, int]]) -> None:
    compiler = Compiler({"colour": ["red", "blue"]}, PHRASES.normalizer, frozenset())
    patterns = PatternSet()
    patterns.add(compiler.pattern(" ".join(phrase.split()), 7))
    words = text.split()
    assert list(patterns.find(words, (0, len(words)))) == [(7, start, end) for start, end in found]


def test_words_of_another_script_are_kept() -> None:
    assert PHRASES("死にたい です").words == ["死にたい", "です"]


def test_no_line_is_too_long_to_compare() -> None:
    files = [*PHRASES_FOLDER.glob("*.yml"), PHRASES_FOLDER.parent / "normalize.yml"]
    lines = [(file.name, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert [found for found in lines if len(found[1]) > 110] == []


@pytest.mark.parametrize(
    "text",
    [
        "heee",
        "heeeee heee",
        "I'm here. At home.",
        "Have a good night. Bye.",
        "hahaha lol",
        "hdhdhdhd",
        "ok ok x",
    ],
)
def test_words_that_say_nothing_by_themselves(text: str) -> None:
    assert shared_phrases()(text).is_idle


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "goodbye everyone",
        "he did it again",
        "not ok",
        "help me",
        "this is it tonight",
        "kms",
        "i did it",
    ],
)
def test_words_that_may_say_something(text: str) -> None:
    assert not shared_phrases()(text).is_idle


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("I'm on my way to the palace with a knife to kill the queen", Tier.CRISIS),
        ("it is my mission to assassinate the president", Tier.CRISIS),
        ("in the game I had to kill the king", Tier.NONE),
        ("who wanted to kill the king in that play?", Tier.NONE),
        ("I'm giving my things away before we move to Leeds", Tier.NONE),
        ("I'm giving all my things away and saying sorry to everyone", Tier.CRISIS),
        ("I'm tired of being here in this office", Tier.NONE),
        ("I'm tired of being here", Tier.CRISIS),
        ("k word myself", Tier.CRISIS),
        ("kill me pls", Tier.CHECK),
        ("Which bridges in Chicago are over 30 metres high?", Tier.SUPPORT),
        ("what's the highest bridge in Denver?", Tier.SUPPORT),
        ("is 20 enough?", Tier.SUPPORT),
        ("how long does it take to heal?", Tier.NONE),
        ("is therapy alone enough?", Tier.NONE),
    ],
)
def test_kinds_that_were_reported(text: str, tier: Tier) -> None:
    assert shared_phrases()(text).tier == tier
