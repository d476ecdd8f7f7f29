/**
 * The visitor's session: one conversation per tab.
 *
 * On the server's own origin an HttpOnly cookie carries it. All tabs share that cookie, so a second tab carries its
 * own session in a header instead, and what a closed tab left behind is deleted, never shown to whoever comes next.
 * On another origin, where browsers block the cookie, the header is used from the start.
 */

import { Api, ApiError } from "./api";
import { randomKey } from "./random";
import type { TabStorage } from "./storage";

/** Each tab with a session in the cookie holds a lock of this name and an end of its own. */
const LOCK = "attachment-guide-session ";

/** Browsers have locks only on pages that came by https or from this machine. */
const locks = (): LockManager | undefined => navigator.locks;

export class Session {
  private readonly lock = LOCK + randomKey();
  private release: (() => void) | null = null;

  constructor(
    private readonly api: Api,
    private readonly storage: TabStorage,
  ) {
    this.resume();
  }

  resume(): void {
    this.api.token = this.storage.get("token") ?? null;
    if (this.started) this.hold();
  }

  get started(): boolean {
    return this.storage.get("started") === true;
  }

  /** The same in all tabs that share the session: a tab that is duplicated takes its memory along. */
  get sharedBy(): string | undefined {
    return this.storage.get("sharedBy");
  }

  async start(): Promise<void> {
    const token = await this.mint();
    this.api.token = token;
    this.storage.set({ started: true, token: token ?? undefined, sharedBy: randomKey() });
    this.hold();
  }

  /** Delete the conversation on the server, then here. A session that is already gone counts as deleted. */
  async end(): Promise<void> {
    try {
      await this.api.endSession();
    } catch (error) {
      if (!(error instanceof ApiError && (error.sessionLost || error.status === 404))) throw error;
    }
    this.forget();
  }

  /** The same when the page is being left and no answer can be waited for. */
  abandon(): void {
    if (this.started) void this.api.endSession(true).catch(() => undefined);
    this.forget();
    this.storage.clear();
  }

  forget(): void {
    this.api.token = null;
    this.storage.forgetConversation();
    this.release?.();
    this.release = null;
  }

  private async mint(): Promise<string | null> {
    this.api.token = null;
    if (!this.api.sameOrigin || (await this.cookieIsInUse())) return (await this.api.startSession(true)).token;
    if (!(await this.api.startSession(false)).created) {
      await this.api.endSession();
      await this.api.startSession(false);
    }
    return null;
  }

  /** Hold a lock for as long as this tab lives, by which other tabs see that the cookie's session is in use. */
  private hold(): void {
    if (this.release || this.api.token) return;
    void locks()?.request(this.lock, () => new Promise<void>((resolve) => (this.release = resolve)));
  }

  private async cookieIsInUse(): Promise<boolean> {
    const query = await locks()?.query();
    // Without locks another tab cannot be ruled out.
    if (!query) return true;
    const { held = [] } = query;
    return held.some(({ name }) => name?.startsWith(LOCK) && name !== this.lock);
  }
}
