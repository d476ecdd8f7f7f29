/** `<attachment-guide>`: its attributes, the controllers that do its work, and what is shown. */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { Controllers } from "./controllers";
import type { ChatHost } from "./controllers/host";
import { translator, type Translate } from "./strings";
import { styles } from "./styles";
import { chat } from "./views/chat";
import { questions } from "./views/confirm";
import { about, consentNotice } from "./views/consent";
import { onlyFirstClick } from "./views/first-click";
import { header } from "./views/header";
import { help } from "./views/help";
import { launcher } from "./views/launcher";

export class AttachmentGuide extends LitElement implements ChatHost {
  /** Where the server's web channel is, if the element does not say. */
  static home = "/chat";
  static styles = styles;
  static properties = {
    clinicName: { attribute: "clinic-name" },
    clinicUrl: { attribute: "clinic-url" },
    privacyUrl: { attribute: "privacy-url" },
    exitUrl: { attribute: "exit-url" },
    country: {},
    server: {},
    theme: { reflect: true },
    lang: {},
    open: { type: Boolean, reflect: true },
  };

  declare clinicName: string | null;
  declare clinicUrl: string | null;
  declare privacyUrl: string | null;
  declare exitUrl: string | null;
  declare country: string | null;
  declare server: string | null;
  declare theme: string | null;
  declare open: boolean;

  private readonly controllers = new Controllers(this);

  constructor() {
    super();
    this.open = false;
  }

  get t(): Translate {
    return translator(this.language);
  }

  get language(): string {
    return this.lang || document.documentElement.lang || "en";
  }

  get channelAddress(): string {
    return this.server ? `${this.server.replace(/\/+$/, "")}/chat` : AttachmentGuide.home;
  }

  show(): void {
    this.controllers.panel.open();
  }

  close(): void {
    this.controllers.panel.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) this.controllers.load();
  }

  // --- what is shown ---------------------------------------------------------------------------------------

  protected override render() {
    const { t } = this;
    const { quickExit, unread, layers, deletion, download } = this.controllers;
    if (quickExit.leaving) return html`<div class="root curtain" role="status">${t("exiting")}</div>`;
    return html`
      <section class="root" lang=${t.language} aria-label=${t("widgetLabel")}>
        ${launcher({ t, hidden: this.open, unread: unread.unread, open: () => this.show() })}
        <dialog id="panel" aria-labelledby="title" @keydown=${layers.keydown} @cancel=${layers.cancel} @focusin=${layers.focusMoved} @scroll=${layers.scrolled}>
          ${this.renderPanel()}
        </dialog>
        ${questions({
          t,
          deleteError: deletion.error,
          remove: () => void deletion.confirm(),
          download: () => download.confirm(),
          cancel: () => void layers.answered(),
        })}
      </section>`;
  }

  private renderPanel() {
    const { t } = this;
    const { session, announcements, layers, conversation, download, deletion, quickExit } = this.controllers;
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- it does nothing but stop second clicks
    return html`<div class="panel" @click=${onlyFirstClick}>
        ${header({
          t,
          menuOpen: layers.menuOpen,
          started: session.started,
          hasMessages: conversation.entries.length > 0,
          helpOpen: layers.sheet === "help",
          toggleMenu: () => layers.toggleMenu(),
          about: () => void layers.openSheet("about", layers.find("#options")),
          download: () => download.ask(),
          remove: () => deletion.ask(),
          close: () => this.close(),
          help: (event) => this.controllers.openHelp(event.currentTarget as HTMLElement),
          exit: () => quickExit.leave(),
        })}
        ${this.renderSheet()}
        ${session.started ? this.renderChat() : this.renderConsent()}
        <p class="unseen" role="status">${announcements.text}</p>
        <p class="unseen" role="status">${conversation.writing && !layers.sheet ? t("writing") : ""}</p>
      </div>`;
  }

  private renderSheet() {
    const { t, language } = this;
    const { session, config, directory, layers } = this.controllers;
    const back = () => void layers.closeSheet();
    if (layers.sheet === "about") {
      return about({ ...this.facts, clinicUrl: this.clinicUrl || config.values.contact_url, back });
    }
    if (layers.sheet !== "help") return nothing;
    return help({
      t,
      lines: directory.lines,
      country: directory.country,
      builtIn: directory.failed,
      language,
      backWords: t(session.started ? "backToChat" : "back"),
      choose: (code) => directory.choose(code),
      back,
    });
  }

  /** What a visitor is told before the conversation, and can read again later. */
  private get facts() {
    const config = this.controllers.config.values;
    return {
      t: this.t,
      config,
      clinic: this.clinicName || config.clinic_name || location.hostname,
      privacyUrl: this.privacyUrl || config.privacy_url,
    };
  }

  private renderConsent() {
    const { consent, layers } = this.controllers;
    return consentNotice({
      ...this.facts,
      starting: consent.starting,
      note: consent.note,
      error: consent.error,
      hidden: layers.sheet !== null,
      agree: () => void consent.agree(),
      decline: () => this.close(),
    });
  }

  private renderChat() {
    const { t, language } = this;
    const { config, directory, layers, conversation, connection, actions, draft, restoration, scroll } =
      this.controllers;
    return chat({
      t,
      language,
      hidden: layers.sheet !== null,
      conversation,
      online: connection.online,
      numbers: directory.numbers,
      act: actions,
      draft: draft.text,
      limit: config.maxLength,
      restore: () => void restoration.tryAgain(),
      toCrisis: () => scroll.toCrisis(),
      input: (text) => draft.type(text),
      send: () => draft.send(),
    });
  }
}
