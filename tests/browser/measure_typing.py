"""What a key stroke costs on a slow phone: `python -m tests.browser.measure_typing [MESSAGES]`.

Chromium at a quarter of this machine's speed, a phone's screen, a conversation of 200 messages. No assistant
has to run: the page and its replies are made here. Prints the median and the 95th percentile, in
milliseconds, of the processor time that one key costs the page's main thread: scripts, styles, layout, paint.
Above 16 ms a frame is lost. Measure on a machine with nothing else to do, and compare with 2 messages. No
test asserts a time, since that is the machine's; `test_page_around.py` asserts that nothing is made anew.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys

from playwright.sync_api import CDPSession, Route, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.test_embedding import STATIC
from tests.browser.visitor import Visitor

SITE = "http://127.0.0.1/"
PAGE = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>A clinic</title>
<script src="/chat/static/attachment-guide.js" defer></script><attachment-guide></attachment-guide></html>"""
SLOWER = 4
KEYS = "what is anxious attachment and what can help me to cope with it "
# Long enough for everything that a key sets off, timers included.
PAUSE_MS = 120


def _serve(messages: list[dict]) -> dict[str, dict]:
    return {
        "/chat/config": {},
        "/chat/help-lines": {"countries": []},
        "/chat/sessions": {},
        "/chat/messages": {"messages": messages},
    }


def _answer(route: Route, replies: dict[str, dict]) -> None:
    path = "/" + route.request.url.removeprefix(SITE).partition("?")[0]
    if path.endswith(".js"):
        route.fulfill(body=(STATIC / "attachment-guide.js").read_bytes(), content_type="text/javascript")
    elif path == "/":
        route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
    elif path in replies:
        status = 201 if path == "/chat/sessions" else 200
        route.fulfill(status=status, body=json.dumps(replies[path]), content_type="application/json")
    else:
        route.abort()


def _busy_ms(session: CDPSession) -> float:
    """For how long the page's main thread has been busy since it was made."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return metrics["TaskDuration"] * 1000


def measure(count: int) -> list[float]:
    """Types into a long conversation.

    Args:
        count: how many messages stand in it.

    Returns:
        The milliseconds that each key kept the page busy.
    """
    messages = [
        {"id": f"m{number}", "text": f"Answer {number}. It has two sentences.", "kind": "answer"}
        for number in range(count)
    ]
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser,
    ):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        visitor = Visitor(context, SITE.rstrip("/"))
        visitor.page.route(f"{SITE}**", lambda route: _answer(route, _serve(messages)))
        visitor.page.goto(SITE)
        visitor.open().at("#agree").click()
        visitor.write("hello")
        expect(visitor.messages).to_have_count(count + 2)
        session = context.new_cdp_session(visitor.page)
        # Processor time, so that other programs on this machine do not count.
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        visitor.draft.focus()
        spent = []
        for key in KEYS:
            before = _busy_ms(session)
            visitor.page.keyboard.type(key)
            visitor.page.wait_for_timeout(PAUSE_MS)
            spent.append(_busy_ms(session) - before)
        return spent


def main() -> None:
    """Prints what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    spent = measure(count)
    high = statistics.quantiles(spent, n=20)[-1]
    print(
        f"{count} messages, {SLOWER}x slower: a key keeps the page busy for "
        f"{statistics.median(spent):.1f} ms (median of {len(spent)}), 95 % of keys for at most {high:.1f} ms"
    )


if __name__ == "__main__":
    main()
