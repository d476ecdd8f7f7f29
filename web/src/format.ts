/** Dates and times in the visitor's language. */

import type { Translate } from "./strings";

/** The visitor's own way to write dates and times, where the browser speaks the same language as the page. */
const localeFor = (language: string) =>
  navigator.languages.find((own) => own.split("-")[0] === language.split("-")[0]) ?? language;

const dateOf = (seconds: number) => new Date(seconds * 1000);

export const isoTime = (seconds: number) => dateOf(seconds).toISOString();

export const timeOfDay = (seconds: number, language: string) =>
  dateOf(seconds).toLocaleTimeString(localeFor(language), { hour: "numeric", minute: "2-digit" });

export const dateAndTime = (seconds: number, language: string) =>
  dateOf(seconds).toLocaleString(localeFor(language), { dateStyle: "long", timeStyle: "short" });

/** "de" as "German"; what is no language's code stays as it is. */
export function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(localeFor(language), { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export const sameDay = (a: number, b: number) => dateOf(a).toDateString() === dateOf(b).toDateString();

export function dayName(seconds: number, t: Translate, language: string): string {
  const now = Date.now() / 1000;
  if (sameDay(seconds, now)) return t("today");
  if (sameDay(seconds, now - 86_400)) return t("yesterday");
  return dateOf(seconds).toLocaleDateString(localeFor(language), { weekday: "long", day: "numeric", month: "long" });
}
