"""Imports that wait until something of what they import is used.

Rasa imports the libraries of all its channels, stores and tests when its server loads; a conversation uses
few of them. `defer` makes such an import cost nothing, by the import system's own means: a finder that goes
before the others. The first use of a name loads the package.

A class to inherit from is loaded where the inheriting class is defined, unless it is said to be left out. An
exception that is caught by its bare name (`except NAME`) can't wait: Python takes only a real class.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# What the import system asks of a module before it is there.
OF_THE_IMPORT_SYSTEM = ("__path__", "__file__", "__cached__")

_waiting: set[str] = set()
_without_bases: set[str] = set()
_lock = threading.RLock()


def defer(*packages: str, bases: bool = True) -> None:
    """Lets packages or modules wait until they are used; those that are loaded already stay as they are.

    Args:
        packages: their full names. What is inside a package waits with it.
        bases: whether to load them for a class that inherits from one of theirs. Otherwise the class is left
            without that base, and must not be used.
    """
    new = {package for package in packages if package not in sys.modules}
    _waiting.update(new)
    if not bases:
        _without_bases.update(new)
    if not any(isinstance(finder, DeferringFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, DeferringFinder())


class DeferringFinder(MetaPathFinder):
    """Finds the modules that wait, where Python's own finder would find them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Describes a module that waits; leaves all others to the other finders."""
        if not _package_of(fullname):
            return None
        found = PathFinder.find_spec(fullname, path, target)
        if found is None:
            return None
        spec = ModuleSpec(fullname, DeferringLoader(), origin=found.origin)
        spec.submodule_search_locations = found.submodule_search_locations
        return spec


class DeferringLoader(Loader):
    """Makes an empty module and runs none of its code."""

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Makes the module."""
        return DeferredModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Leaves the module as it is."""


class DeferredModule(ModuleType):
    """Stands for a module that waits. Its names wait as well; once it is loaded, they are the real ones."""

    def __getattr__(self, name: str) -> Any:
        if name in OF_THE_IMPORT_SYSTEM:
            raise AttributeError(name)
        if _package_of(self.__name__) and not name.startswith("__"):
            return Deferred(self.__name__, name)
        return _load(self.__name__, name)


class Deferred:
    """Stands for something in a module that waits, until it is used."""

    def __init__(self, module: str, name: str) -> None:
        """Takes down what to load.

        Args:
            module: the full name of the module.
            name: the name in it.
        """
        self._deferred = (module, name)

    def __getattr__(self, name: str) -> Any:
        return getattr(_load(*self._deferred), name)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Calls what it stands for."""
        return _load(*self._deferred)(*arguments, **named)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        if _package_of(self._deferred[0]) in _without_bases:
            return ()
        return (_load(*self._deferred),)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, _load(*self._deferred))

    def __subclasscheck__(self, subclass: Any) -> bool:
        return issubclass(subclass, _load(*self._deferred))


def _package_of(module: str) -> str | None:
    """What waits and holds a module; None when it doesn't wait."""
    parts = module.split(".")
    names = (".".join(parts[:end]) for end in range(1, len(parts) + 1))
    return next((name for name in names if name in _waiting), None)


def _load(module: str, name: str) -> Any:
    """Something in a module, which is loaded first when it still waits."""
    # Not while importing: another thread may be importing, and need this lock for that.
    with _lock:
        package = _package_of(module)
        if package:
            _waiting.discard(package)
            for loaded in [*sys.modules]:
                inside = loaded == package or loaded.startswith(f"{package}.")
                if inside and isinstance(sys.modules[loaded], DeferredModule):
                    del sys.modules[loaded]
    real = import_module(module)
    try:
        return getattr(real, name)
    except AttributeError:
        if name.startswith("__") or not hasattr(real, "__path__"):
            raise
        return import_module(f"{module}.{name}")
