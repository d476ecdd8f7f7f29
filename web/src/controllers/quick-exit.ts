/**
 * Leaves the page fast: by button, or by pressing Shift three times (as on GOV.UK).
 * The page is covered at once, the session cleared, and the page replaced, so that "back" does not return to it.
 */

import { safeUrl } from "../links";
import type { AnnouncementsController } from "./announcements";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { Session } from "../session";
import { ShiftPressesController } from "./shift-presses";

const NEUTRAL_SITE = "https://www.wikipedia.org/";

export class QuickExitController {
  /** Whether the page is being left; nothing but a cover is shown then. */
  leaving = false;

  constructor(
    private readonly host: ChatHost,
    private readonly session: Session,
    private readonly conversation: ConversationController,
    private readonly announcements: AnnouncementsController,
  ) {
    new ShiftPressesController(host, (left) => this.shiftPressed(left));
  }

  leave(): void {
    this.leaving = true;
    this.announcements.announce(this.host.t("exiting"));
    this.conversation.clear();
    this.session.abandon();
    document.title = "\u00a0";
    location.replace(safeUrl(this.host.exitUrl) ?? NEUTRAL_SITE);
  }

  private shiftPressed(left: number | null): void {
    // On a page where the chat was never opened, Shift is the page's own.
    if (!this.host.open && !this.session.started) return;
    const { t } = this.host;
    if (left === 0) this.leave();
    else this.announcements.announce(left === null ? t("exitReset") : t(left === 2 ? "exitPress2" : "exitPress1"));
  }
}
