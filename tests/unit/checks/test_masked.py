"""Placeholders of masked messages in the content."""

from __future__ import annotations

import pytest

from tests.unit.checks.small_project import ANSWERS, CRISIS, HARMLESS, TALK, assert_said
from tools.in_vain.placeholders import placeholder_pattern


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (TALK, "- hello numbera", "- hello [NAME] numbera", "hello [NAME]"),
        (TALK, "- hello numbera", "- hello [name] numbera", "hello [name]"),
        (HARMLESS, "I could die of laughter.", "I could die in [PLACE].", "[PLACE]"),
        (CRISIS, "I want to die.", "On [DATE] I want to die.", "[DATE]"),
        (ANSWERS, "Days may feel long.", "Call [ phone ] now.", "[ phone ]"),
    ],
)
def test_they_are_named_with_their_line(file, old, new, line, tmp_path):
    assert_said((file, old, new), [(file, line, "in words of your own")], tmp_path)


def test_posts_on_the_web_are_written_so(tmp_path):
    posts = '  - style: social_media\n    examples:\n      - "[NAME] nailed it"\n'
    styles = "plain: In direct words."
    change = (HARMLESS, "self:\n", f"self:\n{posts}", "clinical/categories.yml", styles)
    assert_said((*change, f"{styles}, social_media: Posts."), [], tmp_path)


def test_other_brackets_are_none():
    assert not placeholder_pattern().search("[really] (sic) [named] name")
