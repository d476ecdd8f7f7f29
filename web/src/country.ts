/** Which country the visitor is in, as far as the browser can tell. */

import timeZones from "./data/time-zones.json";

/**
 * By the clock's time zone; the browser's language is often "en-US" all over the world, so it counts only where the
 * zone tells nothing. In a zone that is not known here, no guess is better than a wrong emergency number.
 */
export function guessCountry(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === "UTC") return navigator.language.split("-")[1];
  return (timeZones as Record<string, string>)[zone];
}
