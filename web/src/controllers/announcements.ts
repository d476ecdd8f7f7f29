/** What a screen reader is told outside the log of messages. */

import type { ChatHost } from "./host";

export class AnnouncementsController {
  /** The text of the live region. */
  text = "";

  constructor(private readonly host: ChatHost) {}

  announce(text: string): void {
    this.text = text;
    this.host.requestUpdate();
  }
}
