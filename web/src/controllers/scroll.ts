/** Scrolls the conversation, and only that: scrollIntoView would also move the page behind it. */

import type { ReactiveController } from "lit";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";

const GAP = 12;

export class ScrollController implements ReactiveController {
  /** How much was there when last looked at. */
  private size = 0;

  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
  ) {
    host.addController(this);
  }

  /** What is new brings the visitor's last words to the top, so that a long answer is read from its beginning. */
  hostUpdated(): void {
    const { entries, writing } = this.conversation;
    const size = entries.length * 2 + Number(writing);
    if (size === this.size || !this.host.open) return;
    this.size = size;
    const own = this.host.renderRoot.querySelectorAll(".message.own");
    bringToTop(this.host.renderRoot, own[own.length - 1]);
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

function bringToTop(root: ParentNode, element: Element | null | undefined): void {
  const log = root.querySelector(".log");
  if (!element || !log) return;
  log.scrollTop += element.getBoundingClientRect().top - log.getBoundingClientRect().top - GAP;
}
