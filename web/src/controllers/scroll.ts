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

/** On low screens the whole panel scrolls, elsewhere the log. */
const scrollerOf = (root: ParentNode) =>
  [...root.querySelectorAll<HTMLElement>("#panel, .log")].find((box) => getComputedStyle(box).overflowY === "auto");

function bringToTop(root: ParentNode, element: Element | null | undefined): void {
  const scroller = scrollerOf(root);
  if (!element || !scroller) return;
  const padding = Number.parseFloat(getComputedStyle(scroller).scrollPaddingBlockStart) || GAP;
  scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - padding;
}
