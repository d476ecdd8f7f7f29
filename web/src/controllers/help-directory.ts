/** Help lines for the visitor's country: the server's, or the short built-in list while there is no server. */

import type { Api } from "../api";
import { guessCountry } from "../country";
import builtIn from "../data/help-fallback.json";
import { separateNumbers } from "../links";
import type { TabStorage } from "../storage";
import type { Country, HelpLines } from "../types";
import type { ChatHost } from "./host";

const CACHE = "cache:help";

export class HelpDirectoryController {
  /** Whether the server could not be asked, so that the built-in list is shown. */
  failed = false;
  private fetched: HelpLines | undefined;
  private requested = false;

  constructor(
    private readonly host: ChatHost,
    private readonly api: Api,
    private readonly storage: TabStorage,
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
      .flatMap(({ emergency, lines }) => [
        ...separateNumbers(emergency),
        ...lines.flatMap(({ number }) => separateNumbers(number)),
      ]);
  }

  /** The code that the visitor chose, "" for another country, or undefined before that. */
  get chosen(): string | undefined {
    return this.storage.get("country");
  }

  /** The visitor's choice, else the page's, else a guess. */
  get country(): Country | undefined {
    const code = this.chosen ?? this.host.country ?? guessCountry();
    return this.lines.countries.find((country) => country.code.toUpperCase() === code?.toUpperCase());
  }

  choose(code: string): void {
    this.storage.set({ country: code });
    this.host.requestUpdate();
  }

  async load(): Promise<void> {
    if (this.fetched || this.requested) return;
    this.requested = true;
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
      this.requested = false;
      this.host.requestUpdate();
    }
  }
}
