"""How a command for operators says that it cannot do its work."""

from __future__ import annotations

import sys

from sqlalchemy.exc import SQLAlchemyError


def complain(error: Exception) -> int:
    """Says what is wrong.

    Args:
        error: what stopped the command. Of an error of the database only the kind is told, since its text
            may hold what is stored.

    Returns:
        The exit code, 1.
    """
    is_of_database = isinstance(error, SQLAlchemyError)
    kind = type(error).__name__
    print(f"The database cannot be used: {kind}. Is it there?" if is_of_database else error, file=sys.stderr)
    return 1
