/** What the page makes of messages about danger: one card of help lines a turn, and nothing said over and over. */

import { cardLines } from "./help-words";
import { separateNumbers } from "./links";
import type { Country, Entry, HelpLine } from "./types";

/** The window's own message, for when the server cannot be reached. */
export const LOCAL_HELP = "local_help";

const REMINDER = "utter_help_line";
const LINES = "utter_crisis_lines";
const LINES_UNKNOWN = "utter_crisis_lines_unknown";
const LINES_ELSEWHERE = "utter_crisis_lines_elsewhere";

export interface CrisisView {
  /** Messages with a card of help lines: the first of the conversation is large, later ones are small. */
  cards: ReadonlyMap<Entry, "large" | "small">;
  /** Messages that are not shown, since something else on the screen says the same. */
  folded: ReadonlySet<Entry>;
}

export function crisisView(entries: readonly Entry[], country: Country | undefined): CrisisView {
  const cards = new Map<Entry, "large" | "small">();
  const folded = new Set<Entry>();
  let card: Entry | undefined;
  const reminders = new Set<string>();
  for (const entry of entries) {
    if (entry.from === "visitor") card = undefined;
    else if (entry.name.startsWith(REMINDER)) {
      // Each kind once, the one with the country's numbers too; from then on the bar leads back.
      if (reminders.has(entry.name)) folded.add(entry);
      reminders.add(entry.name);
    } else if (entry.kind === "crisis") {
      if (!card) {
        cards.set(entry, cards.size ? "small" : "large");
        card = entry;
      } else if (cards.get(card) === "large" && isInCard(entry, country, purposeOf(card))) folded.add(entry);
    }
  }
  return { cards, folded };
}

/** Whether all that a message says stands in the large card: it asks for the country, or lists numbers of the card. */
function isInCard({ name, text }: Entry, country: Country | undefined, purpose: string): boolean {
  if (name === LINES_UNKNOWN) return true;
  if (name !== LINES || !country || !text.includes(country.name)) return false;
  const shown = new Set(cardLines(country, purpose).map((line) => line.name));
  const listed = ({ number, text: written }: HelpLine) =>
    [...separateNumbers(number), ...(written ? [written] : [])].some((value) => text.includes(value));
  return country.lines.every((line) => shown.has(line.name) || !listed(line));
}

/** The code of the country whose help lines a message lists, so that the card shows the same; "" for another one. */
export function countryListed({ name, text }: Entry, countries: readonly Country[]): string | undefined {
  if (name === LINES_ELSEWHERE) return "";
  if (!name.startsWith(LINES) || name === LINES_UNKNOWN) return undefined;
  return countries.find((country) => text.includes(country.name))?.code;
}

/** Whether it ends by asking if somebody is safe: to be answered by yes or no, and yes means safe. */
export const asksIfSafe = ({ text, kind, buttons }: Entry) =>
  kind === "crisis" && buttons.length === 0 && /\b(?:Are|Is) [^.?!]*\bsafe\b[^.?!]*\?\s*$/.test(text);

/** Whom the lines are for, by what the message is about. */
export const purposeOf = ({ name }: Entry) => (name.includes("abuse") ? "abuse" : "general");
