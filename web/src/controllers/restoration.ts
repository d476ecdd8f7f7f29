/** Brings this tab's conversation back: when the page is loaded, and when the browser shows it again as it was. */

import type { ReactiveController } from "lit";
import type { TabStorage } from "../storage";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";
import type { Session } from "../session";

export class RestorationController implements ReactiveController {
  private begun = false;

  constructor(
    private readonly host: ChatHost,
    private readonly storage: TabStorage,
    private readonly session: Session,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    /** Told when the server no longer has the session. */
    private readonly ended: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("pageshow", this.pageShown);
    // Only once: an element that is moved within the page still has its conversation.
    if (this.begun) return;
    this.begun = true;
    if (this.session.started) void this.restore();
  }

  hostDisconnected(): void {
    window.removeEventListener("pageshow", this.pageShown);
  }

  async restore(): Promise<void> {
    const { conversation } = this;
    conversation.quiet = true;
    const outcome = await conversation.restore();
    if (outcome === "ended") this.ended();
    else if (conversation.entries.length === 0 && !conversation.restoreFailed) conversation.welcome();
    this.host.requestUpdate();
    await this.host.updateComplete;
    conversation.quiet = false;
    this.host.requestUpdate();
  }

  /** The same when the visitor asks for it. */
  async tryAgain(): Promise<void> {
    await this.restore();
    await this.layers.focusOn(this.session.started ? "#draft" : "#consent-heading");
  }

  /** The browser kept this page as it was and shows it again: the conversation may have been deleted or left since. */
  private pageShown = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.storage.read();
    this.conversation.clear();
    this.session.resume();
    if (this.session.started) void this.restore();
  };
}
