"""Files that are empty, keys that are unknown, and lines that are not where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.checks.small_project import (
    DOMAIN,
    MAP,
    MORE,
    RISK_TEXTS,
    TALK,
    Change,
    Expected,
    assert_said,
    findings_of,
    shown,
    small_project,
)

CASES = [
    pytest.param(
        (TALK, "    - text: Hello.", "    - text: Hello.\n  buttons: x"),
        [
            (TALK, "  buttons: x", "“buttons” is not the name of a text. Names begin with"),
        ],
        id="a part that is not indented far enough",
    ),
    pytest.param(
        (DOMAIN, "actions:", "actoins:"),
        [
            (
                DOMAIN,
                "actoins:",
                "“actoins” is not known here. Did you mean “actions”? Known are version, intents,",
            ),
            (MORE, "class", "The action “action_more” is missing from “actions:” in domain.yml."),
        ],
        id="an unknown word in the domain",
    ),
    pytest.param(
        (TALK, "      - hello numberc\n", "      -hello numberc\n"),
        [
            (
                TALK,
                "-hello numberc",
                "“-hello numberc” stands among the examples of “smalltalk/greet” and would be left "
                "out. Each example must begin with a dash and a space: “- ”.",
            )
        ],
        id="an example without dash and space",
    ),
    pytest.param(
        (TALK, "      - hello numberc\n", "        - hello numberc\n\n"),
        [
            (
                TALK,
                "- hello numberc",
                "The example “hello numberc” is indented further than the others of",
            ),
            (TALK, None, "There is an empty line between the examples of “smalltalk/greet”."),
        ],
        id="an example indented too far, and an empty line",
    ),
    pytest.param(
        (TALK, "  - intent: more\n    examples: |", "  - intent: more\n    example: |"),
        [
            (
                TALK,
                "  - intent: more",
                "The examples of “more” cannot be read. Write “examples: |”",
            ),
            (TALK, "    example: |", "“example” is not known here. Did you mean “examples”?"),
            (DOMAIN, "- more", "The intent “more” has no examples, so nobody can say it."),
        ],
        id="an unknown word in the examples",
    ),
    pytest.param(
        (TALK, "utter_smalltalk/greet:\n", "utter_smalltalk/greet:\n    - text:\n"),
        [
            (
                TALK,
                "    - text:§2",
                "“utter_smalltalk/greet” has no text. Write it below “text: |-”.",
            )
        ],
        id="an empty text",
    ),
    pytest.param(
        (RISK_TEXTS, "responses:\n", "responses:\n  utter_menu:\n    - text: Menu.\n"),
        [
            (
                TALK,
                "utter_menu:",
                "“utter_menu” is also in risk.yml, line 3; only one of the two would be shown.",
            )
        ],
        id="a text in two files",
    ),
    pytest.param(
        (
            MAP,
            "effects: {title: What it does, refs: [], ",
            "effects: {title: What it does, ref: [], ",
        ),
        [
            (MAP, "effects:", "The answer “effects” has no “refs”. Add it."),
            (MAP, "effects:", "“ref” is not known here. Did you mean “refs”?"),
        ],
        id="an unknown word in the content map",
    ),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_is_said(change: Change, expected: Expected, tmp_path: Path) -> None:
    assert_said(change, expected, tmp_path)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    said = shown(findings_of(tmp_path, small_project() | {DOMAIN: ""}), tmp_path)
    assert f"{DOMAIN}:1 This file is empty. Put back what was in it." in said
