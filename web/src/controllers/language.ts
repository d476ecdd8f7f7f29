/** The window's words in the visitor's language: fetched from the server, since most visitors need only one language. */

import type { ReactiveController } from "lit";
import type { Api } from "../api";
import { ASSISTANT_LANGUAGE, baseLanguage, TRANSLATED, translator, type Translate } from "../strings";
import type { ChatHost } from "./host";

export class LanguageController implements ReactiveController {
  /** English until a translation is here, and where there is none. */
  t: Translate = translator(ASSISTANT_LANGUAGE);
  private wanted = ASSISTANT_LANGUAGE;

  constructor(
    private readonly host: ChatHost,
    private readonly api: Api,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const base = baseLanguage(this.host.language);
    const language = TRANSLATED.includes(base) ? base : ASSISTANT_LANGUAGE;
    if (language === this.wanted) return;
    this.wanted = language;
    void this.load();
  }

  /** Fetch the words, unless they are here. What fails stays English until the connection is back. */
  async load(): Promise<void> {
    const { wanted } = this;
    if (this.t.language === wanted) return;
    if (wanted === ASSISTANT_LANGUAGE) this.t = translator(wanted);
    else {
      const words = await this.api.words(wanted).catch(() => null);
      if (!words || wanted !== this.wanted) return;
      this.t = translator(wanted, words);
    }
    this.host.requestUpdate();
  }
}
