/** The visitor's country, chosen once: what is chosen in the page the server knows, and the other way round. */

import type { Api } from "../api";
import { countryListed } from "../crisis";
import type { Session } from "../session";
import type { Entry } from "../types";
import type { HelpDirectoryController } from "./help-directory";

export class CountryController {
  constructor(
    private readonly api: Api,
    private readonly session: Session,
    private readonly directory: HelpDirectoryController,
  ) {}

  choose(code: string): void {
    this.directory.choose(code);
    this.tellServer();
  }

  /** Tell the server what was chosen; a guess is not told. Nothing depends on its answer. */
  tellServer(): void {
    const { chosen } = this.directory;
    if (chosen === undefined || !this.session.started) return;
    void this.api.setCountry(chosen || null).catch(() => undefined);
  }

  /** The assistant may have been told the country by a button or in words, and lists its help lines. */
  listen(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const code = countryListed(entry, this.directory.lines.countries);
      if (code !== undefined) this.directory.choose(code);
    }
  }
}
