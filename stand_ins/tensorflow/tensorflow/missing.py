"""The error for whatever needs the real TensorFlow."""

from rasa.shared.exceptions import RasaException


class TensorFlowMissingError(RasaException, ImportError):
    """Something needs TensorFlow; the message says what, and how to install it.

    Rasa shows the message of its own exceptions alone, that of others below a traceback. An ImportError too,
    for libraries that find out by trying whether TensorFlow is there.
    """

    def __init__(self, name: str) -> None:
        """Says what to do.

        Args:
            name: the full name of what was asked for.
        """
        super().__init__(
            f"{name} needs TensorFlow, which is not installed in this environment. Run `make stock`, which "
            f"installs it in .venv-stock, and then `.venv-stock/bin/rasa` in place of `.venv/bin/rasa`."
        )
