"""Texts said at risk that have changed since somebody signed them: clinical/sign_offs.yml."""

from __future__ import annotations

from collections.abc import Iterator

from tools.checks.findings import WARNING, Finding, Place
from tools.checks.project import Project
from tools.checks.yaml_file import line_of
from tools.sign_offs import FILE, SignError, SignOffs, remedy


def check(project: Project) -> Iterator[Finding]:
    """Compares what is to be signed with what was; what nobody ever signed is only counted.

    Args:
        project: the content.
    """
    file = project.risk_file(FILE)
    here = Place(project.root / "clinical" / FILE)
    if file is None:
        if project.config:
            yield Finding(
                here,
                "This file is missing: without it nobody can tell who stands behind the texts at risk. Put "
                "it back.",
            )
        return
    try:
        offs = SignOffs(project.root)
    except SignError as error:
        yield Finding(here, f"{error}. Below “signed”, each text has a list of by, role, on and revision.")
        return
    for name in offs.unsigned():
        last = offs.last(name)
        if last:
            texts = project.responses.get(name)
            place = texts[0].place if texts else Place(here.file.with_name(name))
            yield Finding(
                place,
                f"“{name}” has changed since {last.by} signed it on {last.on}; `make publish` refuses that. "
                f"{remedy(name)}",
                WARNING,
            )
    signed = file.content.get("signed") or {}
    for name in signed:
        if name not in offs.names:
            yield Finding(
                file.place(line_of(signed, name)),
                f"“{name}” was signed, and there is no such text any more. Keep it as a record or take it "
                "out.",
                WARNING,
            )
        elif (last := offs.last(name)) and last.on > project.today.isoformat():
            yield Finding(
                file.place(line_of(signed, name)), f"“{name}” is signed on {last.on}, which is yet to come."
            )


def count_line(project: Project) -> str:
    """How much nobody has signed as it stands, as a line; empty where nothing is to be signed.

    Args:
        project: the content.
    """
    if project.risk_file(FILE) is None or not project.is_readable:
        return ""
    try:
        offs = SignOffs(project.root)
    except SignError:
        return ""
    unsigned = len(offs.unsigned())
    return (
        f"Said at risk: {unsigned} of {len(offs.names)} texts and files are unsigned, as they stand; `make "
        "sign` lists them."
        if unsigned
        else f"Said at risk: all {len(offs.names)} texts and files are signed."
    )
