/**
 * Whether words may speak of danger, for when no server is there to read them. A short list of the plainest phrases:
 * it decides nothing but whether the help lines come up in the page.
 */

import phrases from "./data/danger-words.json";

const plain = (text: string) =>
  ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['\u2019\u02bc`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")} `;

export function soundsLikeDanger(text: string): boolean {
  const words = plain(text);
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}
