"""Bodies that are almost what a platform sends."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

# What may stand where something else should.
WRONG = [
    None,
    True,
    0,
    -1,
    10**30,
    "",
    "x",
    "\x00",
    "/restart",
    [],
    [[]],
    {},
    [{}],
    [None],
    {"id": {}},
    "\ud800",
]


def json_like(right: dict[str, Any]) -> st.SearchStrategy[bytes]:
    """A body in which one thing is replaced by something else, or left out.

    Args:
        right: what a platform sends.
    """
    return st.builds(
        lambda place, wrong, is_removed: _mangled(right, place, wrong, is_removed),
        st.sampled_from(list(_places(right))),
        st.sampled_from(WRONG),
        st.booleans(),
    )


def _places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from _places(inner, (*path, key))


def _mangled(right: dict[str, Any], path: tuple[Any, ...], wrong: Any, is_removed: bool) -> bytes:
    body = copy.deepcopy(right)
    parent: Any = body
    for key in path[:-1]:
        parent = parent[key]
    if is_removed:
        del parent[path[-1]]
    else:
        parent[path[-1]] = wrong
    return json.dumps(body).encode()
