"""What works only in part, for the health page: one sentence for each thing."""

from __future__ import annotations

_troubles: dict[str, str] = {}


def report(what: str, trouble: str | None) -> None:
    """Says how something is.

    Args:
        what: such as `whatsapp: signatures`.
        trouble: a sentence for operators, without a word or an address of anybody; None when all is well.
    """
    if trouble is None:
        _troubles.pop(what, None)
    else:
        _troubles[what] = trouble


def troubles() -> dict[str, str]:
    """Everything that works only in part, by its name."""
    return dict(_troubles)
