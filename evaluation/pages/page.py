"""Writes a report as one HTML file that loads nothing and runs no script."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import matplotlib
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from evaluation.stats import Proportion

TEMPLATES = Path(__file__).with_name("templates")
# Text stays text, in the page's own font; the same figures give the same file.
SVG_STYLE = {"svg.fonttype": "none", "svg.hashsalt": "attachment-guide", "font.family": "sans-serif"}


def write_page(file: Path, template: str, **values: Any) -> None:
    """Fills in a template.

    Args:
        file: the page; its folder is made when missing.
        template: the name of a file in `templates/`.
        values: what the template names. Figures become SVG; all else is escaped.

    Raises:
        jinja2.UndefinedError: when the template names a value that is missing.
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {"svg": to_svg, "interval": interval}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(environment.get_template(template).render(values), encoding="utf-8")


def to_svg(figure: Figure) -> Markup:
    """A figure as an SVG element to stand in a page.

    Args:
        figure: the chart.
    """
    stream = io.StringIO()
    with matplotlib.rc_context(SVG_STYLE):
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(stream, format="svg", metadata=nothing, transparent=True)
    drawn = stream.getvalue()
    # What comes before is for files of their own.
    return Markup(drawn[drawn.index("<svg") :])


def interval(figure: Proportion) -> str:
    """The 95 % interval in percent; empty when there are no cases.

    Args:
        figure: the proportion.
    """
    if not figure.total:
        return ""
    low, high = figure.interval
    return f"{100 * low:.1f}–{100 * high:.1f}"
