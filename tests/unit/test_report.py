"""`make report` and `make benchmark`: what they count, and how they say it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import numpy as np
import pytest
import yaml

from attachment_guide.content.content_map import content_map
from attachment_guide.nlu.encoder import DIMENSION
from evaluation import ablation, compare, measure, report
from evaluation.changes import Outcome, Report, in_words, load, save
from evaluation.comparison import Result, ablation_lines, comparison_lines
from evaluation.figures import Share, is_answered, is_rejected, is_within, quantile, share
from evaluation.parsing import load_agent
from evaluation.reading import Reading, answer_ranking, read
from evaluation.replay import Played, replay
from evaluation.sets import (
    Declined,
    Dialogue,
    Question,
    Turn,
    load_declined,
    load_dialogues,
    load_questions,
    sample,
)

QUESTION = Question("what is emdr", "lay", ("treatment/emdr",))
RIGHT = Reading(("treatment/emdr", "treatment/ddp"), "answer", "treatment/emdr", ("treatment/emdr",))
LATE = Reading(("treatment/ddp", "treatment/emdr"), "ask", "nlu_fallback", ())
REJECTED = Reading(("about/brain",), "reject", "out_of_scope/general", ())
GUIDED = Reading(("treatment/emdr",), "answer", "treatment/emdr", ("treatment/emdr",), "crisis")


def parsed(**changes: Any) -> dict[str, Any]:
    """A parse result of our pipeline."""
    return {
        "answers": [{"id": "treatment/emdr", "score": 0.9}, {"id": "treatment/ddp", "score": 0.1}],
        "decision": "answer",
        "questions": [],
        "said_intent": "treatment/emdr",
        "risk": {"tier": "none"},
        **changes,
    }


def stock(intents: dict[str, float], selected: dict[str, dict[str, float]]) -> dict[str, Any]:
    """A parse result of Rasa's default pipeline."""
    ranking = [{"name": name, "confidence": score} for name, score in intents.items()]
    return {
        "intent": ranking[0],
        "intent_ranking": ranking,
        "response_selector": {
            "all_retrieval_intents": list(selected),
            **{
                name: {
                    "response": {"intent_response_key": next(iter(keys))},
                    "ranking": [
                        {"intent_response_key": key, "confidence": score} for key, score in keys.items()
                    ],
                }
                for name, keys in selected.items()
            },
        },
    }


class TestSets:
    def test_every_accepted_answer_is_in_the_content_map(self) -> None:
        assert {answer for q in load_questions() for answer in q.accept} <= set(content_map())

    def test_every_set_can_be_read(self) -> None:
        assert load_declined()
        assert all(turn.expect for dialogue in load_dialogues() for turn in dialogue.turns)

    def test_texts_are_unique_since_reports_are_compared_by_them(self) -> None:
        for texts in ([q.text for q in load_questions()], [d.text for d in load_declined()]):
            assert len(set(texts)) == len(texts)

    @pytest.mark.parametrize(
        ("limit", "expected"), [(None, list(range(10))), (3, [0, 3, 6]), (99, list(range(10)))]
    )
    def test_a_sample_is_spread_evenly(self, limit: int | None, expected: list[int]) -> None:
        assert sample(list(range(10)), limit) == expected


class TestFigures:
    def test_share_with_wilson_interval(self) -> None:
        assert str(Share(95, 100)) == "95.0 % (88.8–97.8)"
        assert str(share([True, True])) == "100.0 % (34.2–100.0)"

    def test_share_of_nothing(self) -> None:
        assert str(Share(0, 0)) == "0.0 % (0.0–100.0)"

    def test_first_and_within_three(self) -> None:
        assert is_within(QUESTION, RIGHT, 1)
        assert not is_within(QUESTION, LATE, 1)
        assert is_within(QUESTION, LATE, 3)

    def test_answered_means_shown_and_not_only_ranked(self) -> None:
        assert is_answered(QUESTION, RIGHT)
        assert not is_answered(QUESTION, LATE)
        assert is_rejected(REJECTED)

    @pytest.mark.parametrize(("below", "expected"), [(0.0, 1), (0.5, 50), (0.99, 99), (1.0, 100)])
    def test_quantile(self, below: float, expected: float) -> None:
        assert quantile([float(x) for x in range(100, 0, -1)], below) == expected


