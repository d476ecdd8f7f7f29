"""When the model is trained anew; nothing is trained here."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from attachment_guide.risk import trained
from tools import train
from tools.train import fingerprint, is_up_to_date, main


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "config.yml",
        "domain.yml",
        "data/answers/a.yml",
        "components/c.py",
        "attachment_guide/names.py",
        "attachment_guide/content/x.yml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "models").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def loads(project, monkeypatch):
    """How often the risk classifier has been loaded."""
    file = project / "classifier.pkl"
    calls = []

    def load():
        calls.append(file.exists())
        file.touch()

    monkeypatch.setattr(train, "RISK_CLASSIFIER", file)
    monkeypatch.setattr(train, "RISK_STAMP", project / "seen.txt")
    monkeypatch.setattr(trained, "load", load)
    return calls


@pytest.fixture
def trainings(monkeypatch):
    """Commands that would have been run; `returncode` is what they return."""
    calls = SimpleNamespace(commands=[], returncode=0, meanwhile=lambda: None)

    def run(command, environment, log):
        calls.commands.append(command)
        calls.meanwhile()
        if not calls.returncode:
            train.MODEL.write_text("model")
        return calls.returncode

    monkeypatch.setattr(train, "run_quietly", run)
    return calls


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "data/answers/a.yml",
        "components/c.py",
        "attachment_guide/names.py",
        "attachment_guide/content/x.yml",
    ],
)
def test_the_fingerprint_changes_with_a_file(name, project):
    before = fingerprint()
    (project / name).write_text("changed")
    assert fingerprint() != before
    (project / name).write_text(name)
    assert fingerprint() == before


def test_the_fingerprint_changes_with_a_new_file_a_name_and_a_missing_one(project):
    seen = {fingerprint()}
    (project / "data/answers/b.yml").write_text("")
    seen.add(fingerprint())
    (project / "data/answers/b.yml").rename(project / "data/answers/c.yml")
    seen.add(fingerprint())
    (project / "domain.yml").unlink()
    seen.add(fingerprint())
    assert len(seen) == 4


def test_what_moves_from_one_file_to_the_next_changes_it(project):
    before = fingerprint()
    (project / "config.yml").write_text("")
    (project / "domain.yml").write_text("config.ymldomain.yml")
    assert fingerprint() != before


def test_what_the_model_is_not_made_from_does_not_change_it(project):
    before = fingerprint()
    for name in ("README.md", "actions/a.py", "components/__pycache__/c.py", "data/notes.txt"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")
    assert fingerprint() == before


def test_trains_once(trainings):
    assert not is_up_to_date()
    assert main() == 0
    assert is_up_to_date()
    assert main() == 0
    assert len(trainings.commands) == 1
    assert "--fixed-model-name" in trainings.commands[0] and "attachment-guide" in trainings.commands[0]


def test_trains_again_after_a_change(trainings, project):
    main()
    (project / "domain.yml").write_text("changed")
    assert not is_up_to_date()
    main()
    assert len(trainings.commands) == 2


@pytest.mark.parametrize("file", [train.MODEL, train.STAMP])
def test_trains_again_when_a_file_is_gone(file, trainings):
    main()
    file.unlink()
    assert not is_up_to_date()


def test_a_training_that_fails_says_so_and_is_tried_again(trainings, capsys):
    trainings.returncode = 1
    assert main() == 1
    assert "make check" in capsys.readouterr().err
    assert not train.STAMP.exists()


def test_it_announces_what_takes_long_and_then_the_time_of_the_last_training(trainings, project, capsys):
    main()
    assert "sentence vectors of all examples" in capsys.readouterr().out
    train.SECONDS.write_text("240")
    (project / "domain.yml").write_text("changed")
    main()
    assert "4 min the last time" in capsys.readouterr().out
    assert train.SECONDS.read_text() == "0"


def test_a_change_while_training_is_not_lost(trainings, project):
    trainings.meanwhile = lambda: (project / "domain.yml").write_text("changed meanwhile")
    assert main() == 0
    assert not is_up_to_date()


def test_the_risk_classifier_is_loaded_once(trainings, loads):
    main()
    main()
    assert loads == [False]


@pytest.mark.parametrize(
    "name",
    ["clinical/examples/crisis/abuse.yml", "attachment_guide/risk/train.py", "classifier.pkl", "seen.txt"],
)
def test_it_is_loaded_again_when_something_may_have_changed(name, trainings, loads, project):
    main()
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed")
    main()
    assert loads == [False, True]


def test_it_is_loaded_again_when_its_file_is_gone(trainings, loads, project):
    main()
    train.RISK_CLASSIFIER.unlink()
    main()
    assert loads == [False, False]


def test_a_change_while_it_is_trained_is_not_lost(trainings, loads, project, monkeypatch):
    def change():
        (project / "attachment_guide/names.py").write_text("changed meanwhile")
        train.RISK_CLASSIFIER.touch()

    monkeypatch.setattr(trained, "load", change)
    main()
    assert not train.risk_is_unchanged()
