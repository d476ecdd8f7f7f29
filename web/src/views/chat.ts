/** The conversation, and below it the place to write. */

import { html } from "lit";
import type { ConversationController } from "../controllers/conversation";
import type { DictationController } from "../controllers/dictation";
import type { MessageActions } from "../message-actions";
import type { Translate } from "../strings";
import { banner } from "./banner";
import { composer } from "./composer";
import type { Help } from "./crisis-card";
import { log } from "./log";

interface Props {
  t: Translate;
  language: string;
  /** Whether a sheet lies over it. */
  hidden: boolean;
  conversation: ConversationController;
  online: boolean;
  /** Phone numbers to link where a message about danger names one. */
  numbers: readonly string[];
  help: Help;
  act: MessageActions;
  keydown: (event: KeyboardEvent) => void;
  dictation: DictationController;
  draft: string;
  limit: number;
  restore: () => void;
  toCrisis: () => void;
  input: (text: string) => void;
  send: () => void;
}

export const chat = (p: Props) => {
  const { conversation } = p;
  const begun = conversation.entries.some(({ from }) => from === "visitor");
  const unsure = conversation.restoring || conversation.restoreFailed;
  return html`
    <div class="chat" ?hidden=${p.hidden}>
      ${log({
        ...p,
        entries: conversation.entries,
        lastTurn: conversation.lastTurn,
        writing: conversation.writing,
        waiting: conversation.outbox.waiting || !p.online,
        starters: begun || unsure ? [] : p.t.starters,
      })}
      ${composer({ ...p, banner: banner(p) })}
    </div>`;
};
