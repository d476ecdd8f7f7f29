/** Emergency numbers and help lines of one country, for danger and crisis. Needs neither consent nor a server. */

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { languageName } from "../format";
import type { Translate } from "../strings";
import type { Country, HelpLine, HelpLines } from "../types";
import { callButtons, textButton } from "./call-buttons";
import { countrySelect } from "./country-select";
import { icons } from "./icons";
import { inline, link } from "./text";

interface Props {
  t: Translate;
  lines: HelpLines;
  country: Country | undefined;
  builtIn: boolean;
  language: string;
  backWords: string;
  choose: (code: string) => void;
  back: () => void;
}

export const help = (p: Props) => html`
  <section class="page helping" aria-labelledby="help-heading" tabindex="0">
    <button class="back" type="button" @click=${p.back}>${icons.back}${p.backWords}</button>
    <h3 id="help-heading" tabindex="-1">${p.t("helpHeading")}</h3>
    <p>${p.t("helpIntro")}</p>
    ${countrySelect({ ...p, id: "country", label: p.t("helpCountry") })}
    ${keyed(p.country?.code, numbers(p))}
    ${
      p.lines.directories?.length
        ? html`
          <h4>${p.t("helpDirectories")}</h4>
          <ul class="directories">${p.lines.directories.map(({ name, url }) => html`<li>${link(url, name, p.t)}</li>`)}</ul>`
        : nothing
    }
    ${p.builtIn ? html`<p class="note">${p.t("helpBuiltIn")}</p>` : nothing}
  </section>`;

const numbers = (p: Props) => html`
  <ul class="lines">
    <li class="emergency">
      <strong>${p.t("helpEmergency")}</strong>
      ${p.country?.emergency ? callButtons(p.country.emergency, p.t) : html`<p>${p.t("helpEmergencyOther")}</p>`}
    </li>
    ${(p.country?.lines ?? []).map((line) => helpLine(line, p.t, p.language))}
  </ul>`;

/** Lines made for some people only; the others are for everyone. */
const PURPOSES = [
  ["child", "helpForChild"],
  ["abuse", "helpForAbuse"],
] as const;

const helpLine = (line: HelpLine, t: Translate, language: string) => {
  const languages = languageNames(line.languages, language);
  const purpose = PURPOSES.find(([name]) => line.for?.includes(name));
  return html`
    <li>
      <strong dir="auto" translate="no">${line.name}</strong>
      ${purpose ? html`<p class="quiet">${t(purpose[1])}</p>` : nothing}
      ${line.number ? callButtons(line.number, t, line.name) : nothing}
      ${textButton(line, t)}
      ${line.chat ? html`<p translate="no">${inline(t("helpChat", { value: line.chat }), t)}</p>` : nothing}
      ${line.hours ? html`<p class="quiet">${t("helpHours", { value: line.hours })}</p>` : nothing}
      ${languages ? html`<p class="quiet">${t("helpLanguages", { value: languages })}</p>` : nothing}
      ${line.url ? html`<p>${link(line.url, t("helpSite", { name: line.name }), t)}</p>` : nothing}
    </li>`;
};

const languageNames = (languages: HelpLine["languages"], language: string) =>
  typeof languages === "string" ? languages : (languages ?? []).map((code) => languageName(code, language)).join(", ");
