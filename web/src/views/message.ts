/** One message: its text with links, its source, its buttons, when it came and whether it was sent. */

import { html, nothing } from "lit";
import { isoTime, timeOfDay } from "../format";
import type { MessageActions } from "../message-actions";
import type { Translate } from "../strings";
import type { Choice, Entry, Source } from "../types";
import { icons } from "./icons";
import { inline, richText } from "./text";

interface Props {
  t: Translate;
  entry: Entry;
  /** The buttons still on offer; those of earlier turns are gone. */
  offered: Choice[];
  numbers: readonly string[];
  language: string;
  /** It is of the same kind as the message before it: what marks the kind is not repeated. */
  goesOn: boolean;
  act: MessageActions;
}

export const message = (p: Props) => {
  const { entry, t } = p;
  const own = entry.from === "visitor";
  return html`
    <div class="message ${own ? "own" : entry.kind}" data-id=${entry.id} tabindex="-1">
      <span class="unseen">${own ? t("youSaid") : t("guideSaid")}</span>
      <div class="bubble">
        ${own || p.goesOn ? nothing : heading(entry, t)}
        ${richText(entry.text, t, own ? [] : p.numbers)}
        ${
          entry.kind === "crisis" && !p.goesOn
            ? html`<button class="call lines-button" type="button" @click=${(event: Event) => p.act.help(event.currentTarget as HTMLElement)}>${icons.phone}<span>${t("showHelpLines")}</span></button>`
            : nothing
        }
        ${own || !entry.source ? nothing : source(entry.source, t)}
      </div>
      ${delivery(p)}
      <div class="meta">
        <time datetime=${isoTime(entry.time)}>${timeOfDay(entry.time, p.language)}</time>
        ${entry.delivery?.state === "waiting" ? html`<span>${t("waitingShort")}</span>` : nothing}
        ${entry.kind === "answer" && !own && !entry.local ? feedback(p) : nothing}
      </div>
      ${!own && entry.buttons.length && entry.buttons === p.offered ? choices(p) : nothing}
    </div>`;
};

const heading = ({ kind }: Entry, t: Translate) => {
  if (kind === "crisis") return html`<p class="kind">${icons.heart}${t("crisisHeading")}</p>`;
  if (kind === "concern") return html`<p class="kind">${icons.heart}${t("concernHeading")}</p>`;
  if (kind === "notice") return html`<p class="kind">${icons.info}${t("noticeHeading")}</p>`;
  return nothing;
};

const source = ({ section, references = [] }: Source, t: Translate) => {
  const words = section ? t("source", { section }) : t("sourceNone");
  if (!references.length) return section ? html`<p class="source">${icons.book}<span>${words}</span></p>` : nothing;
  return html`
    <details class="source">
      <summary>${icons.book}<span>${words}</span></summary>
      <ul>${references.map((reference) => html`<li dir="auto">${inline(reference, t)}</li>`)}</ul>
    </details>`;
};

const feedback = ({ t, entry, act }: Props) => {
  const button = (helped: boolean, words: string) => html`
    <button type="button" aria-pressed=${String(entry.helped === helped)} @click=${() => void act.helped(entry, helped)}>${words}</button>`;
  return html`
    <span class="feedback" role="group" aria-label=${t("helpedQuestion")}>
      <span aria-hidden="true">${t("helpedQuestion")}</span>${button(true, t("helpedYes"))}${button(false, t("helpedNo"))}
    </span>`;
};

const choices = ({ t, entry, act }: Props) => html`
  <div class="choices" role="group" aria-label=${t("choices")}>
    ${entry.buttons.map((choice) => html`<button type="button" dir="auto" @click=${() => act.choose(choice)}>${choice.title}</button>`)}
  </div>`;

const delivery = ({ t, entry, act }: Props) => {
  if (entry.delivery?.state !== "failed") return nothing;
  return html`
    <div class="failed">
      <p>${t("failed")} ${entry.delivery.reason}</p>
      <div class="row">
        <button class="secondary" type="button" @click=${() => act.retry(entry)}>${t("retry")}</button>
        <button class="secondary" type="button" @click=${() => act.remove(entry)}>${t("remove")}</button>
      </div>
    </div>`;
};
