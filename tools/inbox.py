"""What visitors asked in vain, grouped by meaning, with names and other personal data masked.

Only with the setting INBOX, and only of conversations whose visitors have agreed to just that. No word is
stored again: what a visitor deletes is gone from here too.
"""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from attachment_guide.nlu.encoder import EncoderMissingError, SentenceEncoder
from attachment_guide.nlu.stored_vectors import Encoder
from attachment_guide.settings import SettingError, read_setting, variable
from stores.database import migrate, open_engine
from stores.encryption import UnreadableError
from tools.complaint import complain
from tools.in_vain.asked import DONE, STATES, Asked, UnknownMessageError, asked_in_vain, mark
from tools.in_vain.groups import group


def masked_groups(asked: Sequence[Asked], encoder: Encoder) -> list[list[Asked]]:
    """Masks messages and groups them.

    Args:
        asked: messages as visitors wrote them.
        encoder: makes sentence vectors.

    Returns:
        Groups of masked messages, the largest first, the most typical message of each first.
    """
    # Here, since marking needs no language model, and Sanic has turned on what libraries warn of.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tools.in_vain.masking import Masker

        masker = Masker()
    masked = [replace(each, text=masker.mask(each.text)) for each in asked]
    return [[masked[index] for index in members] for members in group([m.text for m in masked], encoder)]


def show(groups: Sequence[Sequence[Asked]]) -> str:
    """Groups as a person reads them.

    Args:
        groups: of masked messages.
    """
    parts = []
    for members in groups:
        counts = Counter(each.why for each in members)
        whys = ", ".join(f"{why} {count}" for why, count in counts.most_common())
        parts.append(f"{len(members)} × {members[0].text}  ({whys})")
        for each in members:
            got = ", ".join(each.responses) or "nothing"
            parts.append(f"    {each.id}  {each.state}  {each.why}: {each.text}  → {got}")
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Prints what was asked in vain.

    Args:
        arguments: in the place of the command line's.

    Returns:
        The exit code: 1 when it cannot be done.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.inbox", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the groups as JSON")
    parser.add_argument("--all", action="store_true", help="list what is done as well")
    parser.add_argument(
        "--mark", nargs=2, metavar=("ID", "STATE"), help=f"say how far a message is: {', '.join(STATES)}"
    )
    given = parser.parse_args(arguments)
    if given.mark and given.mark[1] not in STATES:
        parser.error(f"'{given.mark[1]}' is no state; it must be one of: {', '.join(STATES)}")
    try:
        if not read_setting("inbox"):
            print(
                f"Nobody may read what visitors asked: {variable('inbox')} is off. docs/privacy.md says what "
                "visitors have to be told before it is turned on.",
                file=sys.stderr,
            )
            return 1
        engine = open_engine()
        migrate(engine)
        if given.mark:
            mark(engine, *given.mark)
            return 0
        asked = [each for each in asked_in_vain(engine) if given.all or each.state != DONE]
        groups = masked_groups(asked, SentenceEncoder()) if asked else []
    except (
        SettingError,
        UnreadableError,
        EncoderMissingError,
        UnknownMessageError,
        SQLAlchemyError,
    ) as error:
        return complain(error)
    if given.json:
        listed: list[list[dict[str, Any]]] = [[asdict(each) for each in members] for members in groups]
        print(json.dumps(listed, indent=2, ensure_ascii=False))
    else:
        print(show(groups) or "Nothing was asked in vain by visitors who allow staff to read it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
