/** What happens to messages on their way, in words for those who cannot see it: each thing said once. */

import type { Outbox } from "../outbox";
import type { Delivery } from "../types";
import type { AnnouncementsController } from "./announcements";
import type { ChatHost } from "./host";

export class DeliveryNewsController {
  private connectionLost = false;
  private readonly told = new WeakSet<Delivery>();
  private readonly begun = new WeakSet<Delivery>();

  constructor(
    private readonly host: ChatHost,
    private readonly announcements: AnnouncementsController,
  ) {}

  /** Announce what is new about the messages in the outbox, if anything. */
  tell(outbox: Outbox): void {
    const [first] = outbox.deliveries;
    if (first?.state === "sending" && !this.begun.has(first)) {
      this.begun.add(first);
      this.announcements.announce(this.host.t("writing"));
    }
    const news = this.newsOf(outbox);
    if (news) this.announcements.announce(news);
  }

  private newsOf(outbox: Outbox): string | undefined {
    const { t } = this.host;
    const failed = outbox.deliveries.find((delivery) => delivery.state === "failed" && !this.told.has(delivery));
    if (failed) {
      this.told.add(failed);
      this.connectionLost = false;
      return `${t("failed")} ${failed.reason ?? ""}`;
    }
    if (outbox.waiting && !this.connectionLost) {
      this.connectionLost = true;
      return t(navigator.onLine ? "unreachable" : "offline");
    }
    if (this.connectionLost && outbox.deliveries.length === 0) {
      this.connectionLost = false;
      return t("online");
    }
    return undefined;
  }
}
