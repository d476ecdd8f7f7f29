/** Finds web addresses, e-mail addresses and phone numbers in plain text, and lets only safe addresses through. */

const SAFE = new Set(["https:", "tel:", "mailto:"]);
/** Signs of Chinese and Japanese writing end an address: they have no space before them. */
const ADDRESS = /https:\/\/[^\s<>"'\u201c\u201d\u3000-\u303f\uff00-\uffef]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
/** Numbers with a leading plus or zero, or of the form 1-800-…: long enough not to be a year or a share. */
const PHONE = /(?<![\w.,+-])(?:\+\d[\d ().-]{6,17}\d|0\d(?:[ -]?\d){6,12}|1-8\d\d-\d{3}-\d{4})(?![\w%-])/;

export interface Piece {
  text: string;
  href?: string;
}

/** An address that may be linked to, or undefined. The page's own origin passes, so that relative links work. */
export function safeUrl(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, location.href);
    const own = url.origin === location.origin && /^https?:$/.test(url.protocol);
    return own || SAFE.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** One number each: "112 or 144" names two. */
export const separateNumbers = (numbers: string | string[] | null | undefined): string[] =>
  [numbers ?? []].flat().flatMap((some) => some.split(/\s*(?:\bor\b|[,;/])\s*/));

export function telephone(number: string): string | undefined {
  const digits = number.replace(/[^\d+]/g, "");
  return digits ? `tel:${digits}` : undefined;
}

/**
 * Split text into plain pieces and links.
 *
 * @param numbers further phone numbers to link, such as short codes of help lines that no pattern could tell.
 */
export function linkify(text: string, numbers: readonly string[] = []): Piece[] {
  const known = [...new Set(numbers)]
    .filter((number) => /^[+\d][\d ().-]+$/.test(number))
    .sort((a, b) => b.length - a.length)
    .map((number) => number.replace(/[^\d]/g, "\\$&"));
  const parts = [ADDRESS.source, PHONE.source];
  if (known.length) parts.push(`(?<![\\w.,+-])(?:${known.join("|")})(?![\\w%]|[.,-]\\d)`);
  const pattern = new RegExp(parts.join("|"), "g");

  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const found = match[0].startsWith("https:") ? withoutEnd(match[0]) : match[0];
    const href = hrefOf(found);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** An address without what ends the sentence around it. A bracket that was opened within the address belongs to it. */
function withoutEnd(address: string): string {
  for (let end = address; ; end = end.slice(0, -1)) {
    const last = end.slice(-1);
    const count = (sign: string) => end.split(sign).length;
    const isOwn = (last === ")" && count("(") >= count(")")) || (last === "]" && count("[") >= count("]"));
    if (isOwn || !/[.,;:!?)\]]/.test(last)) return end;
  }
}

function hrefOf(found: string): string | undefined {
  if (found.startsWith("https:")) return safeUrl(found);
  return found.includes("@") ? safeUrl(`mailto:${found}`) : telephone(found);
}
