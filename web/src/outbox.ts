/** Sends the visitor's messages one after the other, in order, and keeps at it when the connection drops. */

import { ApiError } from "./api";
import type { Delivery, ServerMessage } from "./types";

const WAITS_SECONDS = [1, 2, 4, 8, 15, 15, 15, 15];

interface Handlers {
  send(delivery: Delivery, signal: AbortSignal): Promise<ServerMessage[]>;
  delivered(delivery: Delivery, replies: ServerMessage[]): void;
  /** Words for the visitor on why a message waits (`passing`) or failed. */
  explain(error: ApiError): string;
  /** Words on why it is no longer tried. */
  gaveUp(): string;
  changed(): void;
}

export class Outbox {
  deliveries: Delivery[] = [];
  private pumping = false;
  private held = false;
  private abort = new AbortController();
  private wake: (() => void) | null = null;

  constructor(private readonly handlers: Handlers) {}

  get sending(): boolean {
    return this.deliveries.some(({ state }) => state === "sending");
  }

  get waiting(): boolean {
    return this.deliveries.some(({ state }) => state === "waiting");
  }

  add(delivery: Delivery): void {
    this.deliveries.push(delivery);
    void this.pump();
  }

  retry(delivery: Delivery): void {
    delivery.state = "waiting";
    delivery.reason = undefined;
    this.handlers.changed();
    this.nudge();
    void this.pump();
  }

  remove(delivery: Delivery): void {
    this.deliveries = this.deliveries.filter((other) => other !== delivery);
    this.handlers.changed();
  }

  /** Stop at once, and send nothing until told to go on. */
  hold(): void {
    this.held = true;
    this.abort.abort();
    this.abort = new AbortController();
    this.nudge();
  }

  resume(): void {
    this.held = false;
    void this.pump();
  }

  /** Stop at once and forget everything unsent. */
  clear(): void {
    this.deliveries = [];
    this.hold();
    this.held = false;
  }

  /** The connection may be back: do not wait out the pause. */
  nudge(): void {
    this.wake?.();
  }

  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      for (let next = this.next(); next; next = this.next()) await this.deliver(next);
    } finally {
      this.pumping = false;
    }
  }

  private next(): Delivery | undefined {
    return this.held ? undefined : this.deliveries.find(({ state }) => state !== "failed");
  }

  private async deliver(delivery: Delivery): Promise<void> {
    for (let attempt = 0; !this.held && this.deliveries.includes(delivery);) {
      delivery.state = "sending";
      this.handlers.changed();
      const { signal } = this.abort;
      try {
        const replies = await this.handlers.send(delivery, signal);
        if (signal.aborted) return;
        delivery.state = "sent";
        this.deliveries = this.deliveries.filter((other) => other !== delivery);
        this.handlers.delivered(delivery, replies);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const failure = error instanceof ApiError ? error : new ApiError(0, "unknown", String(error));
        // Being asked to wait is an answer.
        if (failure.passing && failure.status !== 429) delivery.failures = (delivery.failures ?? 0) + 1;
        delivery.reason = this.handlers.explain(failure);
        // A device that knows it is offline is waited for; a server that does not answer, for about a minute.
        const seconds = navigator.onLine ? (failure.retryAfterSeconds ?? WAITS_SECONDS[attempt]) : Infinity;
        if (!failure.passing || seconds === undefined || attempt >= WAITS_SECONDS.length) {
          delivery.state = "failed";
          if (failure.passing) delivery.reason = this.handlers.gaveUp();
          this.handlers.changed();
          return;
        }
        if (navigator.onLine) attempt += 1;
        delivery.state = "waiting";
        this.handlers.changed();
        await this.pause(seconds);
      }
    }
  }

  private pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(seconds) ? setTimeout(() => this.wake?.(), seconds * 1000) : undefined;
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }
}
