/** The button that opens the chat. */

import { html } from "lit";
import type { Translate } from "../strings";
import { icons } from "./icons";
import { words } from "./words";

export const launcher = (p: {
  t: Translate;
  text: string | null;
  hidden: boolean;
  unread: boolean;
  open: () => void;
}) => html`
  <button id="launcher" class="launcher" type="button" aria-haspopup="dialog" ?hidden=${p.hidden} @click=${p.open}>
    ${icons.chat}<span>${words(p.unread ? p.t("launcherUnread") : p.text || p.t("launcher"))}</span>${p.unread ? html`<span class="dot"></span>` : ""}
  </button>`;
