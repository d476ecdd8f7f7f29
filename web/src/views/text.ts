/** Text from the server or from a file, as paragraphs with safe links. Never as HTML. */

import { html, nothing, type TemplateResult } from "lit";
import { linkify, safeUrl } from "../links";
import type { Translate } from "../strings";

export const richText = (text: string, t: Translate, numbers: readonly string[] = []): TemplateResult[] =>
  text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => html`<p dir="auto">${inline(paragraph.trim(), t, numbers)}</p>`);

export const inline = (text: string, t: Translate, numbers: readonly string[] = []) =>
  linkify(text, numbers).map(({ text, href }) => (href ? link(href, text, t) : text));

/** A link to a safe address, or the bare words where the address is not safe. */
export const link = (address: string | null | undefined, words: string, t: Translate) => {
  const href = safeUrl(address);
  if (!href) return words;
  return href.startsWith("http")
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${words}<span class="unseen"> ${t("newTab")}</span></a>`
    : html`<a href=${href}>${words}</a>`;
};

export const linkOrNothing = (address: string | null | undefined, words: string, t: Translate) =>
  safeUrl(address) ? link(address, words, t) : nothing;
