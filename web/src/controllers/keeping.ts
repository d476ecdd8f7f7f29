/** What the visitor allows beyond the conversation itself: longer keeping, and being read by staff. Nothing, at first. */

import type { Allowed, Api } from "../api";
import type { AnnouncementsController } from "./announcements";
import type { ChatHost } from "./host";
import type { Session } from "../session";

export class KeepingController {
  /** Null until the server has told. */
  allowed: Allowed | null = null;
  error = "";

  constructor(
    private readonly host: ChatHost,
    private readonly api: Api,
    private readonly session: Session,
    private readonly announcements: AnnouncementsController,
  ) {}

  /** Asks the server what was allowed; another tab may have changed it. */
  async load(): Promise<void> {
    this.allowed = null;
    this.error = "";
    if (!this.session.started) return;
    try {
      this.allowed = await this.api.allowed();
    } catch {
      // Without an answer nothing is offered; the page tells of it all the same.
    }
    this.host.requestUpdate();
  }

  async allow(change: Partial<Allowed>): Promise<void> {
    const before = this.allowed;
    if (!before) return;
    this.allowed = { ...before, ...change };
    this.error = "";
    try {
      await this.api.allow(change);
      this.announcements.announce(this.host.t("keepSaved"));
    } catch {
      this.allowed = before;
      this.error = this.host.t("keepFailed");
    }
    this.host.requestUpdate();
  }
}
