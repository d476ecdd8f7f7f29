/** What is alive on the studio's pages. Everything works without it: forms are sent, pages are loaded. */

import "./job";
import "./opinion";
import "./preview";
import "./what-if";
import { markBusyForms } from "./busy";
import { filterTables } from "./filter";

filterTables();
markBusyForms();
