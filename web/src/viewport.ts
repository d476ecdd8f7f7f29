/** Keeps the full-screen panel above the on-screen keyboard. Writes a style rule, not a style attribute, for the CSP. */

export class VisibleHeight {
  readonly sheet = new CSSStyleSheet();

  connect(): void {
    window.visualViewport?.addEventListener("resize", this.update);
    window.visualViewport?.addEventListener("scroll", this.update);
    this.update();
  }

  disconnect(): void {
    window.visualViewport?.removeEventListener("resize", this.update);
    window.visualViewport?.removeEventListener("scroll", this.update);
  }

  private update = (): void => {
    const view = window.visualViewport;
    // Zooming with two fingers also shrinks the viewport, and must not shrink the panel.
    if (!view || view.scale > 1.01) return;
    this.sheet.replaceSync(`:host { --visible-height: ${view.height}px; --visible-top: ${view.offsetTop}px; }`);
  };
}
