/** A greeting above the button that opens the chat. It says nothing to screen readers by itself and moves nothing. */

import { html, nothing } from "lit";
import type { Translate } from "../strings";
import { icons } from "./icons";

export const greeting = (p: { t: Translate; text: string; open: () => void; dismiss: () => void }) =>
  p.text
    ? html`
      <div class="greeting">
        <button class="greeting-words" type="button" dir="auto" @click=${p.open}>${p.text}</button>
        <button class="bare" type="button" aria-label=${p.t("greetingDismiss")} @click=${p.dismiss}>${icons.close}</button>
      </div>`
    : nothing;
