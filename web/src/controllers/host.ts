/** What the controllers know of the element that they belong to. */

import type { ReactiveControllerHost } from "lit";
import type { Translate } from "../strings";
import type { MessageNews } from "../types";

export interface ChatHost extends ReactiveControllerHost {
  /** Whether the panel is open; the attribute `open`. */
  open: boolean;
  /** The code of the country that the page names; the attribute `country`. */
  readonly country: string | null;
  /** The neutral site that the page names; the attribute `exit-url`. */
  readonly exitUrl: string | null;
  /** The words beside the button that opens the chat; the attribute `greeting`. */
  readonly greeting: string | null;
  /** Whether the page wants dictation on offer; the attribute `dictation`. */
  readonly dictation: boolean;
  /** Where the server's web channel is. */
  readonly channelAddress: string;
  /** The language that the visitor reads: the element's, else the page's. */
  readonly language: string;
  /** The widget's own words in that language, or in English where there are none. */
  readonly t: Translate;
  /** Tell the page that something was said. */
  tellPage(news: MessageNews): void;
  /** Where the element's own content is. */
  readonly renderRoot: HTMLElement | DocumentFragment;
}
