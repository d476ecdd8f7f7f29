/** `<studio-opinion>`: what the checks say of the answer in the form, while it is written. */

import { html, nothing } from "lit";
import { FormController } from "./form";
import { LightElement } from "./light";

interface Opinion {
  grade: number;
  highest: number;
  words: number;
  simple_grade: number;
  owed: { fact: string; missing: string[] }[];
  findings: [severity: string, message: string][];
}

class StudioOpinion extends LightElement {
  private readonly form = new FormController<Opinion>(
    this,
    (form) => `/answers/${form.dataset.answer ?? ""}/check`,
    false,
  );

  protected override render(): unknown {
    const { value, problem } = this.form;
    if (problem) return html`<p class="finding warning">${problem} Saving shows what the checks say.</p>`;
    if (!value) return nothing;
    this.clear();
    const missing = value.owed.filter((owed) => owed.missing.length);
    return html`
      <p class="figures">
        Reading grade <b>${value.grade}</b> (highest ${Math.floor(value.highest)}), ${value.words} words; in simpler
        words <b>${value.simple_grade}</b>.
      </p>
      ${
        value.findings.length
          ? value.findings.map(
              ([severity, message]) => html`<p class="finding ${severity}"><b>${severity}</b> ${message}</p>`,
            )
          : html`<p>The checks have nothing to say.</p>`
      }
      ${
        missing.length
          ? html`<p>Words of its facts that are not in it:</p>
            <ul>
              ${missing.map((owed) => html`<li>${owed.fact}: <i>${owed.missing.join(", ")}</i></li>`)}
            </ul>`
          : nothing
      }
    `;
  }
}

customElements.define("studio-opinion", StudioOpinion);
