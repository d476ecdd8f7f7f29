/** Makes the entries of the conversation from what the server sends and from what this page adds. */

import { randomKey } from "./random";
import type { Entry, Kind, ServerMessage } from "./types";

const KINDS: readonly Kind[] = ["answer", "crisis", "concern", "notice", "chat"];

/** A message of the server as it is shown; what is missing or unknown in it does no harm. */
export function entryOf(message: ServerMessage): Entry {
  return newEntry({
    id: message.id,
    from: message.from === "visitor" ? "visitor" : "assistant",
    text: message.text ?? "",
    time: message.time ?? Date.now() / 1000,
    name: message.name ?? "",
    kind: KINDS.find((kind) => kind === message.kind) ?? "chat",
    buttons: message.buttons ?? [],
    source: message.source ?? null,
    helped: message.helped ?? undefined,
  });
}

export function newEntry(values: Partial<Entry> & { text: string }): Entry {
  return {
    id: randomKey(),
    from: "assistant",
    time: Date.now() / 1000,
    kind: "chat",
    name: "",
    buttons: [],
    source: null,
    local: false,
    ...values,
  };
}
