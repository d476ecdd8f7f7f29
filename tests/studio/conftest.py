"""The real studio in a process of its own, on a copy of the project with a history of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from attachment_guide.paths import ROOT
from studio.work.workspace import CONTENT
from tests.running import free_port

# What the checks read beside the content.
READ_TOO = (
    "config.yml",
    "attachment_guide",
    "actions",
    "channels",
    "components",
    "credentials.yml",
    "endpoints.yml",
)


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's content, committed once."""
    folder = tmp_path / "project"
    for name in (*CONTENT, *READ_TOO):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "As it was")
    return folder


class Studio:
    """A studio that runs."""

    def __init__(self, project: Path, link: str) -> None:
        self.project = project
        self.link = link
        self.url = link.split("/enter")[0]

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """A browser that has come in by the link."""
        with httpx.Client(base_url=self.url, follow_redirects=True, timeout=60) as client:
            assert client.get(self.link).status_code == 200
            yield client


def key_of(client: httpx.Client) -> str:
    """The key that the studio's forms carry."""
    found = re.search(r'data-form-key="(\w+)"', client.get("/answers").text)
    assert found
    return found[1]


def started(project: Path, **settings: str) -> tuple[subprocess.Popen[str], list[str]]:
    """Starts a studio; returns the process and what it printed up to the line that says it is ready."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "studio", "--root", str(project)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl+C" in line or "waits for the proxy" in line:
            break
    return process, lines


@pytest.fixture
def studio(project: Path) -> Iterator[Studio]:
    process, lines = started(project, ATTACHMENT_GUIDE_STUDIO_PORT=str(free_port()))
    link = re.search(r"http://\S+", "".join(lines))
    try:
        assert link, "".join(lines)
        wait_for(link[0].split("/enter")[0])
        yield Studio(project, link[0])
    finally:
        process.terminate()
        process.wait(20)


def wait_for(url: str) -> None:
    """Waits until somebody answers there."""
    with httpx.Client(transport=httpx.HTTPTransport(retries=10)) as client:
        client.get(url, timeout=60)
