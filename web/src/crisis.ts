/** What the page makes of messages about danger: one card of help lines a turn, and nothing said over and over. */

import type { Country, Entry } from "./types";

/** The window's own message, for when the server cannot be reached. */
export const LOCAL_HELP = "local_help";

const REMINDER = "utter_help_line";
const LINES = "utter_crisis_lines";
const LINES_UNKNOWN = "utter_crisis_lines_unknown";

export interface CrisisView {
  /** Messages with a card of help lines: the first of the conversation is large, later ones are small. */
  cards: ReadonlyMap<Entry, "large" | "small">;
  /** Messages that are not shown, since something else on the screen says the same. */
  folded: ReadonlySet<Entry>;
}

export function crisisView(entries: readonly Entry[], country: Country | undefined): CrisisView {
  const cards = new Map<Entry, "large" | "small">();
  const folded = new Set<Entry>();
  let hasCard = false;
  let reminded = false;
  for (const entry of entries) {
    if (entry.from === "visitor") hasCard = false;
    else if (entry.name.startsWith(REMINDER)) {
      // Once; from then on the bar above the place to write leads back.
      if (reminded) folded.add(entry);
      reminded = true;
    } else if (entry.kind === "crisis") {
      if (hasCard && sameAsCard(entry, country)) folded.add(entry);
      else if (!hasCard) cards.set(entry, cards.size ? "small" : "large");
      hasCard = true;
    }
  }
  return { cards, folded };
}

/** Whether a list of numbers says what the card above it says: it asks for the country, or has that country's lines. */
const sameAsCard = ({ name, text }: Entry, country: Country | undefined) =>
  name === LINES_UNKNOWN || (name === LINES && country !== undefined && text.includes(country.name));

/** The country whose help lines a message lists, so that the card shows the same. */
export function countryListed({ name, text }: Entry, countries: readonly Country[]): Country | undefined {
  if (!name.startsWith(LINES) || name === LINES_UNKNOWN) return undefined;
  return countries.find((country) => text.includes(country.name));
}

/** Whether it ends by asking if somebody is safe: to be answered by yes or no, and yes means safe. */
export const asksIfSafe = ({ text, kind, buttons }: Entry) =>
  kind === "crisis" && buttons.length === 0 && /\b(?:Are|Is) [^.?!]*\bsafe\b[^.?!]*\?\s*$/.test(text);

/** Whom the lines are for, by what the message is about. */
export const purposeOf = ({ name }: Entry) => (name.includes("abuse") ? "abuse" : "general");
