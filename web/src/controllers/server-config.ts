/** The settings that the server gives to the page: the clinic, its notices, the longest message. */

import type { Api } from "../api";
import type { Config } from "../types";
import type { ChatHost } from "./host";

const MAX_LENGTH = 2000;

export class ServerConfigController {
  values: Config = {};
  private requested = false;

  constructor(
    private readonly host: ChatHost,
    private readonly api: Api,
  ) {}

  /** How many characters a message may have. */
  get maxLength(): number {
    return this.values.max_length ?? MAX_LENGTH;
  }

  /** Fetch the settings once; after a failure the next call tries again. */
  async load(): Promise<void> {
    if (this.requested) return;
    this.requested = true;
    try {
      this.values = await this.api.config();
    } catch {
      this.requested = false;
    }
    this.host.requestUpdate();
  }
}
