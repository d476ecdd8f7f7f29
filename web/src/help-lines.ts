/** Help lines for the visitor's country: the server's, or the short built-in list while there is no server. */

import type { Api } from "./api";
import builtIn from "./data/help-fallback.json";
import timeZones from "./data/time-zones.json";
import type { TabStorage } from "./storage";
import type { Country, HelpLines } from "./types";

const CACHE = "cache:help";

export class HelpDirectory {
  private fetched: HelpLines | undefined;
  private asking = false;
  failed = false;

  constructor(
    private readonly api: Api,
    private readonly storage: TabStorage,
    private readonly changed: () => void,
  ) {
    this.fetched = storage.get(CACHE) as HelpLines | undefined;
  }

  get lines(): HelpLines {
    return this.fetched ?? builtIn;
  }

  /** All phone numbers known, to be linked wherever a message about danger names one. */
  get numbers(): string[] {
    return this.lines.countries
      .concat(builtIn.countries)
      .flatMap(({ emergency, lines }) => [...separate(emergency), ...lines.flatMap(({ number }) => separate(number))]);
  }

  country(preferred: string | null): Country | undefined {
    const code = this.storage.get("country") ?? preferred ?? guessCountry();
    return this.lines.countries.find((country) => country.code.toUpperCase() === code?.toUpperCase());
  }

  choose(code: string): void {
    this.storage.set({ country: code });
    this.changed();
  }

  async load(): Promise<void> {
    if (this.fetched || this.asking) return;
    this.asking = true;
    try {
      const answer = await this.api.helpLines();
      if (answer.countries.length) {
        this.fetched = { countries: answer.countries, directories: answer.directories ?? [] };
        this.storage.set({ [CACHE]: this.fetched });
      }
      this.failed = false;
    } catch {
      this.failed = true;
    } finally {
      this.asking = false;
      this.changed();
    }
  }
}

/** One number each: "112 or 144" names two. */
export const separate = (numbers: string | string[] | null | undefined): string[] =>
  [numbers ?? []].flat().flatMap((some) => some.split(/\s*(?:\bor\b|[,;/])\s*/));

/** The clock's time zone says more about where someone is than the browser's language, which is often "en-US". */
function guessCountry(): string | undefined {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (timeZones as Record<string, string>)[zone] ?? navigator.language.split("-")[1];
}
