/** What a screen reader is told: each thing once, in plain words, in the order in which it happened. */

import type { ReactiveController } from "lit";
import type { ChatHost } from "./host";

/** Long enough to be read out; then it is gone, so that nobody who reads through the page meets it again. */
const KEPT_MS = 10_000;

export interface Announcement {
  id: number;
  text: string;
  /** Whether the chat was open: what lies outside a full-screen chat cannot be heard, nor what lies in a closed one. */
  inPanel: boolean;
}

export class AnnouncementsController implements ReactiveController {
  items: readonly Announcement[] = [];
  private count = 0;

  constructor(private readonly host: ChatHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.items = [];
  }

  announce(text: string): void {
    if (!text) return;
    // A new element each time: the same words said again are heard again.
    const item = { id: (this.count += 1), text, inPanel: this.host.open };
    this.items = [...this.items, item];
    setTimeout(() => this.drop(item), KEPT_MS);
    this.host.requestUpdate();
  }

  private drop(item: Announcement): void {
    this.items = this.items.filter((other) => other !== item);
    this.host.requestUpdate();
  }
}
