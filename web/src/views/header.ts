/** The head of the panel: who this is, options, close, and the line that is always in view: urgent help and exit. */

import { html, nothing } from "lit";
import { TEXT_SIZES, type TextSizeController } from "../controllers/text-size";
import type { Translate } from "../strings";
import { icons } from "./icons";

interface Props {
  t: Translate;
  menuOpen: boolean;
  started: boolean;
  hasMessages: boolean;
  textSize: TextSizeController;
  helpOpen: boolean;
  toggleMenu: () => void;
  about: () => void;
  download: () => void;
  remove: () => void;
  close: () => void;
  help: (event: Event) => void;
  exit: () => void;
}

export const header = (p: Props) => html`
  <header class="head">
    <span class="mark">${icons.bond}</span>
    <div class="who">
      <h2 id="title" tabindex="-1">${p.t("title")}</h2>
      <p>${p.t("subtitle")}</p>
    </div>
    <div class="always">
      <button id="help" class="help" type="button" aria-expanded=${String(p.helpOpen)} @click=${p.help}>${icons.phone}<span>${p.t("urgentHelp")}</span></button>
      <button id="exit" class="exit" type="button" aria-describedby="exit-description" @click=${p.exit}>${icons.exit}<span>${p.t("exit")}</span></button>
      <span id="exit-description" hidden>${p.t("exitDescription")}</span>
    </div>
    <div class="options">
      <button id="options" class="bare" type="button" aria-label=${p.t("options")} aria-expanded=${String(p.menuOpen)} aria-controls="menu" @click=${p.toggleMenu}>${icons.more}</button>
      <div id="menu" class="menu" ?hidden=${!p.menuOpen}>
        <button type="button" @click=${p.about}>${icons.info}${p.t("about")}</button>
        ${
          p.started
            ? html`
              <button type="button" ?hidden=${!p.hasMessages} @click=${p.download}>${icons.download}${p.t("download")}</button>
              <button type="button" @click=${p.remove}>${icons.trash}${p.t("delete")}</button>`
            : nothing
        }
        ${textSizes(p)}
      </div>
    </div>
    <button id="close" class="bare" type="button" aria-label=${p.t("close")} @click=${p.close}>${icons.close}</button>
  </header>`;

/** Letters of three sizes, each shown by a letter of its own size. */
const textSizes = ({ t, textSize }: Props) => html`
  <div class="text-sizes" role="group" aria-labelledby="text-size">
    <span id="text-size">${t("textSize")}</span>
    ${TEXT_SIZES.map(
      (name, step) =>
        html`<button class="letter" type="button" aria-label=${t(name)} aria-pressed=${String(step === textSize.step)} @click=${() => textSize.choose(step)}><span aria-hidden="true" class="letter-${step}">A</span></button>`,
    )}
  </div>`;
