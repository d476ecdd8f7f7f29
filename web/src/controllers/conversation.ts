/** The conversation as the visitor sees it: what was said, what is on its way, what can be chosen. */

import { type Api, ApiError } from "../api";
import { entryOf, newEntry } from "../entries";
import { Outbox } from "../outbox";
import { randomKey } from "../random";
import type { Session } from "../session";
import type { TabStorage } from "../storage";
import type { Choice, Content, Delivery, Entry, Kind, ServerMessage } from "../types";
import type { DeliveryNewsController } from "./delivery-news";
import type { ChatHost } from "./host";

export class ConversationController {
  entries: Entry[] = [];
  /** Whether what changes is no news, such as what is brought back from the server: it is not read out. */
  quiet = true;
  restoring = false;
  restoreFailed = false;
  readonly outbox: Outbox;

  constructor(
    private readonly host: ChatHost,
    private readonly api: Api,
    private readonly session: Session,
    private readonly storage: TabStorage,
    private readonly news: DeliveryNewsController,
  ) {
    this.outbox = new Outbox({
      send: (delivery, signal) => this.deliver(delivery, signal),
      delivered: (delivery, replies) => this.receive(delivery, replies),
      explain: (error) => this.explain(error),
      changed: () => this.keepUnsent(),
    });
  }

  get writing(): boolean {
    return this.outbox.sending;
  }

  /** The buttons on offer: those of the last turn, until the visitor says something. */
  get offered(): Choice[] {
    const last = this.entries[this.entries.length - 1];
    return last?.from === "assistant" ? last.buttons : [];
  }

  /** Where the newest guidance for danger begins, so that it stays within reach. */
  get crisis(): Entry | undefined {
    const begins = (entry: Entry, at: number) => entry.kind === "crisis" && this.entries[at - 1]?.kind !== "crisis";
    return this.entries.filter(begins).pop();
  }

  /** Whether the conversation has gone on since. */
  get crisisBehind(): boolean {
    const { crisis } = this;
    return (
      crisis !== undefined && this.entries.slice(this.entries.indexOf(crisis)).some(({ from }) => from === "visitor")
    );
  }

  welcome(): void {
    this.addLocal(this.host.t("welcome"), "chat");
  }

  say(text: string): Entry {
    return this.add({ text });
  }

  /** @returns the entry, or undefined when the choice is not (or no longer) on offer: a second click sends nothing. */
  choose(choice: Choice): Entry | undefined {
    if (!this.offered.includes(choice)) return undefined;
    return this.add({ choice: choice.id, title: choice.title });
  }

  retry(entry: Entry): void {
    if (entry.delivery) this.outbox.retry(entry.delivery);
  }

  remove(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry);
    if (entry.delivery) this.outbox.remove(entry.delivery);
  }

  async giveFeedback(entry: Entry, helped: boolean): Promise<void> {
    const before = entry.helped;
    entry.helped = helped;
    this.changed();
    try {
      await this.api.feedback(entry.id, helped);
    } catch (error) {
      entry.helped = before;
      this.changed();
      throw error;
    }
  }

  /** Bring back what the server has, and send what this tab had not sent yet. */
  async restore(): Promise<"restored" | "ended"> {
    const unsent = this.entries.length ? [] : (this.storage.get("unsent") ?? []);
    const outcome = await this.fetchHistory();
    if (outcome === "restored") for (const delivery of unsent) this.post({ ...delivery, reloaded: true });
    return outcome;
  }

  /** Show the conversation as the server has it, with what is still on its way after it. */
  private async fetchHistory(): Promise<"restored" | "ended"> {
    this.restoring = true;
    this.restoreFailed = false;
    this.changed();
    try {
      const history = (await this.api.history()).map((message) => entryOf(message));
      this.entries = [...history, ...this.entries.filter(({ delivery }) => delivery && delivery.state !== "sent")];
    } catch (error) {
      if (error instanceof ApiError && error.sessionLost) {
        this.clear();
        this.session.forget();
        return "ended";
      }
      this.restoreFailed = true;
    } finally {
      // In the page while `restoring` still says that this is no news.
      this.changed();
      await new Promise((resolve) => setTimeout(resolve));
      this.restoring = false;
      this.changed();
    }
    return "restored";
  }

  clear(): void {
    this.outbox.clear();
    this.entries = [];
    this.changed();
  }

  private add(content: Content): Entry {
    return this.post({ key: randomKey(), content, time: Date.now() / 1000, state: "sending" });
  }

  private post(delivery: Delivery): Entry {
    const text = "choice" in delivery.content ? delivery.content.title : delivery.content.text;
    const entry = newEntry({ id: delivery.key, from: "visitor", text, time: delivery.time, local: true, delivery });
    this.entries = [...this.entries, entry];
    this.outbox.add(delivery);
    this.keepUnsent();
    return entry;
  }

  private async deliver(delivery: Delivery, signal: AbortSignal): Promise<ServerMessage[]> {
    try {
      return await this.api.send(delivery.content, delivery.key, signal);
    } catch (error) {
      if (!(error instanceof ApiError && error.sessionLost)) throw error;
      this.session.forget();
      await this.session.start();
      if (!signal.aborted) this.insertBefore(delivery, this.host.t("expired"));
      return this.api.send(delivery.content, delivery.key, signal);
    }
  }

  private receive(delivery: Delivery, replies: ServerMessage[]): void {
    const answers = replies.length
      ? replies.map((message) => entryOf({ ...message, from: "assistant" }))
      : [newEntry({ text: this.host.t("noAnswer"), kind: "notice", local: true })];
    const at = this.entries.findIndex((entry) => entry.delivery === delivery) + 1;
    this.entries = [...this.entries.slice(0, at), ...answers, ...this.entries.slice(at)];
    this.keepUnsent();
    // The server may have had this message, and shown it in the history, before the page was loaded again.
    if (delivery.reloaded) void this.fetchHistory();
  }

  private explain(error: ApiError): string {
    const { t } = this.host;
    if (error.status === 429) return t("pausing");
    if (error.passing) return t("waiting");
    if (error.code === "choice_unknown") return t("choiceGone");
    return error.message;
  }

  private addLocal(text: string, kind: Kind): void {
    this.entries = [...this.entries, newEntry({ text, kind, local: true })];
    this.changed();
  }

  private insertBefore(delivery: Delivery, text: string): void {
    const at = this.entries.findIndex((entry) => entry.delivery === delivery);
    const notice = newEntry({ text, kind: "notice", local: true });
    this.entries = [...this.entries.slice(0, at), notice, ...this.entries.slice(at)];
    this.changed();
  }

  private changed(): void {
    this.news.tell(this.outbox);
    this.host.requestUpdate();
  }

  private keepUnsent(): void {
    this.storage.set({ unsent: this.outbox.deliveries.length ? this.outbox.deliveries : undefined });
    this.changed();
  }
}
