/** `<studio-what-if>`: what the limits of the sliders would mean for people, as figures and as a chart. */

import { html, nothing, svg } from "lit";
import { FormController } from "./form";
import { LightElement } from "./light";

interface Figure {
  count: number;
  total: number;
  percent: number;
  people: number;
  fewest: number;
  most: number;
}

type Figures = Record<"found" | "helped" | "alarmed" | "quiet", Figure>;

interface Compared {
  messages: number;
  now: Figures;
  tried: Figures;
  differ: boolean;
  curve: [alarmed: number, found: number][];
}

const WIDTH = 320;
const HEIGHT = 220;
const LEFT = 40;
const BOTTOM = 36;
/** The chart shows at least so many percent of false alarms, and recall from so many percent on. */
const FEWEST_ALARMS = 10;
const LOWEST_RECALL = 60;

class StudioWhatIf extends LightElement {
  private readonly form = new FormController<Compared>(this, () => "/safety/figures", true);

  override connectedCallback(): void {
    super.connectedCallback();
    for (const input of document.querySelectorAll<HTMLInputElement>("form[data-limits] input[type=range]")) {
      input.addEventListener("input", () => {
        const shown = input.parentElement?.querySelector("output");
        if (shown) shown.value = input.value;
      });
    }
  }

  protected override render(): unknown {
    const { value, problem } = this.form;
    if (problem) return html`<p class="finding warning">${problem} “Show” shows the figures.</p>`;
    if (!value) return nothing;
    this.clear();
    return html`
      ${chart(value)}
      <div role="status">
        ${figures("Today", value.now)} ${value.differ ? figures("With these limits", value.tried) : nothing}
      </div>
    `;
  }
}

function figures(title: string, { found, helped, alarmed, quiet }: Figures): unknown {
  return html`
    <h2>${title}</h2>
    <p>Of 1,000 people in a crisis:</p>
    <ul>
      <li>${people(found)} are told or asked so at once ${measured(found)}</li>
      <li>${people(helped)} are shown a way to help, were it one quiet sentence ${measured(helped)}</li>
    </ul>
    <p>Of 1,000 people in no danger:</p>
    <ul>
      <li>${people(alarmed)} are taken to be in danger ${measured(alarmed)}</li>
      <li>${people(quiet)} see the quiet sentence ${measured(quiet)}</li>
    </ul>
  `;
}

function people(figure: Figure): unknown {
  return html`<b>${figure.people}</b>`;
}

function measured({ count, total, fewest, most }: Figure): unknown {
  return html`<small>(${count} of ${total} measured; with other messages probably ${fewest} to ${most})</small>`;
}

function chart({ now, tried, differ, curve }: Compared): unknown {
  const shown = curve.filter(([, found]) => found >= LOWEST_RECALL);
  const most = Math.max(FEWEST_ALARMS, tried.alarmed.percent * 1.1, ...shown.map(([alarmed]) => alarmed));
  const x = (alarmed: number) => LEFT + ((WIDTH - LEFT - 8) * alarmed) / most;
  const y = (found: number) =>
    8 + ((HEIGHT - BOTTOM - 8) * (100 - Math.max(found, LOWEST_RECALL))) / (100 - LOWEST_RECALL);
  const words =
    `Found against alarmed for nothing. Today ${String(now.found.percent)} percent of crisis messages are found, ` +
    `and ${String(now.alarmed.percent)} percent of harmless ones alarm` +
    (differ ? `; with these limits ${String(tried.found.percent)} and ${String(tried.alarmed.percent)}.` : ".");
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${words}>
      ${[60, 70, 80, 90, 100].map(
        (mark) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - 8} y1=${y(mark)} y2=${y(mark)} />
          <text x=${LEFT - 6} y=${y(mark) + 4} text-anchor="end">${mark}</text>`,
      )}
      ${[0, 0.5, 1].map(
        (part) => svg`<text x=${x(part * most)} y=${HEIGHT - BOTTOM + 16} text-anchor=${part === 1 ? "end" : "middle"}>
          ${Math.round(part * most)}</text>`,
      )}
      <text x=${(WIDTH + LEFT) / 2} y=${HEIGHT - 4} text-anchor="middle">alarmed for nothing, % of harmless</text>
      <text x="10" y=${(HEIGHT - BOTTOM) / 2} text-anchor="middle" transform="rotate(-90 10 ${(HEIGHT - BOTTOM) / 2})">
        found, % of crisis
      </text>
      <polyline class="curve" points=${shown.map(([alarmed, found]) => `${x(alarmed)},${y(found)}`).join(" ")} />
      <circle class="now" cx=${x(now.alarmed.percent)} cy=${y(now.found.percent)} r="6" />
      ${
        differ
          ? svg`<path class="tried" d="M${x(tried.alarmed.percent)} ${y(tried.found.percent) - 8} l8 8 -8 8 -8 -8z" />`
          : nothing
      }
    </svg>
    <p class="hint">The circle is today${differ ? ", the diamond these limits" : ""}; the line, all limits moved together.</p>`;
}

customElements.define("studio-what-if", StudioWhatIf);