class TestReadingOurs:
    def test_an_answer(self) -> None:
        assert read(parsed()) == RIGHT

    def test_several_questions_show_all_their_answers(self) -> None:
        both = ["treatment/emdr", "treatment/ddp"]
        reading = read(parsed(said_intent="several_questions", questions=both))
        assert reading.shown == tuple(both)

    @pytest.mark.parametrize(("decision", "intent"), [("ask", "nlu_fallback"), ("answer", "smalltalk/greet")])
    def test_nothing_of_the_document_is_shown(self, decision: str, intent: str) -> None:
        assert read(parsed(decision=decision, said_intent=intent)).shown == ()

    def test_a_follow_up_without_a_past_shows_what_it_stands_for(self) -> None:
        assert read(parsed(said_intent="follow_up_children")).shown == ("symptoms/children",)

    def test_risk(self) -> None:
        assert read(parsed(risk={"tier": "crisis"})).tier == "crisis"


class TestReadingDefault:
    SELECTED: ClassVar = {
        "treatment": {"treatment/emdr": 0.6, "treatment/ddp": 0.4},
        "about": {"about/brain": 1.0},
        "out_of_scope": {"out_of_scope/general": 1.0},
    }

    def test_the_answer_of_the_intent_is_shown(self) -> None:
        reading = read(stock({"treatment": 0.9, "about": 0.1}, self.SELECTED))
        assert reading.shown == ("treatment/emdr",)
        assert reading.ranking == ("treatment/emdr", "treatment/ddp", "about/brain")
        assert reading.decision == "answer"

    @pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "no_diagnosis"])
    def test_rejected_with_the_answers_still_ranked(self, intent: str) -> None:
        reading = read(stock({intent: 0.6, "treatment": 0.4}, self.SELECTED))
        assert is_rejected(reading)
        assert reading.shown == ()
        assert reading.ranking[0] == "treatment/emdr"

    def test_a_selector_that_names_no_answer(self) -> None:
        parsed = stock({"treatment": 0.9, "about": 0.1}, self.SELECTED)
        parsed["response_selector"]["treatment"] = {"response": {"intent_response_key": None}, "ranking": []}
        reading = read(parsed)
        assert (reading.shown, reading.ranking[0]) == ((), "about/brain")

    def test_another_intent_is_neither_shown_nor_rejected(self) -> None:
        reading = read(stock({"menu": 0.6, "about": 0.4}, self.SELECTED))
        assert (reading.decision, reading.shown) == ("answer", ())

    def test_ranking_adds_follow_ups_to_what_they_stand_for(self) -> None:
        scores = {"about/brain": 0.4, "symptoms/children": 0.3, "follow_up_children": 0.2, "x": 0.1}
        assert answer_ranking(scores) == ("symptoms/children", "about/brain")


