"""`make studio`: serves the studio on this machine and prints the link that opens it."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from attachment_guide.paths import ROOT
from attachment_guide.settings import SettingError
from studio.access import Access
from studio.settings import StudioSettings
from studio.work.history import History
from studio.work.workspace import Workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until it is stopped.

    Args:
        arguments: the command line; that of the process when left out.

    Returns:
        The exit code: 1 when it cannot start.
    """
    parser = argparse.ArgumentParser(prog="python -m studio", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    options = parser.parse_args(arguments)
    try:
        settings = StudioSettings.from_environment()
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    with warnings.catch_warnings():
        # Sanic turns on whatever libraries warn of, as soon as it is imported; the link would be lost in it.
        import sanic  # noqa: F401

        warnings.simplefilter("ignore")
        from studio.app import create_app
    workspace = Workspace(options.root.resolve())
    access = Access(settings, *History(workspace.root).local_person())
    app = create_app(workspace, settings, access)
    if access.token:
        address = f"http://{settings.studio_host}:{settings.studio_port}"
        print(f"The studio is open for you, once, at\n\n    {address}/enter?token={access.token}\n")
        print("Ctrl+C ends it.", flush=True)
    else:
        print(f"The studio waits for the proxy; people reach it at {settings.studio_address}.", flush=True)
    app.run(settings.studio_host, settings.studio_port, access_log=False, motd=False, debug=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
