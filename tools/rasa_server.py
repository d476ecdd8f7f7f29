"""Starts `rasa run` with the API's token taken from the environment, where no process list shows it."""

from __future__ import annotations

import os
import sys

from rasa.__main__ import main

TOKEN_SETTING = "ATTACHMENT_GUIDE_TOKEN"

if __name__ == "__main__":
    sys.argv = [
        "rasa",
        "run",
        *sys.argv[1:],
        "--enable-api",
        "--auth-token",
        os.environ[TOKEN_SETTING],
    ]
    main()
