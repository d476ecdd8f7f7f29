"""The whole check runs once for the same content, however many ask for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from studio.work import checking
from studio.work.workspace import Workspace


async def test_one_check_for_all_who_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Path] = []
    go_on = asyncio.Event()

    async def check(root: Path) -> list[object]:
        started.append(root)
        await go_on.wait()
        if len(started) == 2:
            raise OSError("no process")
        return []

    monkeypatch.setattr(checking, "_in_a_process", check)
    (tmp_path / "domain.yml").write_text("{}")
    workspace = Workspace(tmp_path)
    asked = [asyncio.ensure_future(checking.check_whole(workspace)) for _ in range(3)]
    await asyncio.sleep(0)
    # Somebody leaves the page.
    asked[0].cancel()
    go_on.set()
    assert await asyncio.gather(*asked[1:]) == [[], []]
    assert len(started) == 1
    (tmp_path / "domain.yml").write_text("{intents: []}")
    with pytest.raises(OSError, match="no process"):
        await checking.check_whole(workspace)
    # What failed is tried again.
    assert await checking.check_whole(workspace) == []
    assert len(started) == 3
