/** The words beside the button that opens the chat, if the page wants some: until they are closed or the chat is opened. */

import type { ReactiveController } from "lit";
import type { TabStorage } from "../storage";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";

export class GreetingController implements ReactiveController {
  constructor(
    private readonly host: ChatHost,
    private readonly storage: TabStorage,
    private readonly layers: LayersController,
  ) {
    host.addController(this);
  }

  /** The page's words; "" when they are not wanted any more. */
  get text(): string {
    return this.storage.get("greeted") || this.host.open ? "" : (this.host.greeting ?? "");
  }

  hostUpdate(): void {
    if (this.host.open && !this.storage.get("greeted")) this.storage.set({ greeted: true });
  }

  dismiss(): void {
    this.storage.set({ greeted: true });
    void this.layers.focusOn("#launcher");
  }
}
