/** Tells an element beside a form what is in it, a moment after somebody stops typing. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { post } from "./post";

const PAUSE_MS = 400;

export class FormController<T> implements ReactiveController {
  /** What the server said of the form last. */
  value: T | null = null;
  /** Why it says nothing. */
  problem = "";

  private timer = 0;
  private asked: AbortController | null = null;

  /**
   * @param address tells where to ask, given the form.
   * @param atOnce whether to ask before anything was typed.
   */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly address: (form: HTMLFormElement) => string,
    private readonly atOnce: boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.form?.addEventListener("input", this.typed);
    if (this.atOnce) void this.ask();
  }

  hostDisconnected(): void {
    this.form?.removeEventListener("input", this.typed);
    window.clearTimeout(this.timer);
    this.asked?.abort();
  }

  private get form(): HTMLFormElement | null {
    return document.querySelector<HTMLFormElement>("form[data-answer], form[data-limits]");
  }

  private typed = (): void => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE_MS);
  };

  private async ask(): Promise<void> {
    const { form } = this;
    if (!form) return;
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    try {
      this.value = await post<T>(this.address(form), new FormData(form), asked.signal);
      this.problem = "";
    } catch (error) {
      if (asked.signal.aborted) return;
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.host.requestUpdate();
  }
}
