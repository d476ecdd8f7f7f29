"""Nobody on a messaging platform is sent to the chat window, which they do not have."""

from __future__ import annotations

import yaml

from attachment_guide.paths import DATA

WINDOW = "chat window"


def test_what_names_the_window_has_other_words_for_messaging() -> None:
    naming = []
    for file in DATA.rglob("*.yml"):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for name, variations in (content.get("responses") or {}).items():
            if not any(WINDOW in variation["text"] for variation in variations):
                continue
            naming.append(name)
            for_messaging = [v["text"] for v in variations if v.get("channel") == "messaging"]
            # With one alone, the second time it would be the window's again.
            assert len(for_messaging) >= 2, name
            assert not [text for text in for_messaging if WINDOW in text], name
    assert "utter_privacy/delete" in naming
    messaging = (DATA / "conversation" / "messaging.yml").read_text(encoding="utf-8")
    assert WINDOW not in messaging
