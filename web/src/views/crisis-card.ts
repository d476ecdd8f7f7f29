/** With guidance for danger: whom to call, where, and the answer to whether one is safe. */

import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { cardLines } from "../help-words";
import type { MessageActions } from "../message-actions";
import { ASSISTANT_LANGUAGE, type Translate } from "../strings";
import type { Country, HelpLines } from "../types";
import { callButtons, textButton } from "./call-buttons";
import { countrySelect } from "./country-select";

export interface Help {
  lines: HelpLines;
  country: Country | undefined;
}

interface Props extends Help {
  t: Translate;
  id: string;
  size: "large" | "small";
  purpose: string;
  act: MessageActions;
}

export const crisisCard = (p: Props) => html`
  <div class="card ${p.size}">
    ${keyed(p.country?.code, lines(p))}
    <button class="secondary lines-button" type="button" @click=${(event: Event) => p.act.help(event.currentTarget as HTMLElement)}>${p.t("showHelpLines")}</button>
    ${
      p.size === "large"
        ? countrySelect({
            ...p,
            id: `country-${p.id}`,
            label: p.t("cardCountry"),
            choose: (code) => p.act.country(code),
          })
        : nothing
    }
  </div>`;

const lines = ({ t, country, size, purpose }: Props) =>
  size === "small"
    ? nothing
    : cardLines(country, purpose).map(
        (line) =>
          html`<div class="card-line"><strong dir="auto" translate="no">${line.name}</strong>${callButtons(line.number, t, line.name)}${textButton(line, t)}</div>`,
      );

/** The emergency number, before anything that has to be read. */
export const emergencyCalls = (country: Country | undefined, t: Translate) =>
  keyed(
    country?.code,
    country
      ? html`<div class="emergency-calls">${callButtons(country.emergency, t)}</div>`
      : html`<p>${t("helpEmergencyOther")}</p>`,
  );

/** Buttons for "Are you safe right now?". */
export const safetyAnswers = (t: Translate, act: MessageActions) => html`
  <div class="choices safety" lang=${ASSISTANT_LANGUAGE} role="group" aria-label=${t("choices")}>
    <button type="button" @click=${() => act.ask(t("safeYes"))}>${t("safeYes")}</button>
    <button type="button" @click=${() => act.ask(t("safeNo"))}>${t("safeNo")}</button>
  </div>`;
