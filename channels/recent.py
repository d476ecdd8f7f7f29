"""A bounded dictionary for what a server process remembers about conversations."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

MOST = 10_000


class Recent(OrderedDict):
    """A dictionary that drops its oldest entries and so stays bounded, however many visitors come."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Keeps a value as the newest.

        Args:
            key: any hashable value.
            value: what to keep under it.
        """
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > MOST:
            self.popitem(last=False)
