/**
 * Reads one message aloud when the visitor asks for it, and only then: somebody may be near who is not to hear it.
 * Only by a voice of the device itself: other voices would send the text to the maker of the browser.
 */

import type { ReactiveController } from "lit";
import { crisisView } from "../crisis";
import { spokenText } from "../spoken-text";
import { ASSISTANT_LANGUAGE, baseLanguage } from "../strings";
import type { Entry } from "../types";
import type { ConversationController } from "./conversation";
import type { HelpDirectoryController } from "./help-directory";
import type { ChatHost } from "./host";

/** Some browsers stop in the middle of anything longer than a few sentences. */
const SENTENCES = /[^.!?\n]+[.!?\n]*\s*/g;

// Not in every browser, whatever the types say.
const synthesis = () => window.speechSynthesis as SpeechSynthesis | undefined;

export class ReadAloudController implements ReactiveController {
  /** What is being read. */
  reading: Entry | null = null;
  private crisisBefore: Entry | undefined;

  constructor(
    private readonly host: ChatHost,
    private readonly conversation: ConversationController,
    private readonly directory: HelpDirectoryController,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    synthesis()?.addEventListener("voiceschanged", this.voicesChanged);
    window.addEventListener("pagehide", this.stop);
  }

  hostDisconnected(): void {
    this.stop();
    synthesis()?.removeEventListener("voiceschanged", this.voicesChanged);
    window.removeEventListener("pagehide", this.stop);
  }

  /** What is no longer seen is no longer read, nor is anything read over guidance for danger that has just come. */
  hostUpdate(): void {
    const { reading, conversation } = this;
    if (!reading) return;
    const gone = !this.host.open || !conversation.entries.includes(reading);
    if (gone || conversation.crisis !== this.crisisBefore) this.stop();
  }

  canRead(entry: Entry): boolean {
    return entry.from === "assistant" && this.voiceFor(entry) !== undefined;
  }

  /** Read a message; the one that is being read stops. */
  toggle(entry: Entry): void {
    const { reading } = this;
    this.stop();
    if (reading !== entry) this.read(entry);
  }

  stop = (): void => {
    if (!this.reading) return;
    this.reading = null;
    synthesis()?.cancel();
    this.host.requestUpdate();
  };

  private read(entry: Entry): void {
    const voice = this.voiceFor(entry);
    if (!voice) return;
    const { conversation, directory } = this;
    const { cards } = crisisView(conversation.entries, directory.country);
    const sentences = spokenText(entry, cards.has(entry), directory.country, this.host.t).match(SENTENCES) ?? [];
    this.reading = entry;
    this.crisisBefore = conversation.crisis;
    sentences.forEach((sentence, index) => {
      const utterance = new SpeechSynthesisUtterance(sentence.trim());
      utterance.voice = voice;
      utterance.lang = voice.lang;
      const isLast = index === sentences.length - 1;
      utterance.onend = () => isLast && this.ended(entry);
      utterance.onerror = () => this.ended(entry);
      synthesis()?.speak(utterance);
    });
    this.host.requestUpdate();
  }

  private ended(entry: Entry): void {
    // Stopping ends the sentences too, when another message may be read already.
    if (this.reading === entry && !synthesis()?.pending) this.stop();
  }

  private voiceFor(entry: Entry): SpeechSynthesisVoice | undefined {
    const language = entry.local ? this.host.t.language : ASSISTANT_LANGUAGE;
    const voices = (synthesis()?.getVoices() ?? []).filter(
      ({ lang, localService }) => localService && baseLanguage(lang.replace("_", "-")) === language,
    );
    return voices.find((voice) => voice.default) ?? voices[0];
  }

  private voicesChanged = (): void => this.host.requestUpdate();
}
