/** What one tab remembers: gone when the tab closes. Never the words of the conversation, save those not sent yet. */

import type { Delivery } from "./types";

interface Remembered {
  /** This tab has a session on the server (and its visitor agreed to it). */
  started?: boolean;
  /** The session itself where cookies cannot carry it. */
  token?: string;
  /** Tells duplicated tabs, which share a session, that they do. */
  sharedBy?: string;
  open?: boolean;
  country?: string;
  /** The server has not heard of that choice yet. */
  countryUntold?: boolean;
  /** How large the letters are, from 0. */
  textSize?: number;
  /** The greeting was closed, or the chat opened. */
  greeted?: boolean;
  unsent?: Delivery[];
  [cache: `cache:${string}`]: unknown;
}

const NAME = "attachment-guide";

export class TabStorage {
  // Also the whole memory when the browser forbids sessionStorage.
  private held: Remembered = {};

  constructor() {
    this.read();
  }

  /** Take up what is remembered now: a page that comes back by "back" may have missed a change. */
  read(): void {
    try {
      this.held = JSON.parse(sessionStorage.getItem(NAME) ?? "{}") as Remembered;
    } catch {
      this.held = {};
    }
  }

  get<K extends keyof Remembered>(key: K): Remembered[K] {
    return this.held[key];
  }

  set(values: Remembered): void {
    this.held = { ...this.held, ...values };
    try {
      sessionStorage.setItem(NAME, JSON.stringify(this.held));
    } catch {
      // Full or forbidden: the page still works, it only forgets on reload.
    }
  }

  /** Forget the conversation, keep what says nothing about it. */
  forgetConversation(): void {
    this.set({
      started: undefined,
      token: undefined,
      sharedBy: undefined,
      unsent: undefined,
      countryUntold: undefined,
    });
  }

  clear(): void {
    this.held = {};
    try {
      sessionStorage.removeItem(NAME);
    } catch {
      // Nothing was kept.
    }
  }
}
