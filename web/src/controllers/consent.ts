/** The visitor agrees to the notice, and with that the conversation begins. */

import { ApiError } from "../api";
import type { ConversationController } from "./conversation";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";
import type { ServerConfigController } from "./server-config";
import type { Session } from "../session";

export class ConsentController {
  /** Whether the session is being started. */
  starting = false;
  /** Why the notice is shown again, such as that the conversation was deleted. */
  note = "";
  error = "";

  constructor(
    private readonly host: ChatHost,
    private readonly session: Session,
    private readonly config: ServerConfigController,
    private readonly conversation: ConversationController,
    private readonly layers: LayersController,
    /** Told when there is a session. */
    private readonly started: () => void,
  ) {}

  async agree(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.error = "";
    this.host.requestUpdate();
    try {
      await this.session.start();
    } catch (error) {
      this.error = error instanceof ApiError && !error.passing ? error.message : this.host.t("startFailed");
      return;
    } finally {
      this.starting = false;
      this.host.requestUpdate();
    }
    this.note = "";
    void this.config.load();
    this.started();
    await this.begin();
  }

  private async begin(): Promise<void> {
    // The focus first: a screen reader tells where it is, and then reads the welcome.
    await this.layers.focusOn("#draft");
    this.conversation.quiet = false;
    this.conversation.welcome();
  }
}
