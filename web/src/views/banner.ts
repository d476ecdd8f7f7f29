/** The line above the place to write: what is wrong with the connection, or the way back to guidance for danger. */

import { html, nothing } from "lit";
import type { ConversationController } from "../controllers/conversation";
import type { Translate } from "../strings";
import { words } from "./words";

interface Props {
  t: Translate;
  conversation: ConversationController;
  online: boolean;
  restore: () => void;
  toCrisis: () => void;
}

export const banner = ({ t, conversation, online, restore, toCrisis }: Props) => {
  if (conversation.restoring) return html`<p class="banner">${t("restoring")}</p>`;
  if (conversation.restoreFailed) {
    return html`<p class="banner">${t("restoreFailed")} <button class="text" type="button" @click=${restore}>${t("retry")}</button></p>`;
  }
  const late = conversation.outbox.deliveries.find(({ state }) => state === "waiting");
  if (late?.reason === t("pausing")) return html`<p class="banner">${t("pausing")}</p>`;
  if (!online) return html`<p class="banner">${words(t("offline"))}</p>`;
  if (late) return html`<p class="banner">${words(t("unreachable"))}</p>`;
  if (!conversation.crisisBehind) return nothing;
  return html`
    <p class="banner crisis-banner">
      <button class="text" type="button" @click=${toCrisis}>${t("crisisReturn")}</button>
    </p>`;
};
