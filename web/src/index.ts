/** Where the bundle begins: defines the element `<attachment-guide>`. */

import { AttachmentGuide } from "./element";

// The script's own address tells where its server is, wherever the page embeds it.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
AttachmentGuide.home = /^(https?:.*)\/static\/[^/]+$/.exec(script)?.[1] ?? "/chat";

if (!customElements.get("attachment-guide")) customElements.define("attachment-guide", AttachmentGuide);
