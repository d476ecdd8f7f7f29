/** What the server and the widget say to each other. */

export type Kind = "answer" | "crisis" | "concern" | "notice" | "chat";

/**
 * What the page around is told of a message: who said it, and for the assistant whether it is an answer. Never its
 * words, and nothing by which the page could tell who is in danger.
 */
export interface MessageNews {
  from: "visitor" | "assistant";
  kind: "answer" | "notice" | "chat";
}

export interface Choice {
  id: string;
  title: string;
  name?: string | null;
}

export interface Source {
  section?: string | null;
  references?: string[];
}

export interface ServerMessage {
  id: string;
  text?: string | null;
  buttons?: Choice[];
  source?: Source | null;
  kind?: Kind;
  name?: string | null;
  time?: number;
  from?: "visitor" | "assistant";
  helped?: boolean | null;
}

export interface HelpLine {
  name: string;
  number?: string | null;
  hours?: string | null;
  /** In words, or as language codes. */
  languages?: string | string[] | null;
  text?: string | null;
  chat?: string | null;
  url?: string | null;
  /** `general`, or whom it is made for: `child`, `abuse`. */
  for?: string[] | null;
}

export interface Country {
  code: string;
  name: string;
  emergency?: string | string[] | null;
  lines: HelpLine[];
}

export interface HelpLines {
  countries: Country[];
  directories?: { name: string; url: string }[];
}

export interface Config {
  clinic_name?: string | null;
  contact_url?: string | null;
  privacy_url?: string | null;
  max_length?: number;
  keep_hours?: number;
  keep_days?: number;
  /** Whether staff read, masked, what was not understood, where the visitor allows it. */
  staff_read?: boolean;
  disclosure?: string | null;
  privacy_notice?: string | null;
}

/** What a visitor sends: words, or a button (with its title, to show what was chosen). */
export type Content = { text: string } | { choice: string; title: string };

export type DeliveryState = "sending" | "waiting" | "failed" | "sent";

/** One message of the visitor on its way to the server. Its key lets the server see a repeat as a repeat. */
export interface Delivery {
  key: string;
  content: Content;
  time: number;
  state: DeliveryState;
  /** Why it waits or failed, in words for the visitor. */
  reason?: string;
  /** Taken up again after a reload: the server may have it already. */
  reloaded?: boolean;
  /** How often the server could not be reached with it. */
  failures?: number;
}

/** One message in the conversation as shown. */
export interface Entry {
  id: string;
  from: "visitor" | "assistant";
  text: string;
  time: number;
  kind: Kind;
  /** The response or action that it comes from. */
  name: string;
  buttons: Choice[];
  source: Source | null;
  /** Whether the server knows it, so that feedback can name it. */
  local: boolean;
  helped?: boolean;
  delivery?: Delivery;
}
