/** Tells a screen reader what the assistant says, as plain text: each message once. */

import type { Entry } from "../types";
import { crisisView } from "../crisis";
import { spokenText } from "../spoken-text";
import type { AnnouncementsController } from "./announcements";
import type { ConversationController } from "./conversation";
import type { HelpDirectoryController } from "./help-directory";
import type { ChatHost } from "./host";

export class SpokenMessagesController {
  constructor(
    private readonly host: ChatHost,
    private readonly announcements: AnnouncementsController,
    private readonly directory: HelpDirectoryController,
  ) {}

  speak(entries: Entry[], conversation: ConversationController): void {
    const { t } = this.host;
    if (!this.host.open) {
      this.announcements.announce(t("launcherUnread"));
      return;
    }
    const { cards, folded } = crisisView(conversation.entries, this.directory.country);
    const shown = entries.filter((entry) => !folded.has(entry));
    shown.forEach((entry, index) => {
      const parts = [index === 0 ? t("guideSaid") : "", spokenText(entry, cards.has(entry), this.directory.country, t)];
      if (entry.buttons.length) parts.push(`${t("choices")}: ${entry.buttons.map(({ title }) => title).join(", ")}.`);
      this.announcements.announce(parts.filter(Boolean).join(" "));
    });
  }
}
