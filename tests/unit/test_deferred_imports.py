"""Imports that wait: nothing runs before it is used, and then all is as it would have been."""

from __future__ import annotations

import subprocess
import sys
from typing import Optional

import pytest

from tools import deferred_imports
from tools.deferred_imports import defer

FILES = {
    "heavy/__init__.py": "import heavy.loaded\nVERSION = '1'\n__version__ = '1'\n",
    "heavy/loaded.py": "import light\nlight.LOADED.append('heavy')\n",
    "heavy/shapes.py": "class Shape:\n    sides = 0\n\n\ndef draw(what):\n    return f'drawn: {what}'\n",
    "light.py": "LOADED = []\n",
    "other.py": "class Base:\n    pass\n",
}
# What Rasa's own modules do with what they import.
USES = [
    ("from heavy.shapes import draw", "draw('a')", "drawn: a"),
    ("import heavy.shapes", "heavy.shapes.draw('a')", "drawn: a"),
    ("import heavy.shapes as shapes", "shapes.draw('a')", "drawn: a"),
    ("from heavy import shapes", "shapes.draw('a')", "drawn: a"),
    ("from heavy.shapes import Shape", "Shape.sides", 0),
    ("from heavy.shapes import Shape", "Shape().sides", 0),
    (
        "from heavy.shapes import Shape",
        "type('Square', (__import__('types').new_class('S', (Shape,)),), {}).sides",
        0,
    ),
    ("from heavy.shapes import Shape", "isinstance(Shape(), Shape)", True),
    ("from heavy.shapes import Shape", "issubclass(int, Shape)", False),
    ("import heavy", "heavy.VERSION.upper()", "1"),
    ("import heavy", "heavy.__version__", "1"),
]


@pytest.fixture(autouse=True)
def packages(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setattr(deferred_imports, "_waiting", set())
    monkeypatch.setattr(deferred_imports, "_without_bases", set())
    yield
    for name in [*sys.modules]:
        if name.split(".")[0] in ("heavy", "light", "other"):
            del sys.modules[name]


def loaded() -> list[str]:
    import light  # type: ignore[import-not-found]

    return light.LOADED


@pytest.mark.parametrize(("line", "use", "result"), USES)
def test_an_import_waits_until_it_is_used(line, use, result):
    defer("heavy")
    names: dict = {}
    exec(line, names)
    assert not loaded()
    assert eval(use, names) == result
    assert loaded() == ["heavy"]
    # Whoever has imported it before gets the real names from then on, and nothing is loaded twice.
    assert eval(use, names) == result
    assert loaded() == ["heavy"]


def test_an_annotation_does_not_load_it():
    defer("heavy")
    from heavy.shapes import Shape  # type: ignore[import-not-found]

    assert Optional[Shape]  # noqa: UP045 - as Rasa writes it
    assert not loaded()


def test_what_is_not_there_is_missed_at_once():
    defer("heavy", "nowhere")
    for name in ("heavy.nothing", "nowhere"):
        with pytest.raises(ImportError):
            __import__(name)
    assert not loaded()


def test_a_name_that_is_not_there_is_missed_when_it_is_used():
    defer("heavy")
    from heavy.shapes import nothing

    with pytest.raises(AttributeError):
        nothing()


def test_only_what_is_named_waits():
    defer("heavy.shapes")
    import heavy  # type: ignore[import-not-found]
    import other  # type: ignore[import-not-found]

    assert loaded() == ["heavy"]
    assert isinstance(other.Base, type)
    assert "heavy.shapes" not in sys.modules
    from heavy.shapes import draw

    assert isinstance(draw, deferred_imports.Deferred)
    assert heavy.shapes.draw("a") == "drawn: a"


def test_what_is_loaded_already_stays():
    import heavy

    defer("heavy")
    from heavy.shapes import Shape

    assert isinstance(heavy.VERSION, str)
    assert isinstance(Shape, type)


def test_a_base_can_be_left_out():
    defer("heavy", bases=False)
    from heavy.shapes import Shape

    class Square(Shape):
        pass

    assert Square.__bases__ == (object,)
    assert not loaded()
    assert Shape.sides == 0


def test_a_server_starts_without_what_a_conversation_does_not_use():
    code = """
import sys
from tools.deferred_imports import DeferredModule
from tools.rasa_server import UNUSED, UNUSED_AS_BASE, defer_unused

defer_unused()
import rasa.core.run, rasa.__main__, channels.web

modules = {name: sys.modules.get(name) for name in (*UNUSED, *UNUSED_AS_BASE)}
print(*[name for name, module in modules.items() if not isinstance(module, DeferredModule | None)])
"""
    command = [sys.executable, "-W", "ignore", "-c", code]
    assert not subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
