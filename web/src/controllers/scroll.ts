/** Moves the conversation so that what is new, or asked for, can be seen. */

import type { ReactiveController } from "lit";
import { bringToTop, showLastWords } from "../scrolling";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";

export class ScrollController implements ReactiveController {
  private shown = 0;

  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { entries, writing } = this.conversation;
    const size = entries.length * 2 + Number(writing);
    if (size === this.shown || !this.host.open) return;
    this.shown = size;
    showLastWords(this.host.renderRoot);
  }

  /** Back to where the newest guidance for danger begins. */
  toCrisis(): void {
    const { renderRoot } = this.host;
    const { crisis } = this.conversation;
    const element = crisis && renderRoot.querySelector<HTMLElement>(`[data-id="${crisis.id}"]`);
    bringToTop(renderRoot, element);
    element?.focus({ preventScroll: true });
  }
}
