/** Which country the visitor is in, as far as the browser can tell. */

import timeZones from "./data/time-zones.json";

/** The clock's time zone says more about where someone is than the browser's language, which is often "en-US". */
export function guessCountry(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (timeZones as Record<string, string>)[zone] ?? navigator.language.split("-")[1];
}
