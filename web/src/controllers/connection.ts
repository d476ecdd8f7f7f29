/** Whether the device is connected, and what is to be done when the connection comes back. */

import type { ReactiveController } from "lit";
import type { ChatHost } from "./host";

export class ConnectionController implements ReactiveController {
  constructor(
    private readonly host: ChatHost,
    /** Called each time the device is connected again. */
    private readonly reconnected: () => void,
  ) {
    host.addController(this);
  }

  get online(): boolean {
    return navigator.onLine;
  }

  hostConnected(): void {
    window.addEventListener("online", this.wentOnline);
    window.addEventListener("offline", this.wentOffline);
  }

  hostDisconnected(): void {
    window.removeEventListener("online", this.wentOnline);
    window.removeEventListener("offline", this.wentOffline);
  }

  private wentOnline = (): void => {
    this.reconnected();
    this.host.requestUpdate();
  };

  private wentOffline = (): void => {
    this.host.requestUpdate();
  };
}
