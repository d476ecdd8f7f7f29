"""What of a library's output a person sees."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from attachment_guide.progress import MARK
from tools.quiet import Sieve, run_quietly

NOISE = [
    "Processed story blocks: 100%|██████████| 12/12 [00:00<00:00, 9216.00it/s, # trackers=1]",
    "Processed rules:  40%|####      | 4/10 [00:00<00:00, 1.2it/s]",
    "0it [00:00, ?it/s]",
    "lib/spacy/cli/_util.py:23: DeprecationWarning: Importing 'parser.split_arg_string' is deprecated",
    "lib/matplotlib/__init__.py:1: PyparsingDeprecationWarning: 'parseString' deprecated - use another",
    "lib/rasa/x.py:2: UserWarning: pkg_resources is deprecated as an API.",
    "lib/sklearn/x.py:9: ConvergenceWarning: lbfgs failed to converge (status=1):",
    "DeprecationWarning: sanic will drop this",
    "2026-01-01 10:00:00 INFO     rasa.engine.training.hooks  - Restored component 'A' from cache.",
    '{"event": "file loaded", "level": "info"}',
    "",
]
ERRORS = [
    "2026-01-01 10:00:00 ERROR    rasa.core  - The rules contradict each other.",
    "2026-01-01 10:00:00 CRITICAL rasa.core  - No memory.",
    '{"event": "no domain", "level": "error"}',
    "2026-01-01T10:00:00Z [error    ] no domain",
    "Traceback (most recent call last):",
]


@pytest.mark.parametrize("line", NOISE)
def test_noise_is_not_shown(line: str) -> None:
    assert not Sieve().shown(line)


@pytest.mark.parametrize("line", ERRORS)
def test_errors_are_shown_with_what_belongs_to_them(line: str) -> None:
    sieve = Sieve()
    assert sieve.shown(line)
    assert sieve.shown("  what it is about")
    assert not sieve.shown(NOISE[8])
    assert not sieve.shown("and so on")


def test_the_line_of_code_below_a_warning_belongs_to_it() -> None:
    sieve = Sieve()
    for line in (NOISE[5], "  import pkg_resources"):
        assert not sieve.shown(line)
    assert sieve.held_back() == []


def test_an_error_after_a_warning_is_shown() -> None:
    sieve = Sieve()
    sieve.shown(NOISE[5])
    assert sieve.shown(ERRORS[0])


def run(code: str, tmp_path: Path) -> tuple[int, str, str]:
    stream, log = io.StringIO(), tmp_path / "logs" / "out.log"
    returned = run_quietly([sys.executable, "-c", code], dict(os.environ), log, stream)
    return returned, stream.getvalue(), log.read_text(encoding="utf-8")


def test_a_command_that_succeeds_shows_its_steps_and_its_progress(tmp_path: Path) -> None:
    code = f"""
print({NOISE[0]!r}, end="\\r")
print("\\x1b[94m2026-01-01 10:00:00 INFO     h  - Starting to train component 'Chooser'.\\x1b[0m")
print({MARK + "Vectors: 10 of 20"!r})
print({NOISE[5]!r})
"""
    returned, shown, log = run(code, tmp_path)
    assert returned == 0
    lines = [line for line in shown.splitlines() if "so far" not in line]
    assert lines == [
        f"{MARK}Reading the project",
        f"{MARK}Training Chooser",
        f"{MARK}Vectors: 10 of 20",
    ]
    assert NOISE[5] in log and "story blocks" in log and "\x1b" not in log


def test_a_command_that_fails_shows_what_it_said_last(tmp_path: Path) -> None:
    returned, shown, _ = run(f"print('No domain found.'); print({NOISE[0]!r}); raise SystemExit(3)", tmp_path)
    assert returned == 3
    assert "No domain found." in shown and "story blocks" not in shown


def test_where_an_error_says_why_nothing_stands_below_it(tmp_path: Path) -> None:
    code = f"print('much before'); print({ERRORS[0]!r}); raise SystemExit(1)"
    _, shown, _ = run(code, tmp_path)
    assert ERRORS[0] in shown and "much before" not in shown


def test_an_exception_is_shown_whole(tmp_path: Path) -> None:
    returned, shown, _ = run("import sys; {}['key']", tmp_path)
    assert returned == 1
    assert "Traceback" in shown and "KeyError: 'key'" in shown


def test_output_that_is_no_text_does_not_stop_it(tmp_path: Path) -> None:
    code = "import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\n'); raise SystemExit(1)"
    assert run(code, tmp_path)[0] == 1
