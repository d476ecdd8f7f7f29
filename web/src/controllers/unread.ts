/** Whether something was said while the chat was closed, so that its button can show it. */

import type { ReactiveController } from "lit";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";

export class UnreadController implements ReactiveController {
  unread = false;
  private counted = 0;

  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { length } = this.conversation.entries;
    if (this.host.open) this.unread = false;
    else if (!this.conversation.quiet && length > this.counted) this.unread = true;
    this.counted = length;
  }
}
