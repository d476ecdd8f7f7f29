/** Text from the server or from a file, as paragraphs and lists with safe links. Never as HTML. */

import { html, nothing, type TemplateResult } from "lit";
import { linkify, safeUrl } from "../links";
import { blocksOf, strongPieces } from "../markdown";
import type { Translate } from "../strings";

/** What a visitor wrote: paragraphs, and everything as it was written. */
export const plainParagraphs = (text: string, t: Translate): TemplateResult[] =>
  text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => html`<p dir="auto">${inline(paragraph.trim(), t)}</p>`);

/** What the assistant says: paragraphs, lists and strong words. */
export const richText = (text: string, t: Translate, numbers: readonly string[], language: string): TemplateResult[] =>
  blocksOf(text).map((block) => {
    if (block.type === "paragraph") return html`<p dir="auto" lang=${language}>${strong(block.text, t, numbers)}</p>`;
    const items = block.items.map((item) => html`<li dir="auto" lang=${language}>${strong(item, t, numbers)}</li>`);
    return block.type === "bullets" ? html`<ul class="points">${items}</ul>` : html`<ol class="points">${items}</ol>`;
  });

const strong = (text: string, t: Translate, numbers: readonly string[]) =>
  strongPieces(text).map((piece, index) => {
    const words = inline(piece, t, numbers);
    return index % 2 ? html`<strong>${words}</strong>` : words;
  });

export const inline = (text: string, t: Translate, numbers: readonly string[] = []) =>
  linkify(text, numbers).map(({ text, href }) => (href ? link(href, text, t) : text));

/** A link to a safe address, or the bare words where the address is not safe. */
export const link = (address: string | null | undefined, words: string, t: Translate) => {
  const href = safeUrl(address);
  if (!href) return words;
  return href.startsWith("http")
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">${words}<span class="unseen"> ${t("newTab")}</span></a>`
    : html`<a href=${href} translate="no">${words}</a>`;
};

export const linkOrNothing = (address: string | null | undefined, words: string, t: Translate) =>
  safeUrl(address) ? link(address, words, t) : nothing;
