/** The widget's own words, in the visitor's language where there is a translation, piece by piece in English where not. */

import english from "./data/strings/en.json";

export type Words = Partial<typeof english>;
type Key = { [K in keyof typeof english]: (typeof english)[K] extends string ? K : never }[keyof typeof english];
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

/** What the assistant itself reads and writes, whatever the language of the window. */
export const ASSISTANT_LANGUAGE = "en";
/** Languages with a file in `data/strings/`, beside English, which is in the bundle. */
export const TRANSLATED: readonly string[] = ["ar", "de", "es", "fr"];

const RIGHT_TO_LEFT = new Set(["ar"]);

/** "de" of "de-CH". */
export const baseLanguage = (language: string) => language.toLowerCase().split("-")[0] ?? "";

/** @param translation of the words; what is missing in it is said in English. */
export function translator(language: string, translation: Words = {}): Translate {
  const words = { ...english, ...translation };
  const translate = (key: Key, values: Values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  const direction = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
  const raw = (key: Key) => words[key];
  return Object.assign(translate, { raw, language, direction, starters: words.starters } as const);
}
