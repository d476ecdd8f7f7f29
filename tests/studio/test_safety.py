"""The room “Safety”: phrases, lines, limits, decisions and signatures, in the files and over HTTP."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from attachment_guide.risk.thresholds import Thresholds
from evaluation.risk import scores
from evaluation.risk.scores import Scored
from studio.work import figures, safety
from studio.work.safety import SafetyError
from studio.work.workspace import Workspace
from tests.studio.conftest import Studio, git, key_of
from tests.studio.test_lessons import changed
from tools.sign_offs import SignOffs
from tools.yaml_writer import LossError

DAY = date(2026, 6, 1)
PHRASE = "burnt my palm on the stove ring on purpose"


@pytest.fixture
def workspace(project: Path) -> Workspace:
    return Workspace(project)


def test_a_phrase_is_added_and_taken_out_again(workspace: Workspace) -> None:
    safety.add_phrase(workspace, "self_harm", "hurting oneself", PHRASE)
    assert changed(workspace.root) == {"clinical/phrases/self_harm.yml": [f'- "{PHRASE}"']}
    safety.remove_phrase(workspace, "self_harm", "hurting oneself", PHRASE)
    assert changed(workspace.root) == {}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("i want", "broad|many"),
        ("(end my life", "bracket|closed|\\("),
        ("  ", "Which words"),
    ],
)
def test_a_phrase_that_the_checks_refuse_is_not_written(workspace: Workspace, phrase: str, said: str) -> None:
    with pytest.raises(SafetyError, match=said):
        safety.add_phrase(workspace, "self_harm", "hurting oneself", phrase)
    assert changed(workspace.root) == {}


def test_every_file_takes_a_phrase_or_says_that_it_does_not(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the checks say of a phrase is tested above, and takes a second for each.
    monkeypatch.setattr(safety, "_errors", lambda *_: ())
    groups = list({group.file: group for group in safety.phrase_groups(workspace.project())}.values())
    refused = []
    for group in groups:
        try:
            safety.add_phrase(workspace, group.file, group.name, "zyxw vuts rqpo")
        except LossError:
            refused.append(group.file)
    assert len(refused) <= 1, refused
    lines = [line for lines in changed(workspace.root).values() for line in lines]
    assert set(lines) == {'- "zyxw vuts rqpo"'} and len(lines) == len(groups) - len(refused)


def test_what_is_not_there(workspace: Workspace) -> None:
    for work in (
        lambda: safety.add_phrase(workspace, "self_harm", "nothing", PHRASE),
        lambda: safety.remove_phrase(workspace, "self_harm", "hurting oneself", PHRASE),
        lambda: safety.verify_line(workspace, "IE", 99, "called", DAY),
        lambda: safety.verify_line(workspace, "XX", 0, "called", DAY),
        lambda: safety.verify_line(workspace, "IE", 0, " ", DAY),
        lambda: safety.decide(workspace, "x", "missed", "forgotten", "Ada", DAY),
    ):
        with pytest.raises(SafetyError):
            work()
    assert changed(workspace.root) == {}


def test_a_line_is_verified(workspace: Workspace) -> None:
    safety.verify_line(workspace, "GB", 1, "called it", DAY)
    diff = git(workspace.root, "diff", "-U0")
    added = [line[1:].strip() for line in diff.splitlines() if re.match(r"\+[^+]", line)]
    assert added == ['source: "called it"', 'verified_at: "2026-06-01"']
    country = dict(safety.countries(workspace.project()))["GB"]
    assert country["lines"][1]["source"] == "called it"


@pytest.mark.parametrize(
    ("verified", "is_due"),
    [(None, True), ("soon", True), (DAY.isoformat(), False), ((DAY - timedelta(200)).isoformat(), True)],
)
def test_when_a_line_is_due(verified: str | None, is_due: bool) -> None:
    assert safety.is_due(verified, DAY) is is_due


def test_limits_are_tried_and_written(workspace: Workspace) -> None:
    now = safety.limits_of(workspace)
    tried = safety.tried(now, {"check": "0.55", "support": "much", "crisis": "7", "words_around": "1"})
    assert (tried.check, tried.support, tried.crisis) == (0.55, now.support, now.crisis)
    assert tried.words_around == now.words_around
    safety.write_limits(workspace, tried)
    diff = git(workspace.root, "diff", "-U0")
    assert [line for line in diff.splitlines() if re.match(r"\+[^+]", line)] == ["+check: 0.55"]
    assert safety.limits_of(workspace) == tried


def test_decisions_are_kept_in_their_order(workspace: Workspace) -> None:
    safety.decide(workspace, "a: “b” #c", "missed", "flagged", "Ada", DAY)
    safety.decide(workspace, "a: “b” #c", "missed", "accepted", "Mary", DAY)
    kept = safety.decisions(workspace.project())
    assert kept["a: “b” #c"]["decision"] == "accepted" and kept["a: “b” #c"]["by"] == "Mary"
    assert "Ada" in (workspace.root / "clinical/reviews.yml").read_text()


def message(text: str, tier: str, at_risk: float) -> Scored:
    return Scored(text, "set", tier, "suicide", "self", (), False, False, (at_risk, 0.0, 0.0), None)


def test_what_limits_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = (message("a", "crisis", 0.9), message("b", "crisis", 0.3), message("c", "none", 0.3))
    monkeypatch.setattr(figures, "scores", lambda: messages)
    now = Thresholds()
    same = figures.compared(now, now)
    assert not same["differ"] and same["now"]["found"]["people"] == 500
    assert [50.0, 0.0] not in same["curve"] and [0.0, 50.0] in same["curve"]
    other = figures.compared(now, safety.tried(now, {"check": "0.2"}))
    assert other["differ"] and other["tried"]["found"]["people"] == 1000
    assert other["tried"]["alarmed"]["people"] == 1000 and other["now"]["alarmed"]["people"] == 0
    assert [(m.text, was) for m, was, _ in figures.mistakes(now)] == [("b", "missed")]


def test_by_clicks(studio: Studio) -> None:
    with studio.client() as client:
        key = {"form_key": key_of(client)}
        for path in ("", "/review", "/phrases", "/examples", "/lines", "/texts"):
            assert client.get(f"/safety{path}").status_code == 200, path
        page = client.get("/safety/texts").text
        assert "unsigned, as it stands" in page
        name = "utter_crisis/suicide"
        revision = SignOffs(studio.project).revision(name)
        stale = client.post("/safety/texts/sign", data={**key, "text": name, "revision": "old"})
        assert stale.status_code == 409 and "changed while you read it" in stale.text
        sent = {**key, "text": name, "revision": revision, "role": "clinical lead"}
        assert "You have signed" in client.post("/safety/texts/sign", data=sent).text
        [signature] = SignOffs(studio.project).signatures(name)
        assert signature.role == "clinical lead" and signature.on == date.today().isoformat()
        added = {**key, "file": "self_harm", "group": "hurting oneself", "phrase": PHRASE}
        assert "The phrase was added" in client.post("/safety/phrases/add", data=added).text
        broad = client.post("/safety/phrases/add", data={**added, "phrase": "i want"})
        assert broad.status_code == 409 and "Nothing was changed" in broad.text
        verified = {**key, "country": "GB", "place": "0", "evidence": "called it"}
        assert "Recorded" in client.post("/safety/lines/verify", data=verified).text
        example = {
            **key,
            "text": "no more mornings for me, thanks",
            "kind": "crisis/suicide",
            "about": "self",
        }
        assert "crisis/suicide.yml" in client.post("/safety/examples", data=example).text
        assert client.post("/safety/limits", data={**key, "check": "0.66"}).status_code == 200
        assert "check: 0.66" in (studio.project / "clinical/thresholds.yml").read_text()
        assert client.post("/safety/figures", data={**key, "check": "0.5"}).json()["differ"]


@pytest.mark.skipif(not scores.FILE.exists(), reason="`make safety` has not run here")
def test_a_mistake_is_decided(studio: Studio) -> None:
    with studio.client() as client:
        key = {"form_key": key_of(client)}
        found = re.search(r'name="message" value="([^"&]+)"', client.get("/safety/review").text)
        assert found
        text = found[1]
        own = {**key, "message": text, "decision": "example", "text": text, "kind": "none/distress"}
        copied = client.post("/safety/review", data={**own, "about": "self"})
        assert copied.status_code == 409 and "the same words" in copied.text
        sent = client.post("/safety/review", data={**key, "message": text, "decision": "flagged"})
        assert "clinical/reviews.yml" in sent.text
        assert text in (studio.project / "clinical/reviews.yml").read_text()
        assert (
            client.post("/safety/review", data={**key, "message": "x", "decision": "flagged"}).status_code
            == 404
        )
