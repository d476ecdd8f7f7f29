/**
 * Words that change. They are put in anew each time: page translation takes text out of the page and puts its own
 * there, and what is written into the old text later is never seen.
 */

import { keyed } from "lit/directives/keyed.js";

export const words = (text: string) => keyed(text, text);
