"""The architecture's rules: who may import whom, who reads the environment, how long a module may be."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from attachment_guide.paths import ROOT

# What each package may import besides itself. `attachment_guide` knows nobody; components, actions and
# channels know the library and not each other; evaluation and tools stand above and do without each other.
MAY_IMPORT: dict[str, set[str]] = {
    "attachment_guide": set(),
    "components": {"attachment_guide"},
    "actions": {"attachment_guide"},
    # What server processes share: nothing of Rasa's dialogue, nothing of any channel's.
    "stores": {"attachment_guide"},
    "channels": {"attachment_guide", "stores"},
    "evaluation": {"attachment_guide"},
    # `tools` starts the servers: it makes the API's token as the channels make their secret, and loads the
    # model in the event loop that the channels run the assistant in.
    "tools": {"attachment_guide", "channels", "stores"},
    # The page of content staff: it checks, publishes and measures with what is there.
    "studio": {"attachment_guide", "channels", "stores", "tools", "evaluation"},
}

SETTINGS = Path("attachment_guide/settings.py")
# Modules that may call `os.environ.setdefault`, because a library reads the variable when it is imported.
MAY_SET_DEFAULTS = {
    Path("tools/rasa_server.py"): "Rasa's telemetry must be off however this module is started",
}

MOST_LINES = 300
# Files that may be longer, each with the reason.
LONGER: dict[Path, str] = {}

# Paths that exist on one machine only: home folders, and folders in which containers do their work. The path
# of a web address has a word before its slash and does not match.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:root|work|home/\w+|Users/\w+)/")


def python_files(*folders: str) -> list[Path]:
    """Python files of some folders, relative to the project's folder."""
    found = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return sorted(file.relative_to(ROOT) for file in found)


def module_name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree_of(file: Path) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def imported_names(file: Path, tree: ast.Module) -> Iterator[str]:
    """Dotted names that a file imports, those inside functions and for type checking included.

    `from a import b` yields `a.b`, whether `b` is a module or a name in `a`.
    """
    package = file.parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def import_graph() -> dict[str, set[str]]:
    """Our modules, each with those of our modules that it imports."""
    files = {module_name(file): file for file in python_files(*MAY_IMPORT)}
    graph: dict[str, set[str]] = {}
    for module, file in files.items():
        names = imported_names(file, tree_of(file))
        targets = {name if name in files else name.rpartition(".")[0] for name in names}
        graph[module] = (targets & files.keys()) - {module}
    return graph


def environment_uses(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The lines that use the process's environment; `setdefault` where nothing else is done with it."""
    defaults = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setdefault"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv"):
            if isinstance(node.value, ast.Name) and node.value.id == "os":
                yield node.lineno, "setdefault" if id(node) in defaults else node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            names = {alias.name for alias in node.names} & {"environ", "environb", "getenv"}
            yield from ((node.lineno, name) for name in names)


def tracked_files() -> list[Path]:
    """The files that git tracks; the test is skipped where the project is no git checkout."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [Path(name) for name in done.stdout.decode().split("\0") if name]


class TestImports:
    def test_there_is_no_circle(self) -> None:
        try:
            TopologicalSorter(import_graph()).prepare()
        except CycleError as error:
            pytest.fail("modules import each other in a circle: " + " → ".join(reversed(error.args[1])))

    @pytest.mark.parametrize("package", MAY_IMPORT)
    def test_a_package_imports_only_what_it_may(self, package: str) -> None:
        ours = {*MAY_IMPORT, "tests"}
        forbidden = ours - MAY_IMPORT[package] - {package}
        wrong = [
            f"{file} imports {name}"
            for file in python_files(package)
            for name in imported_names(file, tree_of(file))
            if name.split(".")[0] in forbidden
        ]
        assert not wrong, "\n".join(wrong)

    def test_every_package_has_its_rule(self) -> None:
        folders = (folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name[0] != ".")
        packages = {folder.name for folder in folders if any(folder.glob("*.py"))}
        assert packages == {*MAY_IMPORT, "tests"}


class TestEnvironment:
    def test_only_the_settings_read_it(self) -> None:
        wrong = [
            f"{file}:{line} uses os.{name}; read a setting from {SETTINGS} instead"
            for file in python_files(*MAY_IMPORT)
            if file != SETTINGS
            for line, name in environment_uses(tree_of(file))
            if not (name == "setdefault" and file in MAY_SET_DEFAULTS)
        ]
        assert not wrong, "\n".join(wrong)

    def test_every_exception_is_needed(self) -> None:
        for file in MAY_SET_DEFAULTS:
            assert "setdefault" in {name for _, name in environment_uses(tree_of(file))}, file


class TestFiles:
    def test_no_module_is_too_long(self) -> None:
        scripts = (file.relative_to(ROOT) for file in (ROOT / "web" / "src").rglob("*.ts"))
        lines = {
            file: len((ROOT / file).read_text(encoding="utf-8").splitlines())
            for file in [*python_files(*MAY_IMPORT, "tests"), *scripts]
        }
        too_long = {file for file, count in lines.items() if count > MOST_LINES}
        wrong = [f"{file}: {lines[file]} lines" for file in sorted(too_long - LONGER.keys())]
        assert not wrong, f"at most {MOST_LINES} lines are allowed:\n" + "\n".join(wrong)
        assert LONGER.keys() <= too_long, "an exception is no longer needed"

    def test_no_file_names_a_path_of_one_machine(self) -> None:
        wrong = []
        for file in tracked_files():
            path = ROOT / file
            content = path.read_bytes() if path.is_file() else b""
            if b"\0" not in content:
                found = MACHINE_PATH.search(content.decode(errors="replace"))
                wrong += [f"{file}: {found[0]}"] if found else []
        assert not wrong, "\n".join(wrong)


class TestTheseRules:
    """That the rules find what they forbid."""

    def test_imports_of_every_kind_are_seen(self) -> None:
        code = "import a.b\nfrom a import c\nfrom . import d\nfrom ..e import f\n"
        code += "def g():\n    from a.h import i\n"
        names = set(imported_names(Path("pack/sub/module.py"), ast.parse(code)))
        assert names == {"a.b", "a.c", "pack.sub.d", "pack.e.f", "a.h.i"}

    @pytest.mark.parametrize(
        ("code", "names"),
        [
            ("os.environ['X']", ["environ"]),
            ("os.environ.get('X')", ["environ"]),
            ("os.getenv('X')", ["getenv"]),
            ("from os import environ", ["environ"]),
            ("os.environ.setdefault('X', '1')", ["setdefault"]),
            ("os.cpu_count()", []),
        ],
    )
    def test_uses_of_the_environment_are_seen(self, code: str, names: list[str]) -> None:
        assert [name for _, name in environment_uses(ast.parse(code))] == names

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("open('/{}/x')".format("root"), True),
            ("see /{}/someone/notes".format("home"), True),
            ("https://example.org/home/someone/x", False),
            ("tests/work/x", False),
            ("~/work/x", False),
        ],
    )
    def test_paths_of_one_machine_are_seen(self, text: str, found: bool) -> None:
        assert bool(MACHINE_PATH.search(text)) is found
