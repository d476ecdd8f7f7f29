/** What the visitor can do with a message. The focus follows, since what was clicked may be gone. */

import type { AnnouncementsController } from "./controllers/announcements";
import type { ConversationController } from "./controllers/conversation";
import type { ChatHost } from "./controllers/host";
import type { LayersController } from "./controllers/layers";
import type { ReadAloudController } from "./controllers/read-aloud";
import type { Choice, Entry } from "./types";

export class MessageActions {
  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    private readonly announcements: AnnouncementsController,
    /** Opens the help lines; the opener gets the focus back when they close. */
    readonly help: (opener: HTMLElement) => void,
    /** Takes the code of the country where the visitor is. */
    readonly country: (code: string) => void,
    readonly readAloud: ReadAloudController,
  ) {}

  ask(text: string): void {
    this.focusOn(this.conversation.say(text));
  }

  /** The buttons vanish once one is chosen, so the focus moves to what was said, just above the answer. */
  choose(choice: Choice): void {
    const entry = this.conversation.choose(choice);
    if (entry) this.focusOn(entry);
  }

  async helped(entry: Entry, helped: boolean): Promise<void> {
    try {
      await this.conversation.giveFeedback(entry, helped);
      this.announcements.announce(this.host.t("helpedThanks"));
    } catch {
      this.announcements.announce(this.host.t("helpedFailed"));
    }
  }

  retry(entry: Entry): void {
    this.conversation.retry(entry);
    this.focusOn(entry);
  }

  remove(entry: Entry): void {
    this.conversation.remove(entry);
    void this.layers.focusOn("#draft");
  }

  private focusOn(entry: Entry): void {
    void this.layers.focusOn(`[data-id="${entry.id}"]`);
  }
}
