/** Where the chat covers the page, "back" closes it, as on a phone anything that covers the screen. */

import type { ReactiveController } from "lit";
import type { ChatHost } from "./host";

/** The mark of the entry in the browser's history that stands for the open chat. */
const MARK = "attachmentGuideOpen";
/** Going back within a page takes a moment; leaving must not wait for it longer than this. */
const MOST_MS = 150;

const isMarked = () => Boolean((history.state as Record<string, unknown> | null)?.[MARK]);

export class BackButtonController implements ReactiveController {
  /** Whether the entry was the newest: any other going back, or going to a part of the page, is the page's own. */
  private marked = false;

  constructor(
    private readonly host: ChatHost,
    private readonly close: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.marked = isMarked();
    window.addEventListener("popstate", this.wentBack);
  }

  hostDisconnected(): void {
    window.removeEventListener("popstate", this.wentBack);
  }

  /** The chat has been opened over the page. */
  mark(): void {
    if (!isMarked()) history.pushState({ ...(history.state as object | null), [MARK]: true }, "");
    this.marked = true;
  }

  /** The chat has been closed by other means: the entry is of no use any more. */
  unmark(): void {
    this.marked = false;
    if (isMarked()) history.back();
  }

  /** Go on once the entry is gone: leaving replaces only one, and "back" must not return to the page. */
  undo(then: () => void): void {
    if (!isMarked()) {
      then();
      return;
    }
    this.marked = false;
    let gone = false;
    const once = () => {
      if (!gone) then();
      gone = true;
    };
    window.addEventListener("popstate", once, { once: true });
    setTimeout(once, MOST_MS);
    history.back();
  }

  private wentBack = (): void => {
    if (!this.marked || isMarked()) return;
    this.marked = false;
    if (this.host.open) this.close();
  };
}