class TestChanges:
    RIGHT = Outcome(True, "treatment/emdr", "treatment/emdr")
    WRONG = Outcome(False, "treatment/ddp", "treatment/emdr")

    def words(self, before: dict[str, bool], **now: Outcome) -> str:
        return "\n".join(in_words("questions", now, Report("1 May", {"questions": before})))

    def test_first_time(self) -> None:
        assert "First report" in "\n".join(in_words("questions", {"a": self.RIGHT}, None))

    def test_nothing_changed(self) -> None:
        said = self.words({"a": True, "b": False}, a=self.RIGHT, b=self.WRONG)
        assert said == "The same as last time (1 May): no question changed."

    def test_worse(self) -> None:
        said = self.words({"a": True}, a=self.WRONG)
        assert "Worse than last time (1 May): no questions got fixed, 1 question went wrong." in said
        assert "Went wrong:\n    a\n      got treatment/ddp; wanted treatment/emdr" in said

    def test_better(self) -> None:
        said = self.words({"a": False, "b": False}, a=self.RIGHT, b=self.RIGHT)
        assert "Better than last time (1 May): 2 questions got fixed" in said
        assert "Now right:\n    a\n    b" in said

    def test_as_many_fixed_as_broken(self) -> None:
        said = self.words({"a": False, "b": True}, a=self.RIGHT, b=self.WRONG)
        assert said.startswith("As good as last time")

    def test_a_changed_set_is_compared_as_far_as_it_is_the_same(self) -> None:
        said = self.words({"a": True, "gone": True}, a=self.RIGHT, new=self.WRONG)
        assert "no question changed" in said
        assert "(1 new, 1 gone)" in said

    def test_long_lists_are_cut(self) -> None:
        now = {f"q{i}": self.RIGHT for i in range(30)}
        assert "… and 5 more" in self.words(dict.fromkeys(now, False), **now)

    def test_saved_and_loaded(self, tmp_path: Path) -> None:
        kept = Report("1 May", {"questions": {"wie geht’s": True}})
        save(tmp_path / "build" / "report.json", kept)
        assert load(tmp_path / "build" / "report.json") == kept

    @pytest.mark.parametrize("content", [None, "", "{", "{}", "[]"])
    def test_a_report_that_cannot_be_read_is_none(self, tmp_path: Path, content: str | None) -> None:
        file = tmp_path / "report.json"
        if content is not None:
            file.write_text(content)
        assert load(file) is None


