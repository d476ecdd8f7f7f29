// A browser that understands whatever `window.recognition.hear(...)` says.
class Recognition {
  constructor() {
    window.recognition = this;
    this.running = false;
  }
  start() {
    this.running = true;
  }
  abort() {
    this.running = false;
    this.onend?.();
  }
  hear(...sentences) {
    this.onresult?.({ results: sentences.map((transcript) => [{ transcript }]) });
  }
}
window.SpeechRecognition = window.webkitSpeechRecognition = Recognition;
