// A device with voices, of which nothing is heard: `window.spoken` tells what is being said. The first voice is not the device's own.
window.spoken = [];
const voice = (name, lang, localService) => ({ name, lang, localService, default: false, voiceURI: name });
const voices = [voice("Far away", "en-US", false), voice("At home", "en-GB", true), voice("Zuhause", "de-DE", true)];
class Utterance {
  constructor(text) {
    this.text = text;
  }
}
const synthesis = new EventTarget();
Object.assign(synthesis, {
  pending: false,
  getVoices: () => voices,
  speak: (utterance) => window.spoken.push(utterance),
  cancel: () => window.spoken.splice(0),
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = Utterance;
