import { base } from "./base";
import { chat } from "./chat";
import { contrast } from "./contrast";
import { pages } from "./pages";
import { panel } from "./panel";
import { theme } from "./theme";

export const styles = [base, theme, panel, pages, chat, contrast];
