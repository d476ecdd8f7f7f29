/** The widget's own words, in the visitor's language where there is a translation, piece by piece in English where not. */

import translations from "./data/strings.json";

type English = (typeof translations)["en"];
type Key = { [K in keyof English]: English[K] extends string ? K : never }[keyof English];
type Values = Record<string, string | number>;

export interface Translate {
  (key: Key, values?: Values): string;
  readonly language: string;
  readonly starters: string[];
}

const all: Record<string, Partial<English>> = translations;

export function translator(language: string): Translate {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const chosen = base in all ? base : "en";
  const words = { ...translations.en, ...all[chosen] };
  const translate = (key: Key, values: Values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  return Object.assign(translate, { language: chosen, starters: words.starters });
}
