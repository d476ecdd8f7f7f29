/** What is seen of leaving the page: how many presses are left, and the cover over everything. */

import { html, nothing } from "lit";
import type { Translate } from "../strings";
import { words } from "./words";

/** For the eye alone: a screen reader is told by the live region. */
export const exitCount = (count: string) =>
  count ? html`<p class="exit-count" aria-hidden="true">${words(count)}</p>` : nothing;

export const curtain = (t: Translate, stuck: boolean) =>
  html`<div class="root curtain" role="status">${words(t(stuck ? "exitOpened" : "exiting"))}</div>`;
