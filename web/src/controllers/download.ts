/** Gives the visitor the conversation as a file, once they have confirmed it. */

import { saveText, transcript } from "../transcript";
import type { AnnouncementsController } from "./announcements";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";

export class DownloadController {
  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    private readonly announcements: AnnouncementsController,
  ) {}

  ask(): void {
    void this.layers.openSheet("download", this.layers.find("#options"));
  }

  confirm(): void {
    const { t, language } = this.host;
    saveText(transcript(this.conversation.entries, t, language), t("downloadFile"));
    this.announcements.announce(t("downloaded"));
    void this.layers.answered();
  }
}
