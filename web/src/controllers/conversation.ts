/** The conversation as the visitor sees it: what was said, what is on its way, what can be chosen. */

import { type Api, ApiError } from "../api";
import { LOCAL_HELP } from "../crisis";
import { soundsLikeDanger } from "../danger";
import { entryOf, newEntry } from "../entries";
import { Outbox } from "../outbox";
import { randomKey } from "../random";
import type { Session } from "../session";
import type { TabStorage } from "../storage";
import type { Choice, Content, Delivery, Entry, ServerMessage } from "../types";
import type { DeliveryNewsController } from "./delivery-news";
import type { ChatHost } from "./host";

/** Who writes of danger is not left without help lines for longer than this. */
const LATE_MS = 5000;
/** The same after so many failures, whatever was written. */
const FAILURES = 2;
/** A message waits no longer than this for what a new session has to know before it. */
const RENEWAL_MS = 2000;

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
    /** Told what is new to the visitor: it is read out, and may name a country. */
    private readonly said: (entries: Entry[]) => void,
    /** Told when a new session has taken the place of one that is gone; done when it knows what the old one knew. */
    private readonly renewed: () => Promise<void>,
  ) {
    this.outbox = new Outbox({
      send: (delivery, signal) => this.deliver(delivery, signal),
      delivered: (delivery, replies) => this.receive(delivery, replies),
      explain: (error) => this.explain(error),
      gaveUp: () => this.host.t("gaveUp"),
      changed: () => this.keepUnsent(),
    });
  }

  get writing(): boolean {
    return this.outbox.sending;
  }

  /** The messages whose buttons are on offer: all of the last turn, until the visitor says something. */
  get lastTurn(): Entry[] {
    const spoken = this.entries.map(({ from }) => from).lastIndexOf("visitor");
    return this.entries.slice(spoken + 1);
  }

  /** Where the newest guidance for danger begins, so that it stays within reach. */
  get crisis(): Entry | undefined {
    const begins = ({ kind, name }: Entry, at: number) =>
      kind === "crisis" && name !== LOCAL_HELP && this.entries[at - 1]?.kind !== "crisis";
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
    const entry = newEntry({ text: this.host.t("welcome"), local: true });
    this.entries = [...this.entries, entry];
    this.changed();
    if (!this.quiet) this.said([entry]);
  }

  say(text: string): Entry {
    return this.add({ text });
  }

  /** @returns the entry, or undefined when the choice is not (or no longer) on offer: a second click sends nothing. */
  choose(choice: Choice): Entry | undefined {
    if (!this.lastTurn.some(({ buttons }) => buttons.includes(choice))) return undefined;
    return this.add({ choice: choice.id, title: choice.title });
  }

  retry(entry: Entry): void {
    if (entry.delivery) this.outbox.retry(entry.delivery);
  }

  remove(entry: Entry): void {
    this.entries = this.entries.filter((other) => other !== entry);
    if (!entry.delivery) return;
    this.takeHelpBack(entry.delivery);
    this.outbox.remove(entry.delivery);
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
    if (!delivery.reloaded) this.host.tellPage({ from: "visitor", kind: "chat" });
    const entry = newEntry({ id: delivery.key, from: "visitor", text, time: delivery.time, local: true, delivery });
    this.entries = [...this.entries, entry];
    this.outbox.add(delivery);
    this.keepUnsent();
    if (soundsLikeDanger(text)) setTimeout(() => this.helpIfLate(delivery), LATE_MS);
    return entry;
  }

  private async deliver(delivery: Delivery, signal: AbortSignal): Promise<ServerMessage[]> {
    try {
      return await this.api.send(delivery.content, delivery.key, signal);
    } catch (error) {
      if (!(error instanceof ApiError && error.sessionLost)) throw error;
      this.session.forget();
      await this.session.start();
      await atMost(RENEWAL_MS, this.renewed());
      if (!signal.aborted) this.insertBefore(delivery, this.host.t("expired"));
      return this.api.send(delivery.content, delivery.key, signal);
    }
  }

  private receive(delivery: Delivery, replies: ServerMessage[]): void {
    const answers = replies.length
      ? replies.map((message) => entryOf({ ...message, from: "assistant" }))
      : [newEntry({ text: this.host.t("noAnswer"), kind: "notice", local: true })];
    const own = this.entries.find((entry) => entry.delivery === delivery);
    // The server's own guidance takes the place of the window's; what came up without need goes again.
    const guided = answers.some(({ kind }) => kind === "crisis");
    if (guided || !own || !soundsLikeDanger(own.text)) this.takeHelpBack(delivery);
    const at = this.afterTurn(delivery);
    this.entries = [...this.entries.slice(0, at), ...answers, ...this.entries.slice(at)];
    this.keepUnsent();
    this.said(answers);
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

  // --- help from the page itself, while the server cannot be reached -------------------------------------------

  private helpIfLate(delivery: Delivery): void {
    if (this.outbox.deliveries.includes(delivery)) this.showHelp(delivery);
  }

  private helpIfFailing(): void {
    for (const delivery of this.outbox.deliveries) {
      const { failures = 0, content } = delivery;
      const danger = soundsLikeDanger("text" in content ? content.text : content.title);
      if (failures >= (danger ? 1 : FAILURES)) this.showHelp(delivery);
    }
  }

  private showHelp(delivery: Delivery): void {
    // One is enough, however many messages wait.
    if (this.outbox.deliveries.some((waiting) => this.entries.some(({ id }) => id === helpId(waiting)))) return;
    const at = this.entries.findIndex((entry) => entry.delivery === delivery) + 1;
    if (at === 0) return;
    const id = helpId(delivery);
    const help = newEntry({ id, text: this.host.t("localHelp"), kind: "crisis", name: LOCAL_HELP, local: true });
    this.entries = [...this.entries.slice(0, at), help, ...this.entries.slice(at)];
    this.host.requestUpdate();
    this.said([help]);
  }

  private takeHelpBack(delivery: Delivery): void {
    this.entries = this.entries.filter(({ id }) => id !== helpId(delivery));
  }

  /** Where the reply to a message goes: after it, and after the help that stands below it. */
  private afterTurn(delivery: Delivery): number {
    const at = this.entries.findIndex((entry) => entry.delivery === delivery) + 1;
    return this.entries[at]?.id === helpId(delivery) ? at + 1 : at;
  }

  private insertBefore(delivery: Delivery, text: string): void {
    const at = this.entries.findIndex((entry) => entry.delivery === delivery);
    const notice = newEntry({ text, kind: "notice", local: true });
    this.entries = [...this.entries.slice(0, at), notice, ...this.entries.slice(at)];
    this.changed();
  }

  private changed(): void {
    this.helpIfFailing();
    this.news.tell(this.outbox);
    this.host.requestUpdate();
  }

  private keepUnsent(): void {
    this.storage.set({ unsent: this.outbox.deliveries.length ? this.outbox.deliveries : undefined });
    this.changed();
  }
}

/** Go on when it is done, or when the time is over. */
const atMost = (milliseconds: number, done: Promise<void>) =>
  Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, milliseconds))]);

const helpId = ({ key }: Delivery) => `help-${key}`;
