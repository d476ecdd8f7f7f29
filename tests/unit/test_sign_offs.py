"""Who stands behind what is said at risk: recorded, held to the words, never lost."""

from __future__ import annotations

from datetime import date

import pytest

from attachment_guide.paths import ROOT
from tests.unit.checks.small_project import RISK_TEXTS, findings_of, small_project
from tools.checks.findings import ERROR
from tools.sign_offs import SignError, SignOffs, digest, main

FILE = "clinical/sign_offs.yml"
RECORD = """\
# Why this file is here.
texts: ["utter_crisis*"]
files: [drug_names.yml]
roles: [clinician, lead]

signed: {}
"""
DAY = date(2026, 6, 1)
NAME = "utter_crisis/suicide"
OLD, NEW = f"{NAME}:\n    - text: Please call.", f"{NAME}:\n    - text: Please do call."


@pytest.fixture
def project(tmp_path):
    assert findings_of(tmp_path, {**small_project(), FILE: RECORD}) == []
    return tmp_path


def sign(project, *names: str, by: str = "Ada Byron", role: str = "clinician", on: date = DAY) -> None:
    SignOffs(project).sign(names, by, role, on)


def reword(project) -> None:
    file = project / RISK_TEXTS
    file.write_text(file.read_text().replace(OLD, NEW))


def test_texts_and_files_are_to_be_signed(project):
    offs = SignOffs(project)
    assert NAME in offs.names and "drug_names.yml" in offs.names and "utter_menu" not in offs.names
    assert offs.unsigned() == offs.names


def test_a_signature_is_kept_with_the_comments(project):
    sign(project, NAME, "drug_names.yml")
    offs = SignOffs(project)
    assert offs.last(NAME).by == "Ada Byron" and offs.signatures(NAME)
    assert NAME not in offs.unsigned() and "drug_names.yml" not in offs.unsigned()
    assert (project / FILE).read_text().startswith(RECORD.replace(" {}\n", "\n"))


def test_a_change_ends_it_and_a_second_one_keeps_the_first(project):
    sign(project, NAME)
    reword(project)
    assert NAME in SignOffs(project).unsigned() and SignOffs(project).last(NAME).by == "Ada Byron"
    sign(project, NAME, by="Mary Seacole", role="lead")
    offs = SignOffs(project)
    assert [one.by for one in offs.signatures(NAME)] == ["Mary Seacole"]
    assert "Ada Byron" in (project / FILE).read_text()


def test_two_may_sign_the_same_words(project):
    sign(project, NAME)
    sign(project, NAME, by="Mary Seacole")
    assert [one.by for one in SignOffs(project).signatures(NAME)] == ["Ada Byron", "Mary Seacole"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"names": ["utter_crisis/suicde"]}, "Did you mean “utter_crisis/suicide”"),
        ({"names": ["utter_menu"]}, "no “utter_menu” to sign"),
        ({"by": "  "}, "full name"),
        ({"role": "editor"}, "clinician, lead"),
    ],
)
def test_what_cannot_be_signed(given, said, project):
    wanted = {"names": [NAME], "by": "Ada Byron", "role": "clinician", "on": DAY, **given}
    with pytest.raises(SignError, match=said):
        SignOffs(project).sign(**wanted)
    assert (project / FILE).read_text() == RECORD


def test_a_signature_holds_for_words_buttons_and_conditions_but_not_for_lines():
    said = [{"text": "Call now.\nOr go.", "buttons": [{"title": "Yes", "payload": "/a"}]}]
    assert digest(said) == digest([{**said[0], "text": "Call now. Or go."}])
    for other in (
        {"text": "Call. Or go."},
        {"buttons": [{"title": "Yes", "payload": "/b"}]},
        {"condition": [{"type": "slot", "name": "a", "value": "1"}]},
    ):
        assert digest(said) != digest([{**said[0], **other}])


def test_the_check_names_what_changed_since(project):
    sign(project, NAME)
    reword(project)
    [found] = findings_of(project, {})
    assert found.place.file == project / RISK_TEXTS and found.severity != ERROR
    assert "changed since Ada Byron signed it on 2026-06-01" in found.message


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ("signed: [a]", "cannot be read"),
        (f"signed: {{{NAME}: [{{by: Ada}}]}}", "cannot be read"),
        ("files: [gone.yml]", "cannot be read"),
        ("signed: {utter_crisis/x: [{by: A, role: c, on: 2026-01-01, revision: 1}]}", "no such text"),
        (f"signed: {{{NAME}: [{{by: A, role: c, on: 2029-01-01, revision: 1}}]}}", "yet to come"),
    ],
)
def test_the_check_names_what_is_wrong_in_the_record(signed, said, project):
    found = findings_of(project, {FILE: f'texts: ["utter_crisis*"]\n{signed}\n'})
    assert any(said in one.message and one.place.file == project / FILE for one in found)


def test_a_project_without_the_record_is_told(project):
    (project / FILE).unlink()
    found = findings_of(project, {"config.yml": "language: en\n"})
    assert any("who stands behind the texts" in one.message for one in found)


def test_the_command_shows_the_words_and_asks(project, capsys):
    root = ["--root", str(project)]
    assert main([NAME, "--by", "Ada Byron", *root], ask=lambda _: "no") == 1
    assert SignOffs(project).unsigned() == SignOffs(project).names
    assert main(["utter_crisis/s*", "--by", "Ada Byron", *root], ask=lambda _: "yes") == 0
    assert "Please call." in capsys.readouterr().out
    assert main(root) == 0
    shown = capsys.readouterr().out
    assert f"{NAME}: signed by Ada Byron (clinician" in shown and "utter_crisis/abuse: unsigned" in shown
    assert main(["utter_crisis/x", "--by", "Ada Byron", *root], ask=lambda _: "yes") == 1


def test_our_own_record_can_be_read():
    offs = SignOffs(ROOT)
    assert {"utter_crisis/suicide", "utter_check/self", "thresholds.yml"} <= set(offs.names)
