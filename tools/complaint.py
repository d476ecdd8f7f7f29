"""How a command for operators says that it cannot do its work."""

from __future__ import annotations

import sys

from sqlalchemy.exc import SQLAlchemyError


def reason(error: Exception) -> str:
    """What people are told of an error.

    Args:
        error: what stopped the work. Of an error of the database only the kind is told, since its text may
            hold what is stored.
    """
    if isinstance(error, SQLAlchemyError):
        return f"The database cannot be used: {type(error).__name__}. Is it there?"
    return str(error)


def complain(error: Exception) -> int:
    """Says what is wrong.

    Args:
        error: what stopped the command.

    Returns:
        The exit code, 1.
    """
    print(reason(error), file=sys.stderr)
    return 1