class TestReport:
    @pytest.fixture
    def readings(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Reading]:
        """What the model will make of each text."""
        made = {"what is emdr": RIGHT, "how far is the moon": REJECTED}

        def read_all(_: object, texts: Sequence[str], title: str) -> tuple[list[Reading], list]:
            return [made[text] for text in texts], []

        monkeypatch.setattr(report, "REPORT_FILE", tmp_path / "report.json")
        monkeypatch.setattr(report, "load_agent", lambda model: None)
        monkeypatch.setattr(report, "read_all", read_all)
        monkeypatch.setattr(report, "load_questions", lambda: [QUESTION])
        monkeypatch.setattr(report, "load_declined", lambda: [Declined("how far is the moon", "general")])
        return made

    def test_figures_for_all_and_for_each_group(
        self, readings: dict[str, Reading], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert report.main([]) == 0
        lines = capsys.readouterr().out.splitlines()
        for name in ("all", "lay", "general"):
            assert any(line.split()[:3] == [name, "100.0", "%"] for line in lines)

    def test_misses_are_listed_when_asked_for(
        self, readings: dict[str, Reading], capsys: pytest.CaptureFixture[str]
    ) -> None:
        readings["what is emdr"] = LATE
        readings["how far is the moon"] = RIGHT
        report.main(["--misses"])
        said = capsys.readouterr().out
        assert "Questions missed: 1\n  what is emdr\n    got treatment/ddp, treatment/emdr (ask)" in said
        assert "Not declined: 1\n  how far is the moon\n    got treatment/emdr; wanted" in said

    def test_tells_what_changed_since_the_last_one(
        self, readings: dict[str, Reading], capsys: pytest.CaptureFixture[str]
    ) -> None:
        report.main([])
        readings["what is emdr"] = LATE
        report.main([])
        assert "Worse than last time" in capsys.readouterr().out
        report.main([])
        assert "The same as last time" in capsys.readouterr().out

    def test_what_was_not_looked_at_is_kept(
        self, readings: dict[str, Reading], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        report.main([])
        monkeypatch.setattr(report, "replay", lambda dialogues, url: [])
        monkeypatch.setattr(report, "load_dialogues", lambda: [])
        report.main(["--dialogues"])
        last = load(report.REPORT_FILE)
        assert last and set(last.right) == {"questions", "declined", "dialogues"}

    def test_counts_questions_that_were_met_with_crisis_help(self) -> None:
        lines = report.question_lines([(QUESTION, GUIDED), (QUESTION, RIGHT)])
        assert list(lines)[-1].endswith(": 1")

    def test_every_declined_message_is_counted_once(self) -> None:
        other = Reading((), "answer", "contact/price", ())
        results = [(Declined(str(i), "near"), r) for i, r in enumerate([RIGHT, LATE, REJECTED, other])]
        row = list(report.declined_lines(results))[-1]
        assert row.split()[-3:] == ["1", "1", "1"]
        assert row.split()[1] == "25.0"

    def test_no_model(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert report.main(["--model", str(tmp_path / "none.tar.gz")]) == 1
        assert "there is no model" in capsys.readouterr().err
        with pytest.raises(FileNotFoundError):
            load_agent(tmp_path / "none.tar.gz")

    def test_no_assistant_running(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("ATTACHMENT_GUIDE_TEST_URL", "http://127.0.0.1:9")
        assert report.main(["--dialogues"]) == 1
        assert "No report" in capsys.readouterr().err


class Assistant(BaseHTTPRequestHandler):
    """Answers as the web channel does; the first messages are too many for its limits."""

    requests: ClassVar[list[tuple[str, str, str | None]]] = []
    refusals = 1

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        session = self.headers.get("X-Chat-Session")
        if self.path == "/chat/sessions":
            return self._reply(201, {"token": f"token-{len(self.requests)}"}, session)
        if Assistant.refusals:
            Assistant.refusals -= 1
            return self._reply(429, {}, session)
        name = "utter_smalltalk/greet" if body["text"] == "hello" else None
        return self._reply(200, {"messages": [{"text": "…", "name": name}]}, session)

    def do_DELETE(self) -> None:
        self._reply(204, None, self.headers.get("X-Chat-Session"))

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _reply(self, status: int, body: dict | None, session: str | None) -> None:
        self.requests.append((self.command, self.path, session))
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0")
        data = b"" if body is None else json.dumps(body).encode()
        if body is not None:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class TestReplay:
    @pytest.fixture
    def url(self) -> Iterator[str]:
        Assistant.requests, Assistant.refusals = [], 1
        server = HTTPServer(("127.0.0.1", 0), Assistant)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()

    def test_each_dialogue_has_its_own_session_and_leaves_nothing(self, url: str) -> None:
        turns = (Turn("hello", ("utter_smalltalk/",)), Turn("what", ("utter_fallback",)))
        played = list(replay([Dialogue("one", turns), Dialogue("two", turns)], url))
        assert [turn.is_right for turn in played] == [True, False, True, False]
        assert [turn.number for turn in played] == [1, 2, 1, 2]
        sessions = {s for method, path, s in Assistant.requests if path == "/chat/messages"}
        ended = {s for method, path, s in Assistant.requests if method == "DELETE"}
        assert len(sessions) == 2
        assert ended == sessions

    def test_waits_when_the_server_says_so(self, url: str) -> None:
        Assistant.refusals = 3
        played = list(replay([Dialogue("one", (Turn("hello", ("utter_",)),))], url))
        assert played[0].names == ("utter_smalltalk/greet",)

    @pytest.mark.parametrize(
        ("names", "every", "right"),
        [
            (("utter_about/brain",), False, True),
            (("utter_about/brain",), True, False),
            (("utter_about/brain", "utter_causes/overview"), True, True),
            (("utter_fallback",), False, False),
            ((), False, False),
        ],
    )
    def test_what_is_right(self, names: tuple[str, ...], every: bool, right: bool) -> None:
        turn = Turn("say", ("utter_about/", "utter_causes"), every)
        assert Played("one", 1, turn, names).is_right is right

    def test_failures_are_listed(self) -> None:
        turn = Turn("hello", ("utter_smalltalk/greet", "utter_menu"))
        lines = "\n".join(report.dialogue_lines([Played("one", 1, turn, ("utter_fallback",))]))
        assert "1 dialogues, 1 turns: 0.0 %" in lines
        assert "one, turn 1: hello" in lines
        assert "got utter_fallback; wanted utter_smalltalk/greet or utter_menu" in lines


class TestBenchmark:
    def test_rasas_default_has_a_selector_for_every_intent_with_keys(self) -> None:
        pipeline = yaml.safe_load(Path("evaluation/rasa_default.yml").read_text())["pipeline"]
        selectors = [component.get("retrieval_intent") for component in pipeline]
        intents = {
            entry["intent"].split("/")[0]
            for file in Path("data").rglob("*.yml")
            for entry in yaml.safe_load(file.read_text()).get("nlu") or []
            if "/" in entry.get("intent", "")
        }
        assert sorted(filter(None, selectors)) == sorted(intents)

    def test_rasas_default_has_none_of_our_components(self) -> None:
        assert "components." not in Path("evaluation/rasa_default.yml").read_text()

    def test_measurements_pass_from_process_to_process(self, tmp_path: Path) -> None:
        made = measure.Measurement(1.0, 2.0, 3, [4.0], 5.0, [RIGHT, GUIDED], [REJECTED])
        measure.write(tmp_path / "made.json", made)
        assert measure.load(tmp_path / "made.json") == made

    def test_quick_data_has_few_examples_of_every_answer(self, tmp_path: Path) -> None:
        folder = compare.quick_data(Path("data"), tmp_path / "data")
        texts, labels = ablation.training_examples(folder)
        assert set(content_map()) <= set(labels)
        assert len(texts) <= compare.QUICK_EXAMPLES * len(set(labels))

    def test_a_config_with_few_epochs(self, tmp_path: Path) -> None:
        source = Path("evaluation/rasa_default.yml")
        file = compare.with_epochs(source, tmp_path / "config.yml", 3)
        epochs = {c["epochs"] for c in yaml.safe_load(file.read_text())["pipeline"] if "epochs" in c}
        assert epochs == {3}

    def test_a_failed_process_says_what_it_printed_last(self, tmp_path: Path) -> None:
        benchmark = compare.Benchmark(tmp_path)
        with pytest.raises(compare.ProcessError, match="No module named"):
            benchmark._run("Doing nothing", ["evaluation.nothing"])

    def test_the_table(self) -> None:
        ours = self.result("Ours", RIGHT, seconds=10, milliseconds=5)
        other = self.result("Theirs", LATE, seconds=100, milliseconds=4)
        table = "\n".join(comparison_lines(ours, other, [QUESTION]))
        assert "| right answer first | 100.0 % (20.7–100.0) | 0.0 % (0.0–79.3) | +100.0 points |" in table
        assert "| training from scratch | 10.0 s | 100 s | 10.0 times less |" in table
        assert "| a message, median | 5.0 ms | 4.0 ms | 1.2 times more |" in table

    def result(self, name: str, reading: Reading, seconds: float, milliseconds: float) -> Result:
        one = measure.Measurement(1.0, 2.0, 2**20, [milliseconds], 9.0, [reading], [REJECTED])
        return Result(name, seconds, seconds, 2**20, 2**21, (one, one))

    def test_every_variant_of_the_ablation(self) -> None:
        labels = ["symptoms/children", "about/brain", "about/definition"]
        words = ["child kid", "brain head", "meaning term"]
        chance = np.random.default_rng(0)
        vectors = np.repeat(chance.normal(size=(3, DIMENSION)), 4, axis=0)
        train = ablation.Examples([text for text in words for _ in range(4)], vectors)
        test = ablation.Examples(["a child"], vectors[:1])
        names = [label for label in labels for _ in range(4)]
        rankings = dict(ablation.run(train, names, test))
        assert len(rankings) == len(ablation.VARIANTS)
        assert all(ranking[0][0] == "symptoms/children" for ranking in rankings.values())
        asked = [Question("child a", "lay", ("symptoms/children",))]
        table = list(ablation_lines({name: list(map(list, r)) for name, r in rankings.items()}, asked))
        assert len(table) == 2 + len(rankings)
        assert all("| 100.0 %" in row for row in table[2:])

    def test_without_vectors_a_variant_sees_a_constant(self) -> None:
        alone = next(v for v in ablation.VARIANTS if v.vectors == ablation.NONE)
        assert not alone.select(np.ones((2, DIMENSION))).any()
