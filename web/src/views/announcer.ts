/** The live region, apart from what is seen. */

import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Announcement } from "../controllers/announcements";

export const announcer = (items: readonly Announcement[], inPanel: boolean) => html`
  <div class="unseen" role="status" aria-live="polite" aria-atomic="false">
    ${repeat(
      items.filter((item) => item.inPanel === inPanel),
      ({ id }) => id,
      ({ text }) => html`<p>${text}</p>`,
    )}
  </div>`;
