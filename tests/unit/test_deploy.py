"""What deploy/ names has to exist: settings, metrics, pages, modules, runbook entries."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
import yaml
from prometheus_client import REGISTRY

from attachment_guide.paths import ROOT
from attachment_guide.settings import PREFIX, Settings
from channels import metrics

DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "attachment-guide"
FILES = sorted(file for file in DEPLOY.rglob("*") if file.is_file())
RUNBOOK = (DEPLOY / "README.md").read_text(encoding="utf-8")
ALERTS = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text())["groups"][0]["rules"]


def texts() -> dict[Path, str]:
    return {file.relative_to(DEPLOY): file.read_text(encoding="utf-8") for file in FILES}


def test_every_setting_exists():
    known = {field.name.upper() for field in fields(Settings)}
    named = {
        (file, name) for file, text in texts().items() for name in re.findall(PREFIX + r"([A-Z_]+)\b", text)
    }
    assert named
    assert not [(file, name) for file, name in named if name not in known]


def test_every_metric_exists():
    assert metrics.MESSAGES
    known = {sample.name for metric in REGISTRY.collect() for sample in metric.samples}
    known |= {
        f"{metric.name}{end}" for metric in REGISTRY.collect() for end in ("", "_total", "_bucket", "_info")
    }
    for file in ("prometheus/alerts.yml", "grafana/attachment-guide.json"):
        named = set(re.findall(r"\b(attachment_guide_[a-z_]+)", (DEPLOY / file).read_text()))
        assert named
        assert not named - known, file


def test_every_module_exists():
    for file, text in texts().items():
        for name in re.findall(r"-m,? (tools\.[a-z_]+)", text):
            assert (ROOT / f"{name.replace('.', '/')}.py").exists(), f"{file}: {name}"


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_every_alert_has_a_runbook_entry(alert):
    _, anchor = alert["annotations"]["runbook"].split("#")
    headings = [line.lstrip("# ").strip() for line in RUNBOOK.splitlines() if line.startswith("#")]
    assert anchor in [heading.lower().replace(" ", "-").replace("’", "") for heading in headings]
    assert alert["labels"]["severity"] in ("page", "ticket")


class TestChart:
    VALUES = yaml.safe_load((CHART / "values.yaml").read_text())
    SCHEMA = json.loads((CHART / "values.schema.json").read_text())

    def test_its_values_keep_to_the_schema(self):
        jsonschema.Draft7Validator.check_schema(self.SCHEMA)
        jsonschema.validate(self.VALUES, self.SCHEMA)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"replicas": 0},
            {"existingSecret": ""},
            {"unknown": 1},
            {"clinic": {"name": "x", "contactUrl": "http://plain", "privacyUrl": ""}},
        ],
    )
    def test_the_schema_refuses(self, wrong):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**self.VALUES, **wrong}, self.SCHEMA)

    def test_every_value_that_a_template_uses_exists(self):
        for template in sorted((CHART / "templates").iterdir()):
            for path in re.findall(r"\.Values((?:\.[a-zA-Z]+)+)", template.read_text()):
                found = self.VALUES
                for part in path[1:].split("."):
                    assert part in found, f"{template.name}: {path}"
                    found = found[part]

    def test_blocks_are_closed(self):
        for template in sorted((CHART / "templates").iterdir()):
            tags = re.findall(r"{{-?\s*(if|with|range|define|end)\b", template.read_text())
            assert tags.count("end") * 2 == len(tags), template.name


def test_only_what_visitors_need_is_let_in():
    proxy = (DEPLOY / "nginx" / "attachment-guide.conf").read_text()
    assert set(re.findall(r"location (?:[=^~]+ )?(\S+) {", proxy)) == {
        *("/chat/", "/webhooks/", "/chat/metrics", "/chat/health", "/"),
    }
    assert re.search(r"location / { return 404; }", proxy)
    assert '"/chat/" "/webhooks/"' in (CHART / "templates" / "ingress.yaml").read_text()
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yml").read_text())
    assert [name for name, service in compose["services"].items() if service.get("ports")] == ["proxy"]


def test_containers_cannot_write_where_they_need_not():
    compose = yaml.safe_load((DEPLOY / "compose" / "compose.yml").read_text())
    for name, service in compose["services"].items():
        assert service.get("read_only") or name == "database", name
        assert "no-new-privileges:true" in service["security_opt"], name
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert re.search(r"^USER 10001$", dockerfile, re.MULTILINE)


def test_the_dockerfile_is_as_hadolint_wants_it():
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "--no-color", DEPLOY / "Dockerfile"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_compose_has_the_endpoints_of_the_project():
    ours = yaml.safe_load((ROOT / "endpoints.yml").read_text())
    theirs = yaml.safe_load((DEPLOY / "compose" / "endpoints.yml").read_text())
    assert ours["action_endpoint"].pop("type")
    ours["action_endpoint"]["url"] = theirs["action_endpoint"]["url"]
    assert theirs == ours
