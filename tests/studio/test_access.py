"""Who may come in, and what they may do: over HTTP against the real studio."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.running import free_port
from tests.studio.conftest import Studio, key_of, started, wait_for

SECRET = "the proxy's secret"


def test_the_link_opens_the_studio_once(studio: Studio) -> None:
    with httpx.Client(base_url=studio.url) as stranger:
        assert stranger.get("/answers").status_code == 403
        assert stranger.get("/enter?token=guessed").status_code == 403
        assert "make studio" in stranger.get("/changes").text
    with studio.client() as client:
        assert client.get("/answers").status_code == 200
    with httpx.Client(base_url=studio.url) as second:
        assert second.get(studio.link.removeprefix(studio.url)).status_code == 403


def test_it_prints_the_link_and_nothing_else(project: Path) -> None:
    process, lines = started(project, ATTACHMENT_GUIDE_STUDIO_PORT=str(free_port()))
    process.terminate()
    process.wait(20)
    said = [line.strip() for line in lines if line.strip()]
    assert len(said) == 3 and said[0] == "The studio is open for you, once, at", lines


def test_another_page_cannot_send_forms_in_a_persons_name(studio: Studio) -> None:
    with studio.client() as client:
        key = key_of(client)
        form = {"name": "coping/humming", "form_key": key}
        assert client.post("/answers/new", data={**form, "form_key": "guessed"}).status_code == 403
        assert client.post("/answers/new", data={"name": "coping/humming"}).status_code == 403
        elsewhere = {"Origin": "https://elsewhere.example"}
        assert client.post("/answers/new", data=form, headers=elsewhere).status_code == 403
        assert client.get("/answers", headers={"Host": "elsewhere.example"}).status_code == 403
        assert "humming" not in (studio.project / "content-map.yml").read_text()
        assert client.post("/answers/new", data=form).status_code == 200
        assert "humming" in (studio.project / "content-map.yml").read_text()


def test_every_page_keeps_other_sites_out(studio: Studio) -> None:
    with studio.client() as client:
        for path in ("/answers", "/answers/coping/journaling", "/changes", "/nowhere", "/static/studio.css"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status", "seen", "missing"),
    [
        pytest.param({}, 403, "does not know you", "", id="not by the proxy"),
        pytest.param({"X-Studio-Secret": "guessed", "X-Forwarded-User": "Ann"}, 403, "", "Ann", id="forged"),
        pytest.param({"X-Studio-Secret": SECRET}, 403, "", "", id="nobody signed in"),
        pytest.param(
            {"X-Studio-Secret": SECRET, "X-Forwarded-User": "Ann", "X-Forwarded-Groups": "editors,other"},
            200, "Ann", "Check and publish", id="an editor",
        ),
        pytest.param(
            {"X-Studio-Secret": SECRET, "X-Forwarded-User": "Bo", "X-Forwarded-Groups": "everybody"},
            200, "may look", "Train, and compare", id="somebody without a role",
        ),
    ],
)  # fmt: skip
def test_a_team_comes_by_its_proxy(
    proxied: str, headers: dict[str, str], status: int, seen: str, missing: str
) -> None:
    with httpx.Client(base_url=proxied, headers={"Host": "studio.example.org", **headers}) as client:
        response = client.get("/changes")
    assert response.status_code == status
    assert seen in response.text
    assert not missing or missing not in response.text


def test_a_role_is_needed_to_send_what_the_page_does_not_offer(proxied: str) -> None:
    headers = {
        "Host": "studio.example.org", "X-Studio-Secret": SECRET,
        "X-Forwarded-User": "Ann", "X-Forwarded-Groups": "editors",
    }  # fmt: skip
    with httpx.Client(base_url=proxied, headers=headers) as client:
        form = {"form_key": key_of(client), "message": "Mine"}
        response = client.post("/changes/publish", data=form)
    assert response.status_code == 403
    assert "Only publishers" in response.text


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("empty")
    from tests.studio.conftest import git

    git(folder, "init", "--quiet")
    for name in ("content-map.yml", "domain.yml"):
        (folder / name).write_text("{}\n")
    (folder / "data").mkdir()
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "As it was")
    port = free_port()
    process, lines = started(
        folder,
        ATTACHMENT_GUIDE_STUDIO_PORT=str(port),
        ATTACHMENT_GUIDE_STUDIO_PROXY_SECRET=SECRET,
        ATTACHMENT_GUIDE_STUDIO_ADDRESS="https://studio.example.org",
    )
    assert "waits for the proxy" in lines[-1], lines
    wait_for(f"http://127.0.0.1:{port}")
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ATTACHMENT_GUIDE_STUDIO_HOST": "0.0.0.0"}, "STUDIO_PROXY_SECRET"),
        ({"ATTACHMENT_GUIDE_STUDIO_PROXY_SECRET": "x"}, "STUDIO_ADDRESS"),
    ],
)
def test_it_does_not_open_itself_to_strangers(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    process, lines = started(tmp_path, **settings)
    assert process.wait(20) == 1
    assert said in "".join(lines)
