"""Training examples that Rasa may copy and compare without taking each one to pieces again."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message


class TrainingExample(Message):
    """One of Rasa's messages, with which everything in a training but the learning takes far less time.

    Rasa copies all examples whenever it merges training data, and computes each one's fingerprint anew
    whenever any of its values is set, even to what it was.
    """

    _cached_fingerprint: str | None

    @classmethod
    def of(cls, message: Message) -> TrainingExample:
        """A message as a training example.

        Args:
            message: as Rasa has read it.
        """
        return cls(message.data, set(message.output_properties), message.time, list(message.features))

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Sets a value; the fingerprint stays when that is what it was.

        Args:
            prop: the value's name.
            info: the value.
            add_to_output: whether it is part of what a parsed message shows.
        """
        is_same = isinstance(info, str) and self.data.get(prop) == info
        fingerprint = self._cached_fingerprint if is_same else None
        super().set(prop, info, add_to_output)
        self._cached_fingerprint = fingerprint

    def __deepcopy__(self, memo: dict[int, Any]) -> TrainingExample:
        """A copy with the same values, which no component changes in place: it sets others."""
        copy = TrainingExample.of(self)
        copy._cached_fingerprint = self._cached_fingerprint
        return copy
