/** Stand-ins for the browser and for the element, so that single controllers can be tested without either. */

import type { ReactiveController } from "lit";
import { webcrypto } from "node:crypto";
import type { ChatHost } from "../src/controllers/host";
import { translator } from "../src/strings";

interface Listening {
  type: string;
  listener: unknown;
  capture: boolean;
}

/** Remembers who listens, so that a test sees what was left behind. */
export class FakeTarget extends EventTarget {
  listening: Listening[] = [];

  override addEventListener(type: string, listener: EventListener, capture = false): void {
    super.addEventListener(type, listener, capture);
    this.listening.push({ type, listener, capture });
  }

  override removeEventListener(type: string, listener: EventListener, capture = false): void {
    super.removeEventListener(type, listener, capture);
    this.listening = this.listening.filter(
      (one) => one.type !== type || one.listener !== listener || one.capture !== capture,
    );
  }

  /** An event of this type, with some values of its own. */
  fire(type: string, values: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), values));
  }
}

/** Time that passes only when told to. */
export class FakeClock {
  private now = 0;
  private timers: { at: number; run: () => void }[] = [];

  constructor() {
    const setTimeout = (run: () => void, wait = 0) => {
      const timer = { at: this.now + wait, run };
      this.timers.push(timer);
      return timer;
    };
    const clearTimeout = (timer: unknown) => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
  }
}

/** Puts a browser of fakes in place of the global one, new for each test. */
export function fakeBrowser() {
  const screen = Object.assign(new FakeTarget(), { matches: false });
  const viewport = Object.assign(new FakeTarget(), { scale: 1, height: 800, offsetTop: 0 });
  const window = Object.assign(new FakeTarget(), { visualViewport: viewport, matchMedia: () => screen, top: null });
  const document = Object.assign(new FakeTarget(), { title: "A page" });
  const location = {
    href: "https://clinic.example/",
    origin: "https://clinic.example",
    went: [] as string[],
    replace: (address: string) => location.went.push(address),
  };
  const history = { state: null, back: () => undefined, pushState: () => undefined };
  const navigator = { onLine: true, language: "en-GB", languages: ["en-GB"] };
  const CSSStyleSheet = class {
    text = "";
    replaceSync(text: string): void {
      this.text = text;
    }
  };
  // Node's own would keep the tests from ending.
  const BroadcastChannel = class {
    postMessage(): void {
      // No other tab listens.
    }
    close(): void {
      // Nothing is open.
    }
  };
  const kept = new Map<string, string>();
  const sessionStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  };
  const fakes = {
    window,
    document,
    location,
    history,
    navigator,
    sessionStorage,
    CSSStyleSheet,
    BroadcastChannel,
    crypto: webcrypto,
  };
  for (const [name, value] of Object.entries(fakes)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  const targets = [window, document, screen, viewport];
  /** What this tab remembers when the page is loaded. */
  const remember = (values: object) => kept.set("attachment-guide", JSON.stringify(values));
  const remembered = () => JSON.parse(kept.get("attachment-guide") ?? "{}") as Record<string, unknown>;
  return {
    ...fakes,
    screen,
    viewport,
    remember,
    remembered,
    listeners: () => targets.flatMap(({ listening }) => listening),
  };
}

/** An element that has nothing but controllers. */
export class FakeHost implements ChatHost {
  open = false;
  exitUrl: string | null = null;
  readonly country = null;
  readonly greeting = null;
  readonly dictation = false;
  readonly channelAddress = "/chat";
  updates = 0;
  readonly language = "en";
  readonly t = translator("en");
  readonly updateComplete = Promise.resolve(true);
  readonly sheets = { adoptedStyleSheets: [] as unknown[], querySelector: () => null, querySelectorAll: () => [] };
  readonly renderRoot = this.sheets as unknown as ShadowRoot;
  private readonly controllers: ReactiveController[] = [];

  addController(controller: ReactiveController): void {
    this.controllers.push(controller);
  }

  removeController(): void {
    throw new Error("No controller of the chat is ever taken off.");
  }

  requestUpdate(): void {
    this.updates += 1;
  }

  tellPage(): void {
    // No page is around.
  }

  connect(): void {
    for (const controller of this.controllers) controller.hostConnected?.();
  }

  disconnect(): void {
    for (const controller of this.controllers) controller.hostDisconnected?.();
  }

  /** What Lit does when the element is shown anew. */
  update(): void {
    for (const controller of this.controllers) controller.hostUpdate?.();
    for (const controller of this.controllers) controller.hostUpdated?.();
  }
}
