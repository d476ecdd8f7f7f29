/** Writes what the visitor says, once they know who may hear it. Sends nothing: that is the visitor's to do. */

import type { ReactiveController } from "lit";
import { recognitionClass, type Recognition, wordsOf } from "../recognition";
import { ASSISTANT_LANGUAGE, baseLanguage } from "../strings";
import type { AnnouncementsController } from "./announcements";
import type { DraftController } from "./draft";
import type { ChatHost } from "./host";
import type { LayersController } from "./layers";

/** The visitor's own kind of English, where they have one. */
const spokenLanguage = () =>
  navigator.languages.find((language) => baseLanguage(language) === ASSISTANT_LANGUAGE) ?? ASSISTANT_LANGUAGE;

export class DictationController implements ReactiveController {
  /** Why it does not work, in words. */
  problem = "";
  private agreed = false;
  private recognition: Recognition | null = null;
  /** The draft as it was last written here: any other text is the visitor's own. */
  private written = "";

  constructor(
    private readonly host: ChatHost,
    private readonly draft: DraftController,
    private readonly layers: LayersController,
    private readonly announcements: AnnouncementsController,
  ) {
    host.addController(this);
  }

  get available(): boolean {
    return this.host.dictation && recognitionClass() !== undefined;
  }

  get listening(): boolean {
    return this.recognition !== null;
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Nobody is listened to who has closed the chat, opened a sheet, begun to type, or sent what was said. */
  hostUpdate(): void {
    if (!this.host.open || this.layers.sheet || this.draft.text !== this.written) this.stop();
  }

  press(): void {
    this.problem = "";
    if (this.listening) this.stop();
    else if (this.agreed) this.start();
    else void this.layers.openSheet("dictate", this.layers.find("#dictate"));
    this.host.requestUpdate();
  }

  /** The visitor knows who may hear them. */
  agree(): void {
    this.agreed = true;
    void this.layers.answered();
    this.start();
  }

  stop(): void {
    this.recognition?.abort();
    this.recognition = null;
  }

  private start(): void {
    const Class = recognitionClass();
    if (!Class) return;
    const recognition = new Class();
    const before = this.draft.text.trim();
    this.written = this.draft.text;
    Object.assign(recognition, { lang: spokenLanguage(), continuous: true, interimResults: true });
    recognition.onresult = ({ results }) => {
      if (this.recognition !== recognition) return;
      this.written = [before, wordsOf(results)].filter(Boolean).join(" ");
      this.draft.type(this.written);
    };
    recognition.onerror = ({ error }) => {
      if (this.recognition === recognition && error !== "no-speech") this.failed(error);
    };
    recognition.onend = () => {
      if (this.recognition === recognition) this.recognition = null;
      this.host.requestUpdate();
    };
    this.recognition = recognition;
    try {
      recognition.start();
    } catch {
      this.failed("");
    }
    this.host.requestUpdate();
  }

  private failed(error: string): void {
    this.recognition = null;
    this.problem = this.host.t(error.includes("not-allowed") ? "dictateRefused" : "dictateFailed");
    this.announcements.announce(this.problem);
    this.host.requestUpdate();
  }
}
