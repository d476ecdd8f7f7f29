/** How large the letters of the chat are: three steps, remembered in this tab. */

import type { TabStorage } from "../storage";
import type { ChatHost } from "./host";

export const TEXT_SIZES = ["textSizeNormal", "textSizeLarge", "textSizeLargest"] as const;

export class TextSizeController {
  constructor(
    private readonly host: ChatHost,
    private readonly storage: TabStorage,
  ) {}

  /** From 0, as set by the page and the browser. */
  get step(): number {
    return this.storage.get("textSize") ?? 0;
  }

  choose(step: number): void {
    this.storage.set({ textSize: step });
    this.host.requestUpdate();
  }
}
