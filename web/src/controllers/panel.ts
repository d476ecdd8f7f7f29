/** Opens and closes the panel, and remembers in this tab which it was. */

import type { ReactiveController } from "lit";
import type { TabStorage } from "../storage";
import type { BackButtonController } from "./back-button";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";
import type { Session } from "../session";

export class PanelController implements ReactiveController {
  private remembered = false;

  constructor(
    private readonly host: ChatHost,
    private readonly storage: TabStorage,
    private readonly session: Session,
    private readonly layers: LayersController,
    private readonly back: BackButtonController,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    // Only once: an element that is moved within the page stays as it is.
    if (this.remembered) return;
    this.remembered = true;
    this.host.open = this.storage.get("open") ?? this.host.open;
  }

  open = (): void => {
    this.host.open = true;
    this.storage.set({ open: true });
    if (this.layers.coversPage) this.back.mark();
    void this.layers.focusOn(this.session.started ? "#draft" : "#consent-heading");
  };

  close = (): void => {
    this.layers.closeAll();
    this.host.open = false;
    this.storage.set({ open: false });
    this.back.unmark();
    void this.layers.focusOn("#launcher");
  };
}
