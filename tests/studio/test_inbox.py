"""The inbox over HTTP against the real studio, with a database in which visitors asked in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from attachment_guide.settings import variable
from studio.work.inbox import Message, chosen, counts
from tests.running import free_port
from tests.studio.asked import ALARM, DIARY, MASKED, SECRET, fill
from tests.studio.conftest import Studio, git, key_of, started, wait_for

OWN_WORDS = "would some lines in a notebook help the man I live with"


@pytest.fixture
def client(project: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """A browser in a studio whose clinic has turned the inbox on."""
    fill(tmp_path / "visitors.db")
    yield from served(
        project, **{variable("inbox"): "true", variable("database"): str(tmp_path / "visitors.db")}
    )


def served(project: Path, **settings: str) -> Iterator[httpx.Client]:
    process, lines = started(project, **{variable("studio_port"): str(free_port())}, **settings)
    link = re.search(r"http://\S+", "".join(lines))
    try:
        assert link, "".join(lines)
        wait_for(link[0].split("/enter")[0])
        with Studio(project, link[0]).client() as client:
            client.timeout = httpx.Timeout(300)
            yield client
    finally:
        process.terminate()
        process.wait(20)


def link_to(page: str, text: str) -> str:
    found = re.search(rf'<a href="(/inbox/\w+)">{re.escape(text)}</a>', page)
    assert found, page
    return found[1]


def test_off_is_said_plainly(studio: Studio) -> None:
    with studio.client() as client:
        for response in (client.get("/inbox"), client.post("/inbox/read", data={"form_key": key_of(client)})):
            assert "The inbox is off" in response.text and variable("inbox") in response.text
            assert "privacy.md" in response.text


def test_from_a_message_to_an_example(client: httpx.Client, project: Path) -> None:
    key = {"form_key": key_of(client)}
    assert MASKED not in client.get("/inbox").text, "nobody has asked to read it yet"
    page = client.post("/inbox/read", data=key).text
    assert DIARY not in page and "Hughes" not in page and SECRET not in page
    address = link_to(page, MASKED)
    form = client.get(address).text
    assert 'value="coping/journaling"' in form and "utter_out_of_scope" in form
    made = {**key, "intent": "coping/journaling"}
    for text, said in ((MASKED, "something personal"), ("", "words of your own")):
        refused = client.post(f"{address}/example", data={**made, "text": text})
        assert refused.status_code == 409 and said in refused.text
    assert git(project, "status", "--porcelain") == ""
    done = client.post(f"{address}/example", data={**made, "text": OWN_WORDS})
    assert "data/answers/coping.yml" in done.text and MASKED not in done.text
    assert f"+      - {OWN_WORDS}" in git(project, "diff")
    assert MASKED in client.get("/inbox?read=1&state=done").text


def test_an_alarm_that_was_denied(client: httpx.Client, project: Path) -> None:
    key = {"form_key": key_of(client)}
    page = client.post("/inbox/read", data=key).text
    assert MASKED not in client.get("/inbox?read=1&why=alarmed+and+denied").text
    address = link_to(page, ALARM)
    assert "A denial proves nothing" in client.get(address).text
    assert "A denial proves nothing" not in client.get(link_to(page, MASKED)).text
    client.post(f"{address}/state", data={**key, "state": "flagged"})
    assert ALARM in client.get("/inbox?read=1&state=flagged").text
    made = {**key, "text": "the last episode will be the end of me", "category": "media_and_fiction"}
    done = client.post(f"{address}/harmless", data={**made, "about": "self"})
    assert "clinical/examples/none/media_and_fiction.yml" in done.text
    assert client.post(f"{address}/state", data={**key, "state": "finished"}).status_code == 400
    assert client.get("/inbox/0123456789ab").status_code == 404


def test_only_those_read_it_who_work_with_it(project: Path, tmp_path: Path) -> None:
    fill(tmp_path / "visitors.db")
    port = free_port()
    process, _ = started(
        project,
        **{
            variable("inbox"): "true",
            variable("database"): str(tmp_path / "visitors.db"),
            variable("studio_port"): str(port),
            variable("studio_proxy_secret"): "s",
            variable("studio_address"): "https://studio.example.org",
        },
    )
    try:
        wait_for(f"http://127.0.0.1:{port}")
        for group, status in (("publishers", 403), ("editors", 200), ("clinicians", 200)):
            headers = {
                "Host": "studio.example.org", "X-Studio-Secret": "s",
                "X-Forwarded-User": "Ann", "X-Forwarded-Groups": group,
            }  # fmt: skip
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
                assert client.get("/inbox").status_code == status, group
                if group == "editors":
                    made = {"form_key": key_of(client), "text": "x y", "category": "distress"}
                    assert client.post("/inbox/abc/harmless", data=made).status_code == 403
    finally:
        process.terminate()
        process.wait(20)


def message(id_: str, state: str, why: str = "declined") -> Message:
    return Message(id_, why, id_, [], 0.0, state, [])


def test_what_is_shown() -> None:
    groups = [
        [message("a", "done"), message("b", "new")],
        [message("c", "flagged", "asked back"), message("d", "new")],
    ]
    shown = [
        ("", "", [["c", "d"], ["b"]]),
        ("done", "", [["a"]]),
        ("", "asked back", [["c"]]),
        ("done", "asked back", []),
    ]
    for state, why, expected in shown:
        assert [[m.id for m in members] for members in chosen(groups, state, why)] == expected
    states, whys = counts(groups)
    assert states == {"done": 1, "new": 2, "flagged": 1} and whys == {"declined": 3, "asked back": 1}
