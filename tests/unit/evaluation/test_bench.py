"""`make bench`, tried on two small servers in the place of the assistants."""

from __future__ import annotations

import sys
from pathlib import Path

import httpx
import pytest

from evaluation.bench import TURN_NUMBERS, TURNS, Figures, growth_lines, lines, measure
from evaluation.pages.charts import growth
from evaluation.peers.benchmark import ProcessError
from evaluation.peers.front_door import FrontDoor
from evaluation.stats import Ratio

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


class Small(FrontDoor):
    name = "a small server"
    texts = ("one", "two")
    code = SERVER

    def command(self):
        return [sys.executable, "-c", self.code, str(self.port)], self.folder, {}

    def begin(self, client: httpx.Client):
        return lambda text: client.post("/", content=text).raise_for_status()


class Broken(Small):
    code = "raise SystemExit('no such thing')"


def test_a_run_has_every_figure_of_both(tmp_path: Path) -> None:
    doors = (Small(tmp_path), Small(tmp_path))
    figures = measure(doors, quick=True)
    for found in figures:
        assert len(found.starts) == 1 and found.starts[0] > 0
        assert len(found.memory) == 2 and all(1 < megabytes < 200 for megabytes in found.memory)
        assert len(found.alone) == TURNS
        assert {visitors: len(took) for visitors, took in found.at_once.items()} == {8: 64, 32: 256}
        assert all(rate > 0 for rates in found.rates.values() for rate in rates)
        assert list(found.by_turn) == list(TURN_NUMBERS[:2])
        assert all(len(took) == TURNS for took in found.by_turn.values())
    with pytest.raises(httpx.ConnectError):
        doors[0].conversation(1)


def test_one_that_does_not_start_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match=r"a small server did not start(.|\n)*no such thing"):
        measure((Broken(tmp_path), Small(tmp_path)), quick=True)


def figures_of(factor: float) -> Figures:
    times = [factor * n for n in range(1, 101)]
    return Figures(
        [factor], [factor], times, {8: times}, {8: [1 / factor] * 3}, {5: times[:3], 20: times[:5]}
    )


def test_the_table_says_how_they_compare() -> None:
    names, both = ("ours", "theirs"), (figures_of(1), figures_of(4))
    table = list(lines(names, both))
    assert "| start to first answer | 1 s | 4 s | 0.25 |" in table
    assert any(row.startswith("| p50, one visitor at a time | 50 ms | 200 ms | 0.25 (") for row in table)
    assert "| messages a second, 8 at once | 1 | 0.25 | 4.00 (4.00–4.00) |" in table
    assert list(growth_lines(names, both))[2:] == ["| ours | 2 | 3 |", "| theirs | 8 | 12 |"]


def test_a_ratio_has_an_interval_that_holds_it() -> None:
    ratio = Ratio.of([1.0, 2.0, 3.0, 4.0, 5.0], [10.0, 20.0, 30.0, 40.0, 50.0], 0.5)
    assert ratio.value == pytest.approx(0.1)
    assert ratio.interval and ratio.interval[0] < 0.1 < ratio.interval[1]
    assert str(Ratio.of([1.0], [2.0, 3.0], 0.5)) == "0.50"
    with pytest.raises(ValueError, match="no quantile"):
        Ratio.of([], [1.0], 0.5)


def test_the_chart_has_a_line_for_each() -> None:
    [axes] = growth({"ours": {5: 1.0, 500: 2.0}, "theirs": {5: 3.0, 500: 9.0}}).axes
    assert [line.get_label() for line in axes.lines] == ["ours", "theirs"]
