/** An element that takes the place of what the server wrote into it, once it has something newer to show. */

import { LitElement } from "lit";

export class LightElement extends LitElement {
  private readonly written = [...this.childNodes];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Takes away what the server wrote. */
  protected clear(): void {
    for (const node of this.written.splice(0)) node.remove();
  }
}
