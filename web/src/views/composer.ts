/** Where the visitor writes. */

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import type { DictationController } from "../controllers/dictation";
import { isComposing } from "../input-method";
import { charactersLeft, roomLeft } from "../message-length";
import type { Translate } from "../strings";
import { icons } from "./icons";
import { words } from "./words";

interface Props {
  t: Translate;
  draft: string;
  limit: number;
  banner: unknown;
  dictation: DictationController;
  input: (text: string) => void;
  send: () => void;
}

export const composer = (p: Props) => {
  const count = charactersLeft(p.t, p.draft, p.limit);
  const over = roomLeft(p.draft, p.limit) === "none";
  const key = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    p.send();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    p.send();
  };
  return html`
    ${p.banner}
    <form class="composer ${p.dictation.available ? "with-microphone" : ""}" @submit=${submit}>
      <label for="draft" class="unseen">${p.t("inputLabel")}</label>
      <textarea id="draft" rows="1" dir="auto" enterkeyhint="send" autocomplete="off" placeholder=${p.t("inputPlaceholder")} aria-describedby="hint count" aria-invalid=${String(over)} .value=${live(p.draft)} @input=${(event: Event) => p.input((event.target as HTMLTextAreaElement).value)} @keydown=${key}></textarea>
      ${p.dictation.available ? microphone(p) : nothing}
      <button id="send" class="primary send" type="submit" aria-label=${p.t("send")}>${icons.send}</button>
      <p id="count" class=${over ? "count over" : "count"} ?hidden=${!count}>${words(count)}</p>
      ${dictationNews(p)}
      <p id="hint" class="hint">${p.t("inputHint")}</p>
    </form>`;
};

const microphone = ({ t, dictation }: Props) => html`
  <button id="dictate" class="send microphone" type="button" aria-label=${t(dictation.listening ? "dictateStop" : "dictate")} @click=${() => dictation.press()}>${dictation.listening ? icons.stop : icons.microphone}</button>`;

const dictationNews = ({ t, dictation }: Props) => {
  if (dictation.listening) return html`<p class="count" role="status">${words(t("dictateListening"))}</p>`;
  return dictation.problem ? html`<p class="count over">${words(dictation.problem)}</p>` : nothing;
};
