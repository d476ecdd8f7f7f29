/** Where the bundle begins: defines the element `<attachment-guide>`. */

import { AttachmentGuide } from "./element";
import type { MessageNews } from "./types";

export { AttachmentGuide, type MessageNews };

declare global {
  interface HTMLElementTagNameMap {
    "attachment-guide": AttachmentGuide;
  }
  interface HTMLElementEventMap {
    "attachment-guide-open": Event;
    "attachment-guide-close": Event;
    "attachment-guide-message": CustomEvent<MessageNews>;
  }
}

// The script's own address tells where its server is, wherever the page embeds it.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
AttachmentGuide.home = /^(https?:.*)\/static\/[^/]+$/.exec(script)?.[1] ?? "/chat";

if (!customElements.get("attachment-guide")) customElements.define("attachment-guide", AttachmentGuide);
