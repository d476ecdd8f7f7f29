/** The visitor's country, chosen once: what is chosen in the page the server knows, and the other way round. */

import type { ReactiveController } from "lit";
import { type Api, ApiError } from "../api";
import { countryListed } from "../crisis";
import type { Session } from "../session";
import type { TabStorage } from "../storage";
import type { Entry } from "../types";
import type { HelpDirectoryController } from "./help-directory";
import type { ChatHost } from "./host";

/** Between tries; the last one again and again, until the server knows or the session has ended. */
const WAITS_SECONDS = [1, 2, 4, 8, 15, 30];

export class CountryController implements ReactiveController {
  private telling: Promise<void> | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ChatHost,
    private readonly api: Api,
    private readonly session: Session,
    private readonly storage: TabStorage,
    private readonly directory: HelpDirectoryController,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.tellWhatIsUntold();
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  choose(code: string): void {
    this.directory.choose(code);
    void this.tellServer();
  }

  /**
   * Tell the server what was chosen; a guess is not told. What fails is tried again by itself.
   *
   * @returns when it was tried once.
   */
  tellServer(): Promise<void> {
    if (this.directory.chosen === undefined || !this.session.started) return Promise.resolve();
    this.storage.set({ countryUntold: true });
    this.failures = 0;
    return this.tell();
  }

  /** What the server has not heard yet: after a reload, or when the connection is back. */
  tellWhatIsUntold(): void {
    if (this.storage.get("countryUntold")) void this.tellServer();
  }

  /** The assistant may have been told the country by a button or in words, and lists its help lines. */
  listen(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const code = countryListed(entry, this.directory.lines.countries);
      if (code !== undefined) this.directory.choose(code);
    }
  }

  /** One request at a time: of two on their way at once, the older might arrive last. */
  private tell(): Promise<void> {
    clearTimeout(this.timer);
    return (this.telling ??= this.tellNewest().finally(() => (this.telling = null)));
  }

  /** Until the newest choice is told to the newest session, or a try has failed. */
  private async tellNewest(): Promise<void> {
    while (this.session.started) {
      const before = this.state();
      try {
        await this.api.setCountry(this.directory.chosen || null);
        if (this.state() === before) this.storage.set({ countryUntold: undefined });
      } catch (error) {
        if (this.state() === before) {
          this.failed(error);
          return;
        }
      }
      if (this.state() === before) return;
    }
  }

  private failed(error: unknown): void {
    const failure = error instanceof ApiError ? error : null;
    // A session that is gone is followed by a new one, which is told; what the server does not want it never will.
    if (!failure?.passing) return;
    const seconds = failure.retryAfterSeconds ?? WAITS_SECONDS[this.failures] ?? WAITS_SECONDS.at(-1) ?? 0;
    this.failures += 1;
    this.timer = setTimeout(() => void this.tell(), seconds * 1000);
  }

  /** What is to be told, and to which session. */
  private state(): string {
    return JSON.stringify([this.directory.chosen, this.session.sharedBy]);
  }
}
