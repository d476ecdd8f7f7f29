/** Where the visitor is. The same choice in the help lines and in a message about danger. */

import { html } from "lit";
import type { Translate } from "../strings";
import type { Country, HelpLines } from "../types";

interface Props {
  t: Translate;
  id: string;
  label: string;
  lines: HelpLines;
  country: Country | undefined;
  choose: (code: string) => void;
}

export const countrySelect = (p: Props) => html`
  <label class="field">
    ${p.label}
    <select id=${p.id} @change=${(event: Event) => p.choose((event.target as HTMLSelectElement).value)}>
      ${sorted(p.lines.countries).map(
        ({ code, name }) => html`<option value=${code} .selected=${code === p.country?.code}>${name}</option>`,
      )}
      <option value="" .selected=${!p.country}>${p.t("helpOther")}</option>
    </select>
  </label>`;

const sorted = (countries: readonly Country[]) => [...countries].sort((a, b) => a.name.localeCompare(b.name));
