/** Buttons that call or text a number. The number is no word: no translation may touch it. */

import { html, nothing } from "lit";
import { separateNumbers, telephone } from "../links";
import type { Translate } from "../strings";
import type { HelpLine } from "../types";
import { icons } from "./icons";

/** A sentence of the strings with an element in the place of its `{value}` or `{number}`. */
export const around = (sentence: string, element: unknown) => {
  const [before, after] = sentence.split(/\{\w+\}/);
  return html`${before}${element}${after}`;
};

const untranslated = (text: string) => html`<b translate="no">${text}</b>`;

/** @param of whose number it is, where that does not stand beside it. */
export const callButtons = (numbers: HelpLine["number"] | string[], t: Translate, of = "") =>
  separateNumbers(numbers).map((number) => {
    const href = telephone(number);
    const name = of ? html`<span class="unseen" translate="no">, ${of}</span>` : nothing;
    return href
      ? html`<a class="call" href=${href}>${icons.phone}<span>${around(t.raw("helpCall"), untranslated(number))}</span>${name}</a>`
      : html`<p translate="no">${number}</p>`;
  });

/** A link to write to a number; anything else that `text` says is shown as it is. */
export const textButton = (line: HelpLine, t: Translate) => {
  if (!line.text) return nothing;
  const words = around(t.raw("helpText"), untranslated(line.text));
  if (!/^[\d ]+$/.test(line.text)) return html`<p>${words}</p>`;
  const name = html`<span class="unseen" translate="no">, ${line.name}</span>`;
  return html`<a class="call text-line" href="sms:${line.text.replace(/ /g, "")}">${icons.chat}<span>${words}</span>${name}</a>`;
};
