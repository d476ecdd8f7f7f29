"""An answer is reworded, checked, published and taken back: over HTTP against the real studio."""

from __future__ import annotations

import json
import re
from datetime import date

import httpx

from tests.studio.conftest import Studio, git, key_of
from tools.sign_offs import SignOffs

ANSWER = "/answers/coping/journaling"
OLD, NEW = (
    "It can help you see things about yourself more clearly.",
    "It lets you see things about yourself much more clearly.",
)


def fields(client: httpx.Client, page: str) -> dict[str, object]:
    """The values of an answer's form, as a browser would send them."""
    from html import unescape

    text = client.get(page).text
    form = text[text.index('class="sheet"') :]
    form = form[: form.index("</form>")]
    values: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            values.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    for name_, value_ in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        values[name_] = [unescape(value_)]
    return dict(values)


def test_a_form_that_is_sent_as_it_was_changes_nothing(studio: Studio) -> None:
    with studio.client() as client:
        for page in (ANSWER, "/answers/about/prevalence", "/answers/clinic/timeline"):
            assert client.post(page, data=fields(client, page)).status_code == 200
    assert git(studio.project, "status", "--porcelain") == ""


def test_a_reworded_answer_is_published_and_taken_back(studio: Studio) -> None:
    with studio.client() as client:
        form = fields(client, ANSWER)
        form["text"] = [str(form["text"][0]).replace(OLD, NEW)]  # type: ignore[index]
        opinion = client.post(f"{ANSWER}/check", data=form).json()
        assert opinion["findings"] == []
        assert client.post(ANSWER, data=form).status_code == 200
        changes = client.get("/changes").text
        assert "utter_coping/journaling" in changes and "+2" not in changes
        diff = git(studio.project, "diff", "-U0")
        assert sum(line[:1] in "+-" for line in diff.splitlines()) == 4, diff
        key = key_of(client)
        done = client.post("/changes/publish", data={"form_key": key, "message": "Shorter journaling"})
        assert done.status_code == 200 and "Published." in done.text, done.text
        published = json.loads((studio.project / "published" / "texts.json").read_text())
        assert NEW in published["responses"]["utter_coping/journaling"][0]["text"]
        assert git(studio.project, "log", "-1", "--format=%s").strip() == "Shorter journaling"
        id_ = re.search(r'name="id" value="(\w+)"', client.get("/changes").text)
        assert id_
        undone = client.post("/changes/undo", data={"form_key": key, "id": id_[1]})
        assert "Taken back." in undone.text
        published = json.loads((studio.project / "published" / "texts.json").read_text())
        assert OLD in published["responses"]["utter_coping/journaling"][0]["text"]
        assert git(studio.project, "diff", "HEAD~2", "--stat") == ""
        assert 'action="/changes/undo"' not in client.get("/changes").text


def test_what_the_check_refuses_is_not_published(studio: Studio) -> None:
    with studio.client() as client:
        form = fields(client, ANSWER)
        form["text"] = ["We will cure you. Take 20 mg of sertraline."]
        opinion = client.post(f"{ANSWER}/check", data=form).json()
        assert {severity for severity, _ in opinion["findings"]} >= {"error"}
        client.post(ANSWER, data=form)
        refused = client.post("/changes/publish", data={"form_key": key_of(client), "message": "A cure"})
    assert refused.status_code == 409
    assert "Nothing is published" in refused.text and "data/answers/coping.yml" in refused.text
    assert git(studio.project, "log", "--format=%s").split("\n")[0] == "As it was"
    assert not (studio.project / "published").exists()


def test_an_unsigned_change_of_a_text_at_risk_is_not_published(studio: Studio) -> None:
    texts = studio.project / "data/conversation/crisis.yml"
    texts.write_text(texts.read_text().replace("Every minute counts", "Each minute counts", 1))
    with studio.client() as client:
        sent = {"form_key": key_of(client), "message": "Reworded"}
        refused = client.post("/changes/publish", data=sent)
        assert refused.status_code == 409
        assert "no clinician has signed it" in refused.text
        assert not (studio.project / "published").exists()
        SignOffs(studio.project).sign(
            ["utter_crisis/medical_emergency"], "Ada Byron", "clinician", date(2026, 6, 1)
        )
        assert client.post("/changes/publish", data=sent).status_code == 200


def test_of_two_who_save_at_once_the_second_sees_the_first(studio: Studio) -> None:
    with studio.client() as client:
        first, second = fields(client, ANSWER), fields(client, ANSWER)
        first["choice"], second["choice"] = ["Is writing of use?"], ["Shall I write?"]
        assert client.post(ANSWER, data=first).status_code == 200
        met = client.post(ANSWER, data=second)
        assert met.status_code == 409
        assert "Somebody else saved" in met.text
        text = (studio.project / "data/answers/coping.yml").read_text()
        assert "Is writing of use?" in text and "Shall I write?" not in text


def test_the_page_of_a_measurement_is_shown(studio: Studio) -> None:
    with studio.client() as client:
        assert client.get("/changes/pages/report").status_code == 404
        assert "/changes/pages/" not in client.get("/changes").text
        folder = studio.project / "build"
        folder.mkdir()
        (folder / "report.html").write_text("<style>p{color:red}</style><p>99 %")
        assert "/changes/pages/report" in client.get("/changes").text
        shown = client.get("/changes/pages/report")
        assert shown.status_code == 200 and "99 %" in shown.text
        assert shown.headers["content-security-policy"].startswith("default-src 'none'; style-src")
        assert client.get("/changes/pages/..%2F..%2Fdomain").status_code == 404


def test_examples_are_added_one_a_line(studio: Studio) -> None:
    with studio.client() as client:
        form = fields(client, ANSWER)
        added = "would a diary beside my bed be of any use at night"
        form["examples"] = [f"{form['examples'][0]}\n{added}"]  # type: ignore[index]
        assert client.post(ANSWER, data=form).status_code == 200
    diff = git(studio.project, "diff", "-U0").splitlines()
    assert [line for line in diff if line.startswith("+") and "+++" not in line] == [f"+      - {added}"]
    assert not [line for line in diff if line.startswith("-") and "---" not in line]
