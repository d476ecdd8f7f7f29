/** A message in words alone, as it is read out: by a screen reader or by the browser's voice. */

import { purposeOf } from "./crisis";
import { helpWords } from "./help-words";
import { plainText } from "./markdown";
import type { Translate } from "./strings";
import type { Country, Entry } from "./types";

/** @param hasCard whether help lines stand with it, which are said then. */
export function spokenText(entry: Entry, hasCard: boolean, country: Country | undefined, t: Translate): string {
  const text = plainText(entry.text);
  return hasCard ? `${text} ${helpWords(country, purposeOf(entry), t)}` : text;
}
