/** How long a message is, and whether it may be longer. */

import type { Translate } from "./strings";

/** Past this share of the limit, the characters left are shown. */
const NEAR_LIMIT = 0.9;

/** As the server counts: characters, not UTF-16 units. */
export const lengthOf = (text: string) => Array.from(text).length;

export function roomLeft(text: string, limit: number): "enough" | "little" | "none" {
  const left = limit - lengthOf(text);
  if (left < 0) return "none";
  return left <= limit * (1 - NEAR_LIMIT) ? "little" : "enough";
}

/** In words, or "" while there is room enough. */
export function charactersLeft(t: Translate, text: string, limit: number): string {
  const left = limit - lengthOf(text);
  const room = roomLeft(text, limit);
  if (room === "enough") return "";
  return room === "none" ? t("charactersOver", { count: -left }) : t("charactersLeft", { count: left });
}
