/** One message: its text with links, its source, its buttons, when it came and whether it was sent. */

import { html, nothing } from "lit";
import { asksIfSafe, purposeOf } from "../crisis";
import { isoTime, timeOfDay } from "../format";
import type { MessageActions } from "../message-actions";
import { ASSISTANT_LANGUAGE, type Translate } from "../strings";
import type { Entry, Source } from "../types";
import { icons } from "./icons";
import { crisisCard, emergencyCalls, safetyAnswers, type Help } from "./crisis-card";
import { inline, plainParagraphs, richText } from "./text";
import { words } from "./words";

export interface MessageProps {
  t: Translate;
  entry: Entry;
  /** The day, above the first message of it. */
  day: unknown;
  /** Whether its buttons can still be pressed; those of earlier turns are gone. */
  offered: boolean;
  numbers: readonly string[];
  language: string;
  /** It is of the same kind as the message before it: what marks the kind is not repeated. */
  goesOn: boolean;
  /** Whether it is the last of a group: the time stands below that one alone. */
  endsGroup: boolean;
  /** Whether Tab stops at it; from there the arrow keys lead to the others. */
  tabStop: boolean;
  /** The card of help lines below it. */
  card: "large" | "small" | undefined;
  help: Help;
  /** Whether it has not been sent yet. */
  waiting: boolean;
  /** Whether the browser can read it aloud, and whether it does. */
  readable: boolean;
  reading: boolean;
  act: MessageActions;
}

export const message = (p: MessageProps) => {
  const { entry, t } = p;
  const own = entry.from === "visitor";
  return html`
    <li class="message ${own ? "own" : entry.kind}" data-id=${entry.id} tabindex=${p.tabStop ? 0 : -1}>
      ${p.day}
      <article>
        <span class="unseen">${own ? t("youSaid") : t("guideSaid")}</span>
        <div class="bubble">
          ${own || p.goesOn ? nothing : heading(entry, t)}
          ${p.card ? emergencyCalls(p.help.country, t) : nothing}
          ${own ? plainParagraphs(entry.text, t) : richText(entry.text, t, p.numbers, entry.local ? t.language : ASSISTANT_LANGUAGE)}
          ${p.offered && asksIfSafe(entry) ? safetyAnswers(t, p.act) : nothing}
          ${p.card ? crisisCard({ ...p.help, t, id: entry.id, size: p.card, purpose: purposeOf(entry), act: p.act }) : nothing}
          ${own || !entry.source ? nothing : source(entry.source, t)}
        </div>
        ${delivery(p)}
        ${meta(p)}
        ${p.offered && entry.buttons.length ? choices(p) : nothing}
      </article>
    </li>`;
};

const meta = (p: MessageProps) => {
  const { entry, t } = p;
  const rated = entry.kind === "answer" && entry.from === "assistant" && !entry.local;
  if (!p.endsGroup && !p.waiting && !rated && !p.readable) return nothing;
  return html`
    <div class="meta">
      ${p.endsGroup ? html`<time datetime=${isoTime(entry.time)}>${timeOfDay(entry.time, p.language)}</time>` : nothing}
      ${p.waiting ? html`<span>${t("waitingShort")}</span>` : nothing}
      ${rated ? feedback(p) : nothing}
      ${p.readable ? readAloud(p) : nothing}
    </div>`;
};

const readAloud = ({ t, entry, reading, act }: MessageProps) => html`
  <button class="read-aloud" type="button" @click=${() => act.readAloud.toggle(entry)}>
    ${reading ? icons.stop : icons.speaker}<span>${words(t(reading ? "readAloudStop" : "readAloud"))}</span>
  </button>`;

const heading = ({ kind }: Entry, t: Translate) => {
  if (kind === "crisis") return html`<p class="kind">${icons.heart}${t("crisisHeading")}</p>`;
  if (kind === "concern") return html`<p class="kind">${icons.heart}${t("concernHeading")}</p>`;
  if (kind === "notice") return html`<p class="kind">${icons.info}${t("noticeHeading")}</p>`;
  return nothing;
};

const source = ({ section, references = [] }: Source, t: Translate) => {
  const title = section ? t("source", { section }) : t("sourceNone");
  if (!references.length) return section ? html`<p class="source">${icons.book}<span>${title}</span></p>` : nothing;
  return html`
    <details class="source">
      <summary>${icons.book}<span>${title}</span></summary>
      <ul>${references.map((reference) => html`<li dir="auto">${inline(reference, t)}</li>`)}</ul>
    </details>`;
};

const feedback = ({ t, entry, act }: MessageProps) => {
  const button = (helped: boolean, label: string) => html`
    <button type="button" aria-pressed=${String(entry.helped === helped)} @click=${() => void act.helped(entry, helped)}>${label}</button>`;
  return html`
    <span class="feedback" role="group" aria-label=${t("helpedQuestion")}>
      <span aria-hidden="true">${t("helpedQuestion")}</span>${button(true, t("helpedYes"))}${button(false, t("helpedNo"))}
    </span>`;
};

const choices = ({ t, entry, act }: MessageProps) => html`
  <div class="choices" role="group" aria-label=${t("choices")}>
    ${entry.buttons.map((choice) => html`<button type="button" dir="auto" lang=${ASSISTANT_LANGUAGE} @click=${() => act.choose(choice)}>${choice.title}</button>`)}
  </div>`;

const delivery = ({ t, entry, act }: MessageProps) => {
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
