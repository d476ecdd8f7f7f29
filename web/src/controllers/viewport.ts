/** Keeps the full-screen panel above the on-screen keyboard. Writes a style rule, not a style attribute, for the CSP. */

import type { ReactiveController } from "lit";
import type { ChatHost } from "./host";

export class ViewportController implements ReactiveController {
  private readonly sheet = new CSSStyleSheet();

  constructor(private readonly host: ChatHost) {
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.sheet];
    window.visualViewport?.addEventListener("resize", this.update);
    window.visualViewport?.addEventListener("scroll", this.update);
    this.update();
  }

  hostDisconnected(): void {
    const root = this.host.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
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
