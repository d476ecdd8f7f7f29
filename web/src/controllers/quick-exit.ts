/**
 * Leaves the page fast: by button, or by pressing Shift three times (as on GOV.UK).
 * The page is covered at once, the session cleared, and the page replaced, so that "back" does not return to it.
 */

import { safeUrl } from "../links";
import type { AnnouncementsController } from "./announcements";
import type { BackButtonController } from "./back-button";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { Session } from "../session";
import { ShiftPressesController } from "./shift-presses";
import type { TabsController } from "./tabs";

const NEUTRAL_SITE = "https://www.wikipedia.org/";
/** What the page around a frame is told, so that it can leave as well. */
export const EXIT_MESSAGE = "attachment-guide-exit";
/** How long that page may take until the frame helps itself. */
const TOP_LEAVES_MS = 400;

export class QuickExitController {
  /** Whether the page is being left; nothing but a cover is shown then. */
  leaving = false;
  /** Whether a page around this one stays and has to be closed by hand. */
  stuck = false;
  /** How many presses of Shift are left, in words, while they are counted. */
  count = "";

  constructor(
    private readonly host: ChatHost,
    private readonly session: Session,
    private readonly conversation: ConversationController,
    private readonly announcements: AnnouncementsController,
    private readonly back: BackButtonController,
    private readonly tabs: TabsController,
  ) {
    new ShiftPressesController(host, (left) => this.shiftPressed(left));
  }

  leave(): void {
    this.leaving = true;
    this.announcements.announce(this.host.t("exiting"));
    this.conversation.clear();
    this.tabs.tell("ended");
    this.session.abandon();
    document.title = "\u00a0";
    const address = safeUrl(this.host.exitUrl) ?? NEUTRAL_SITE;
    if (window.top && window.top !== window) this.leaveFrame(window.top, address);
    else this.back.undo(() => location.replace(address));
  }

  /** Within a frame: the page around it has to go, not the frame alone. */
  private leaveFrame(top: Window, address: string): void {
    top.postMessage({ type: EXIT_MESSAGE, url: address }, "*");
    try {
      // Allowed after a click, unless the frame is sandboxed.
      top.location.replace(address);
    } catch {
      // Then the page around has the message, or the next lines help.
    }
    setTimeout(() => {
      window.open(address, "_blank", "noopener,noreferrer");
      this.stuck = true;
      this.host.requestUpdate();
    }, TOP_LEAVES_MS);
  }

  private shiftPressed(left: number | null): void {
    // On a page where the chat was never opened, Shift is the page's own.
    if (!this.host.open && !this.session.started) return;
    if (left === 0) {
      this.leave();
      return;
    }
    const { t } = this.host;
    this.count = left === null ? "" : t(left === 2 ? "exitPress2" : "exitPress1");
    this.announcements.announce(this.count || t("exitReset"));
    this.host.requestUpdate();
  }
}
