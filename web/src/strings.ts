/** The widget's own words, in the visitor's language where there is a translation, piece by piece in English where not. */

import translations from "./data/strings.json";

type English = (typeof translations)["en"];
type Key = { [K in keyof English]: English[K] extends string ? K : never }[keyof English];
type Values = Record<string, string | number>;

export interface Translate {
  (key: Key, values?: Values): string;
  /** A sentence with its `{placeholders}`, for those who put elements there. */
  raw(key: Key): string;
  readonly language: string;
  /** How it is written. */
  readonly direction: "ltr" | "rtl";
  readonly starters: string[];
}

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

const all: Record<string, Partial<English>> = translations;

export function translator(language: string): Translate {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const chosen = base in all ? base : "en";
  const words = { ...translations.en, ...all[chosen] };
  const translate = (key: Key, values: Values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  const direction = RIGHT_TO_LEFT.has(chosen) ? "rtl" : "ltr";
  const raw = (key: Key) => words[key];
  return Object.assign(translate, { raw, language: chosen, direction, starters: words.starters } as const);
}
