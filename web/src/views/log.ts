/** The messages, oldest first. What is new is read out by the live region, not by the list itself. */

/* eslint-disable lit-a11y/no-redundant-role -- Safari takes a list without bullets for no list, unless it is told */

import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { crisisView } from "../crisis";
import { dayName, sameDay } from "../format";
import type { MessageActions } from "../message-actions";
import { ASSISTANT_LANGUAGE, type Translate } from "../strings";
import type { Entry } from "../types";
import type { Help } from "./crisis-card";
import { message, type MessageProps } from "./message";

interface Props {
  t: Translate;
  entries: Entry[];
  lastTurn: Entry[];
  numbers: readonly string[];
  help: Help;
  language: string;
  writing: boolean;
  /** Whether messages wait for the connection. */
  waiting: boolean;
  starters: string[];
  act: MessageActions;
  keydown: (event: KeyboardEvent) => void;
}

export const log = (p: Props) => {
  const { cards, folded } = crisisView(p.entries, p.help.country);
  const shown = p.entries.filter((entry) => !folded.has(entry));
  return html`
    <div class="log" role="region" aria-label=${p.t("conversationLabel")}>
      <ol class="messages" role="list" aria-label=${p.t("logLabel")} @keydown=${p.keydown}>
        ${repeat(
          shown,
          (entry) => entry,
          (entry, index) => kept(propsOf(p, entry, shown[index - 1], shown[index + 1], cards.get(entry))),
        )}
      </ol>
      ${
        p.starters.length
          ? html`
            <div class="choices starters" role="group" aria-label=${p.t("starterLabel")}>
              ${p.starters.map((words) => html`<button type="button" lang=${ASSISTANT_LANGUAGE} @click=${() => p.act.ask(words)}>${words}</button>`)}
            </div>`
          : nothing
      }
      ${p.writing ? html`<div class="writing" aria-hidden="true"><i></i><i></i><i></i></div>` : nothing}
    </div>`;
};

function propsOf(
  p: Props,
  entry: Entry,
  before: Entry | undefined,
  after: Entry | undefined,
  card: MessageProps["card"],
): MessageProps {
  const { delivery } = entry;
  return {
    t: p.t,
    entry,
    day:
      before && sameDay(before.time, entry.time)
        ? nothing
        : html`<p class="day"><span>${dayName(entry.time, p.t, p.language)}</span></p>`,
    offered: p.lastTurn.includes(entry),
    numbers: p.numbers,
    language: p.language,
    goesOn: before?.from === entry.from && before.kind === entry.kind,
    endsGroup: after?.from !== entry.from,
    tabStop: !after,
    card,
    help: p.help,
    waiting: p.waiting && delivery !== undefined && delivery.state !== "failed" && delivery.state !== "sent",
    readable: p.act.readAloud.canRead(entry),
    reading: p.act.readAloud.reading === entry,
    act: p.act,
  };
}

/** A message is made anew only when something about it has changed: a key stroke must not cost a whole conversation. */
const kept = (p: MessageProps) => {
  const { entry } = p;
  const changes = [
    p.t.language,
    p.offered,
    p.goesOn,
    p.endsGroup,
    p.tabStop,
    p.card,
    p.card && p.help.country,
    p.help.lines,
    p.day === nothing,
    entry.helped,
    entry.delivery?.state === "failed" && entry.delivery.reason,
    p.waiting,
    p.readable,
    p.reading,
  ];
  return guard(changes, () => message(p));
};
