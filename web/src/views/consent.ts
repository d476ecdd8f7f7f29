/** What a visitor is told, and agrees to, before the first message. The same facts can be read again later. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { Allowed } from "../api";
import type { KeepingController } from "../controllers/keeping";
import { ASSISTANT_LANGUAGE, type Translate } from "../strings";
import type { Config } from "../types";
import { icons } from "./icons";
import { inline, linkOrNothing } from "./text";
import { words } from "./words";

interface FactsProps {
  t: Translate;
  config: Config;
  clinic: string;
  privacyUrl: string | null | undefined;
}

const fact = (icon: unknown, term: string, text: unknown) => html`
  <div class="fact"><dt>${icon}${term}</dt><dd>${text}</dd></div>`;

/** The page may call the clinic by another name than the server does. */
const disclosure = ({ t, config: { disclosure: text, clinic_name: name }, clinic }: FactsProps) => {
  // The server's words are the assistant's language; what this is has to be understood before anything else.
  if (t.language !== ASSISTANT_LANGUAGE) return undefined;
  return name ? text?.replaceAll(name, () => clinic) : text;
};

/** The clinic's own notice may say more than the window's words, so that in translation both stand there. */
const privacy = ({ t, config: { privacy_notice: text } }: FactsProps) => {
  if (!text) return t("consentPrivacy");
  if (t.language === ASSISTANT_LANGUAGE) return inline(text, t);
  return html`${t("consentPrivacy")} <span lang=${ASSISTANT_LANGUAGE} dir="auto">${inline(text, t)}</span>`;
};

export const facts = (p: FactsProps, more: unknown = nothing) => {
  const { t, config, clinic, privacyUrl } = p;
  const told = config.staff_read ? "consentBotStaffRead" : "consentBot";
  return html`
  <dl class="facts">
    ${fact(icons.robot, t("consentBotTerm"), inline(disclosure(p) || t(told, { clinic }), t))}
    ${t("assistantLanguage") ? fact(icons.chat, t("assistantLanguageTerm"), t("assistantLanguage")) : nothing}
    ${fact(icons.phone, t("consentUrgentTerm"), t("consentUrgent"))}
    ${fact(
      icons.lock,
      t("consentPrivacyTerm"),
      html`${privacy(p)} ${linkOrNothing(privacyUrl, t("consentPolicy"), t)}`,
    )}
    ${more}
    ${fact(icons.eye, t("consentSharedTerm"), t("consentShared"))}
  </dl>`;
};

interface ConsentProps extends FactsProps {
  starting: boolean;
  note: string;
  error: string;
  hidden: boolean;
  agree: () => void;
  decline: () => void;
}

export const consentNotice = (p: ConsentProps) => html`
  <section class="page consent" aria-labelledby="consent-heading" tabindex="0" ?hidden=${p.hidden}>
    ${p.note ? html`<p class="note">${words(p.note)}</p>` : nothing}
    <h3 id="consent-heading" tabindex="-1">${p.t("consentHeading")}</h3>
    ${facts(p)}
    <div class="agree">
      <p>${p.t("consentAction")}</p>
      <p class="problem" role="alert">${words(p.error)}</p>
      <div class="row">
        <button id="agree" class="primary" type="button" aria-disabled=${String(p.starting)} @click=${p.agree}>
          ${words(p.starting ? p.t("consentStarting") : p.t("consentAgree"))}
        </button>
        <button class="secondary" type="button" @click=${p.decline}>${p.t("consentDecline")}</button>
      </div>
    </div>
  </section>`;

/** What the visitor may allow, each for itself; only what the server knows of is offered. */
const keepingChoices = ({ t, config, keeping }: AboutProps) => {
  const { keep_hours: hours, keep_days: days, staff_read: read } = config;
  const { allowed, error } = keeping;
  if (!hours || !days || !allowed) return nothing;
  const choice = (name: keyof Allowed, text: string) => html`
    <label class="choice">
      <input type="checkbox" name=${name} .checked=${live(allowed[name])}
        @change=${(event: Event) => void keeping.allow({ [name]: (event.target as HTMLInputElement).checked })}>
      <span>${text}</span>
    </label>`;
  const offered = html`${t("keepBody", { hours })}
    ${choice("keep", t("keepAgree", { days }))}
    ${read ? choice("improve", t("improveAgree")) : nothing}
    <span class="problem" role="alert">${words(error)}</span>`;
  return fact(icons.lock, t("keepTerm"), offered);
};

interface AboutProps extends FactsProps {
  keeping: Pick<KeepingController, "allowed" | "error" | "allow">;
  clinicUrl: string | null | undefined;
  back: () => void;
}

export const about = (p: AboutProps) => html`
  <section class="page" aria-labelledby="about-heading" tabindex="0">
    <button class="back" type="button" @click=${p.back}>${icons.back}${p.t("back")}</button>
    <h3 id="about-heading" tabindex="-1">${p.t("aboutHeading")}</h3>
    ${facts(p, html`${keepingChoices(p)}${fact(icons.info, p.t("aboutTabTerm"), p.t("aboutTab"))}`)}
    <p>${linkOrNothing(p.clinicUrl, p.t("aboutClinic", { clinic: p.clinic }), p.t)}</p>
  </section>`;
