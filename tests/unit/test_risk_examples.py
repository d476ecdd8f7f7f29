"""The files of clinical/examples and clinical/evaluation: how they are read, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from attachment_guide.risk.example_format import read_vocabulary
from attachment_guide.risk.examples import (
    Example,
    ExampleError,
    example_files,
    read_examples,
    read_file,
    read_rounds,
    used_rounds,
)
from tools.checks.findings import Finding
from tools.checks.project_reader import load_project
from tools.checks.risk_examples import check

GOOD = """\
self:
  - "I want to die."
  - 1:30
  - style: other_language
    note: Spanish
    examples:
      - "No quiero vivir."
other:
  - no
"""
ROUND = """\
written: 2026-11-24
by: two clinicians
used_for_training: false
messages:
  crisis:
    suicide:
      self:
        - style: plain
          examples:
            - "I will end it."
  none:
    distress:
      other:
        - "She is sad."
"""
CATEGORIES = """\
none:
  distress: Sadness.
  media_and_fiction: Books.
styles:
  plain: In direct words.
  metaphor: In a picture.
"""


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / "clinical" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def said(folder: Path, files: dict[str, str]) -> list[str]:
    write(folder, {"categories.yml": CATEGORIES} | files)
    return [_shown(finding, folder / "clinical") for finding in check(load_project(folder))]


def _shown(finding: Finding, folder: Path) -> str:
    return f"{finding.place.file.relative_to(folder)}:{finding.place.line} {finding.message}"


def test_folder_and_file_are_the_label(tmp_path: Path) -> None:
    write(tmp_path, {"examples/crisis/suicide.yml": GOOD})
    assert read_examples(tmp_path / "clinical" / "examples") == [
        Example("I want to die.", "crisis", "suicide", "self", ""),
        Example("1:30", "crisis", "suicide", "self", ""),
        Example("No quiero vivir.", "crisis", "suicide", "self", "other_language"),
        Example("no", "crisis", "suicide", "other", ""),
    ]


def test_the_same_text_counts_once(tmp_path: Path) -> None:
    again = 'self:\n  - "I want to die."\n'
    write(tmp_path, {"examples/crisis/abuse.yml": again, "examples/crisis/suicide.yml": again})
    assert [e.category for e in read_examples(tmp_path / "clinical" / "examples")] == ["abuse"]


def test_a_round_has_a_head(tmp_path: Path) -> None:
    used = ROUND.replace("training: false", "training: true")
    write(tmp_path, {"evaluation/a.yml": ROUND, "evaluation/b.yml": used})
    first, second = read_rounds(tmp_path / "clinical" / "evaluation")
    assert (first.name, first.used_for_training) == ("a", False)
    assert (second.name, second.used_for_training) == ("b", True)
    assert first.messages == [
        Example("I will end it.", "crisis", "suicide", "self", "plain"),
        Example("She is sad.", "none", "distress", "other", ""),
    ]


TALK = "conversations:\n  - who: a nurse\n    risk: high\n    turns: [hi, i am so tired]\n"


def test_a_round_may_hold_conversations(tmp_path: Path) -> None:
    write(tmp_path, {"evaluation/a.yml": ROUND + TALK})
    [one] = read_rounds(tmp_path / "clinical" / "evaluation")
    assert one.conversations == [("high", ("hi", "i am so tired"))]


def test_a_round_that_has_been_used_is_learned_from(tmp_path: Path) -> None:
    used = ROUND.replace("training: false", "training: true").replace("sad", "glad")
    write(tmp_path, {"evaluation/a.yml": ROUND, "evaluation/b.yml": used})
    learned = used_rounds(tmp_path / "clinical" / "evaluation")
    assert [example.text for example in learned] == ["I will end it.", "She is glad."]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("crises/suicide.yml", GOOD, "The folder “crises” is not a tier: move this file"),
        ("concern/suicide.yml", GOOD, "Use one of persistent_symptoms, inability_to_cope"),
        ("crisis/suicide.yml", GOOD.replace("style:", "stile:"), "Use one of style, note, examples."),
        ("crisis/suicide.yml", "tier: crisis\nself: []\n", "“tier” is not known here. Use one of self"),
        ("crisis/suicide.yml", "self: [\n", "this is not valid YAML"),
        ("crisis/suicide.yml", "", "“self:” or “other:” is expected here"),
    ],
)
def test_the_reader_names_the_file_and_what_is_allowed(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    write(tmp_path, {f"examples/{name}": text})
    with pytest.raises(ExampleError, match=name) as error:
        read_file(tmp_path / "clinical" / "examples" / name)
    assert message in str(error.value)


FILE = "examples/none/media_and_fiction.yml"
# What the files hold, and what `make check` says of them.
MISTAKES = [
    pytest.param({FILE: GOOD.replace("other_language", "metaphor")}, [], id="all is well"),
    pytest.param(
        {"examples/crysis/suicide.yml": "self: [a]\n"},
        [
            "examples/crysis/suicide.yml:1 The folder “crysis” is not a tier: move this file into the "
            "folder of its tier. Did you mean “crisis”? Use one of crisis, check, concern, none."
        ],
        id="an unknown tier",
    ),
    pytest.param(
        {"examples/suicide.yml": "self: [a]\n"},
        [
            "examples/suicide.yml:1 The folder “examples” is not a tier: move this file into the folder "
            "of its tier. Use one of crisis, check, concern, none."
        ],
        id="a file outside the folders of the tiers",
    ),
    pytest.param(
        {"examples/none/media_and_fictions.yml": "self: [a]\n"},
        [
            "examples/none/media_and_fictions.yml:1 The file name “media_and_fictions” is not a category "
            "of tier “none”: rename this file. Did you mean “media_and_fiction”? Use one of distress, "
            "media_and_fiction."
        ],
        id="an unknown category",
    ),
    pytest.param(
        {FILE: "self:\n  - style: methapor\n    examples: [a]\n"},
        [f"{FILE}:2 “methapor” is not a known style. Did you mean “metaphor”? Use one of plain, metaphor."],
        id="an unknown style",
    ),
    pytest.param(
        {FILE: "othr: []\nself:\n  - exampels: [a]\n"},
        [
            f"{FILE}:1 “othr” is not known here. Did you mean “other”? Use one of self, other.",
            f"{FILE}:3 “exampels” is not known here. Did you mean “examples”? Use one of style, note, "
            "examples.",
            f"{FILE}:3 This group has no examples. Write “examples:” and below it one example a line.",
        ],
        id="unknown keys",
    ),
    pytest.param(
        {FILE: "self: a\nother:\n  - b\n  - [c]\n  -\n"},
        [
            f"{FILE}:1 Below “self:” one example a line is expected, each beginning with “- ”.",
            f"{FILE}:4 This example cannot be read as a text. Put it in quotes, or take it out.",
            f"{FILE}:5 This example cannot be read as a text. Put it in quotes, or take it out.",
        ],
        id="no list, and no texts",
    ),
    pytest.param(
        {FILE: "- a\n"},
        [f"{FILE}:1 “self:” or “other:” is expected here, with a list of examples below."],
        id="no heading",
    ),
    pytest.param(
        {FILE: "self: [a]\n---\nself: [b]\n"},
        [f"{FILE}:1 A line “---” divides this file; only one part is allowed. Take the line out."],
        id="a divided file",
    ),
    pytest.param(
        {"examples/none/distress.yaml": "self: [a]\n"},
        [
            "examples/none/distress.yaml:1 Files with examples must end in “.yml”: this one is not read. "
            "Rename it."
        ],
        id="another ending",
    ),
    pytest.param(
        {FILE: "self: [a]\n", "examples/crisis/abuse.yml": "self:\n  - A!\n"},
        [
            f"{FILE}:1 “a” stands here as “none, media_and_fiction, self” and as “crisis, abuse, self” in "
            "line 2 of crisis/abuse.yml. It can only be one: take the other out."
        ],
        id="one text in two tiers",
    ),
    pytest.param(
        {FILE: "self:\n  - a\n  - a\n"},
        [f"{FILE}:3 “a” stands here and in line 2 of none/media_and_fiction.yml. Take one out."],
        id="one text twice",
    ),
    pytest.param(
        {"categories.yml": "none:\n"},
        ["categories.yml:1 The names that examples may use are expected here, below “none:” and “styles:”."],
        id="no categories",
    ),
    pytest.param({"evaluation/a.yml": ROUND}, [], id="a round in order"),
    pytest.param(
        {"evaluation/a.yml": ROUND.replace("by: two", "author: two").replace("distress", "distres")},
        [
            "evaluation/a.yml:2 “author” is not known here. Use one of written, by, used_for_training, "
            "messages, conversations.",
            "evaluation/a.yml:1 “by:” is missing.",
            "evaluation/a.yml:12 “distres” is not known here. Did you mean “distress”? Use one of distress, "
            "media_and_fiction.",
        ],
        id="a round with wrong keys",
    ),
    pytest.param(
        {"evaluation/a.yml": ROUND.replace("training: false", "training: not yet")},
        ["evaluation/a.yml:3 “used_for_training” is “not yet”. Use one of true, false."],
        id="a round that does not say whether it is used",
    ),
    pytest.param(
        {"evaluation/a.yml": ROUND + TALK.replace("high", "low")},
        ["evaluation/a.yml:17 “risk” is “low”. Use one of none, high."],
        id="a conversation of an unknown risk",
    ),
    pytest.param(
        {"evaluation/a.yml": ROUND + TALK.replace("[hi, i am so tired]", "hi")},
        [
            "evaluation/a.yml:18 Below “turns:” one message a line is expected, as the person writes them "
            "one after another."
        ],
        id="a conversation without turns",
    ),
    pytest.param(
        {"evaluation/a.yml": "messages:\n"},
        [
            f"evaluation/a.yml:1 “{key}:” is missing."
            for key in ("written", "by", "used_for_training", "messages")
        ],
        id="a round without head and messages",
    ),
    pytest.param(
        {"evaluation/a.yml": ROUND, "examples/crisis/suicide.yml": "self: [i will end it]\n"},
        [
            "evaluation/a.yml:10 “I will end it.” is also an example in line 1 of crisis/suicide.yml. What "
            "has been learned measures nothing: take it out of the examples, or set “used_for_training: "
            "true” above."
        ],
        id="a message that is learned from",
    ),
    pytest.param(
        {
            "evaluation/a.yml": ROUND.replace("training: false", "training: true"),
            "examples/crisis/suicide.yml": "self: [i will end it]\n",
        },
        [],
        id="a round that is used up",
    ),
]


@pytest.mark.parametrize(("files", "expected"), MISTAKES)
def test_what_is_said_of_mistakes(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert said(tmp_path, files) == expected


def test_our_own_files_hold_every_category() -> None:
    names = read_vocabulary()
    kept = {(file.parent.name, file.stem) for file in example_files()}
    assert kept == {(tier, category) for tier in names.categories for category in names.categories[tier]}
    assert {example.style for example in read_examples()} <= {"", *names.styles}
    assert read_rounds()
