/** Speech recognition, as far as the browser has it. The types know only its results. */

type Results = ArrayLike<ArrayLike<{ readonly transcript: string }>>;

export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { readonly results: Results }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  abort(): void;
}

/** What makes one; undefined where the browser has none. */
export function recognitionClass(): (new () => Recognition) | undefined {
  const page = window as { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition };
  return page.SpeechRecognition ?? page.webkitSpeechRecognition;
}

/** All that was understood so far. */
export const wordsOf = (results: Results): string =>
  Array.from(results, (result) => result[0]?.transcript.trim() ?? "").join(" ");
