/** What the visitor is writing, until it is sent. */

import { charactersLeft, lengthOf, roomLeft } from "../message-length";
import type { AnnouncementsController } from "./announcements";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";
import type { ServerConfigController } from "./server-config";

export class DraftController {
  text = "";

  constructor(
    private readonly host: ChatHost,
    private readonly config: ServerConfigController,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    private readonly announcements: AnnouncementsController,
  ) {}

  type(text: string): void {
    const limit = this.config.maxLength;
    const before = roomLeft(this.text, limit);
    this.text = text;
    // Said when the limit comes near and when it is passed, not at every key.
    if (roomLeft(text, limit) !== before) this.announcements.announce(charactersLeft(this.host.t, text, limit));
    this.host.requestUpdate();
  }

  send(): void {
    const text = this.text.trim();
    if (!text || lengthOf(text) > this.config.maxLength) {
      void this.layers.focusOn("#draft");
      return;
    }
    this.text = "";
    this.conversation.say(text);
  }

  clear(): void {
    this.text = "";
  }
}
