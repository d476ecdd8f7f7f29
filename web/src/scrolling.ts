/** Scrolls the conversation, and only that: scrollIntoView would also move the page behind it. */

const GAP = 12;

/** On low screens the whole panel scrolls, elsewhere the log. */
const scrollerOf = (root: ParentNode) =>
  [...root.querySelectorAll<HTMLElement>("#panel, .log")].find((box) => getComputedStyle(box).overflowY === "auto");

export function bringToTop(root: ParentNode, element: Element | null | undefined): void {
  const scroller = scrollerOf(root);
  if (!element || !scroller) return;
  const padding = Number.parseFloat(getComputedStyle(scroller).scrollPaddingBlockStart) || GAP;
  scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - padding;
}

/** The visitor's last words to the top, so that a long answer below them is read from its beginning. */
export function showLastWords(root: ParentNode): void {
  const own = root.querySelectorAll(".message.own");
  bringToTop(root, own[own.length - 1]);
}
