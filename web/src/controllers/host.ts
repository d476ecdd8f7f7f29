/** What the controllers know of the element that they belong to. */

import type { ReactiveControllerHost } from "lit";
import type { Translate } from "../strings";

export interface ChatHost extends ReactiveControllerHost {
  /** Whether the panel is open; the attribute `open`. */
  open: boolean;
  /** The code of the country that the page names; the attribute `country`. */
  readonly country: string | null;
  /** The neutral site that the page names; the attribute `exit-url`. */
  readonly exitUrl: string | null;
  /** Where the server's web channel is. */
  readonly channelAddress: string;
  /** The language that the visitor reads: the element's, else the page's. */
  readonly language: string;
  /** The widget's own words in that language, or in English where there are none. */
  readonly t: Translate;
  /** Where the element's own content is. */
  readonly renderRoot: HTMLElement | DocumentFragment;
}
