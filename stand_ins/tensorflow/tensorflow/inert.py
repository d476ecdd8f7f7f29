"""Modules whose attributes are inert classes: good for subclasses and annotations, and for nothing else."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, NoReturn


class InertClass(type):
    """The class of the inert classes. Their attributes are inert classes too; none can be instantiated."""

    def __getattr__(cls, name: str) -> type:
        return inert_class(f"{cls.__module__}.{cls.__qualname__}", name)

    def __call__(cls, *_: Any, **__: Any) -> NoReturn:
        """Says that the real TensorFlow is needed."""
        # Only here, since Rasa itself is still being imported when this module is.
        from tensorflow.missing import TensorFlowMissingError

        raise TensorFlowMissingError(f"{cls.__module__}.{cls.__qualname__}")


class InertModule(ModuleType):
    """A module in which every name is an inert class."""

    def __getattr__(self, name: str) -> type:
        value = inert_class(self.__name__, name)
        setattr(self, name, value)
        return value


def inert_class(owner: str, name: str) -> type:
    """Makes an inert class.

    Args:
        owner: the full name of the module or class that it is an attribute of.
        name: its name.

    Raises:
        AttributeError: for Python's own special names, which ask what a thing can do.
    """
    if name.startswith("__"):
        raise AttributeError(f"{owner} has no attribute {name}")
    return InertClass(name, (), {"__module__": owner})


def make_inert(package: str, *submodules: str) -> None:
    """Makes a package inert.

    Args:
        package: the name of the package, which is being imported.
        submodules: the names of the submodules that can be imported, each after the one that holds it.
    """
    sys.modules[package].__class__ = InertModule
    for submodule in submodules:
        owner, _, name = f"{package}.{submodule}".rpartition(".")
        module = InertModule(f"{owner}.{name}", "Inert, like the whole package.")
        sys.modules[module.__name__] = module
        setattr(sys.modules[owner], name, module)
