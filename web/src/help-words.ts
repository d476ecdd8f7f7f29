/** Which numbers of a country come first, and what they are in words. */

import { separateNumbers } from "./links";
import type { Translate } from "./strings";
import type { Country, HelpLine } from "./types";

/** Lines for everyone, and those made for the purpose, which come first. */
export function linesFor(country: Country | undefined, purpose: string): HelpLine[] {
  const isFor = (line: HelpLine, what: string) => (line.for ?? ["general"]).includes(what);
  return (country?.lines ?? [])
    .filter((line) => isFor(line, purpose) || isFor(line, "general"))
    .sort((a, b) => Number(isFor(b, purpose)) - Number(isFor(a, purpose)));
}

/** So many help lines stand in a card; the others are one button away. */
const MOST_LINES = 3;

/** The help lines that stand in a card. */
export const cardLines = (country: Country | undefined, purpose: string): HelpLine[] =>
  linesFor(country, purpose)
    .filter(({ number, text }) => number ?? text)
    .slice(0, MOST_LINES);

/** Such as "Call 999. Samaritans: Call 116 123." */
export function helpWords(country: Country | undefined, purpose: string, t: Translate): string {
  if (!country) return t("helpEmergencyOther");
  const call = (number: string) => t("helpCall", { number });
  const emergency = separateNumbers(country.emergency).map((number) => `${call(number)}.`);
  const lines = linesFor(country, purpose).flatMap(({ name, number, text }) => {
    const ways = [...separateNumbers(number).map(call), ...(text ? [t("helpText", { value: text })] : [])];
    return ways.length ? `${name}: ${ways.join(", ")}.` : [];
  });
  return [...emergency, ...lines].join(" ");
}
