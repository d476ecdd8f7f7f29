/** What happens to messages on their way, in words for who cannot see it: each thing said once. */

import type { Outbox } from "./outbox";
import type { Translate } from "./strings";
import type { Delivery } from "./types";

export class DeliveryNews {
  private lost = false;
  private told = new WeakSet<Delivery>();

  /** @returns what there is to say now, if anything. */
  from(outbox: Outbox, t: Translate): string | undefined {
    const failed = outbox.deliveries.find((delivery) => delivery.state === "failed" && !this.told.has(delivery));
    if (failed) {
      this.told.add(failed);
      this.lost = false;
      return `${t("failed")} ${failed.reason ?? ""}`;
    }
    if (outbox.waiting && !this.lost) {
      this.lost = true;
      return t("offline");
    }
    if (this.lost && outbox.deliveries.length === 0) {
      this.lost = false;
      return t("online");
    }
    return undefined;
  }
}
