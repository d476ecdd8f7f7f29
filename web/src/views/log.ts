/** The messages, oldest first, announced as they arrive. */

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dayName, sameDay } from "../format";
import type { MessageActions } from "../message-actions";
import type { Translate } from "../strings";
import type { Choice, Entry } from "../types";
import { message } from "./message";

interface Props {
  t: Translate;
  entries: Entry[];
  offered: Choice[];
  numbers: readonly string[];
  language: string;
  writing: boolean;
  /** What is brought back from the server is not news: it is not read out. */
  quiet: boolean;
  starters: string[];
  act: MessageActions;
}

export const log = (p: Props) => html`
  <div class="log" tabindex="0" role="region" aria-label=${p.t("conversationLabel")}>
    <div role="log" aria-live=${p.quiet ? "off" : "polite"} aria-label=${p.t("logLabel")}>
      ${repeat(
        p.entries,
        (entry) => entry,
        (entry, index) => {
          const before = p.entries[index - 1];
          const newDay = !before || !sameDay(before.time, entry.time);
          return html`
            ${newDay ? html`<p class="day"><span>${dayName(entry.time, p.t, p.language)}</span></p>` : nothing}
            ${message({ ...p, entry, goesOn: before?.from === entry.from && before.kind === entry.kind })}`;
        },
      )}
    </div>
    ${
      p.starters.length
        ? html`
          <div class="choices starters" role="group" aria-label=${p.t("starterLabel")}>
            ${p.starters.map((words) => html`<button type="button" @click=${() => p.act.ask(words)}>${words}</button>`)}
          </div>`
        : nothing
    }
    ${p.writing ? html`<div class="writing" aria-hidden="true"><i></i><i></i><i></i></div>` : nothing}
  </div>`;
