/** Deletes the conversation, once the visitor has confirmed it. */

import type { AnnouncementsController } from "./announcements";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";
import type { Session } from "../session";

export class DeletionController {
  error = "";
  private deleting = false;

  constructor(
    private readonly host: ChatHost,
    private readonly session: Session,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    private readonly announcements: AnnouncementsController,
    /** Told when the server has deleted it. */
    private readonly deleted: (sharedBy: string | undefined) => void,
  ) {}

  ask(): void {
    this.error = "";
    void this.layers.openSheet("delete", this.layers.find("#options"));
  }

  async confirm(): Promise<void> {
    if (this.deleting) return;
    this.deleting = true;
    this.error = "";
    this.announcements.announce(this.host.t("deleting"));
    // What is still on its way must not start the conversation anew.
    this.conversation.outbox.hold();
    const { sharedBy } = this.session;
    try {
      await this.session.end();
    } catch {
      this.error = this.host.t("deleteFailed");
      this.conversation.outbox.resume();
      return;
    } finally {
      this.deleting = false;
      this.host.requestUpdate();
    }
    this.conversation.clear();
    this.deleted(sharedBy);
    this.announcements.announce(this.host.t("deleted"));
    await this.layers.answered("#consent-heading");
  }
}
