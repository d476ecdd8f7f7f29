/** All styles of the chat. Where two say something about the same element, the later one holds. */

import { base } from "./base";
import { composer } from "./composer";
import { contrast } from "./contrast";
import { launcher } from "./launcher";
import { log } from "./log";
import { menu } from "./menu";
import { messages } from "./messages";
import { pages } from "./pages";
import { panel } from "./panel";
import { print } from "./print";
import { theme } from "./theme";

export const styles = [base, theme, launcher, panel, menu, pages, log, messages, composer, contrast, print];
