/** `<attachment-guide>`: its attributes, the controllers that do its work, and what is shown. */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { Controllers } from "./controllers";
import type { ChatHost } from "./controllers/host";
import type { Translate } from "./strings";
import { styles } from "./styles";
import type { MessageNews } from "./types";
import { chat } from "./views/chat";
import { announcer } from "./views/announcer";
import { confirm } from "./views/confirm";
import { about, consentNotice } from "./views/consent";
import { curtain, exitCount } from "./views/exit";
import { onlyFirstClick } from "./views/first-click";
import { greeting } from "./views/greeting";
import { header } from "./views/header";
import { help } from "./views/help";
import { launcher } from "./views/launcher";

export class AttachmentGuide extends LitElement implements ChatHost {
  /** The one chat of the page. */
  private static active: AttachmentGuide | null = null;
  /** Where the server's web channel is, if the element does not say. */
  static home = "/chat";
  static styles = styles;
  static properties = {
    clinicName: { attribute: "clinic-name" },
    clinicUrl: { attribute: "clinic-url" },
    privacyUrl: { attribute: "privacy-url" },
    exitUrl: { attribute: "exit-url" },
    launcherText: { attribute: "launcher-text" },
    greeting: {},
    dictation: { type: Boolean },
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
  declare launcherText: string | null;
  declare greeting: string | null;
  declare dictation: boolean;
  declare country: string | null;
  declare server: string | null;
  declare theme: string | null;
  declare open: boolean;

  private readonly controllers = new Controllers(this);

  constructor() {
    super();
    this.open = false;
    this.dictation = false;
  }

  get t(): Translate {
    return this.controllers.language.t;
  }

  get language(): string {
    return this.lang || document.documentElement.lang || "en";
  }

  get channelAddress(): string {
    return this.server ? `${this.server.replace(/\/+$/, "")}/chat` : AttachmentGuide.home;
  }

  override connectedCallback(): void {
    AttachmentGuide.active ??= this;
    // A second chat on a page would be a second button over the first, and the same memory for two conversations.
    if (AttachmentGuide.active === this) super.connectedCallback();
    else this.hidden = true;
  }

  override disconnectedCallback(): void {
    if (AttachmentGuide.active !== this) return;
    super.disconnectedCallback();
    AttachmentGuide.active = null;
    const other = [...document.querySelectorAll("attachment-guide")].find((one) => one !== this);
    if (!(other instanceof AttachmentGuide)) return;
    other.hidden = false;
    other.connectedCallback();
  }

  show(): void {
    this.controllers.panel.open();
  }

  close(): void {
    this.controllers.panel.close();
  }

  tellPage(news: MessageNews): void {
    this.dispatchEvent(new CustomEvent("attachment-guide-message", { detail: news }));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) this.controllers.load();
    // The page may want to know, and is told nothing of what is said.
    const changedNow = changed.has("open") && changed.get("open") !== undefined;
    if (changedNow) this.dispatchEvent(new Event(this.open ? "attachment-guide-open" : "attachment-guide-close"));
  }

  // --- what is shown ---------------------------------------------------------------------------------------

  protected override render() {
    const { t } = this;
    const { quickExit, unread, layers, announcements } = this.controllers;
    if (quickExit.leaving) return curtain(t, quickExit.stuck);
    const keep = layers.keepKeys;
    return html`
      <section class="root" lang=${t.language} dir=${t.direction} aria-label=${t("widgetLabel")} @keydown=${keep} @keypress=${keep} @keyup=${keep}>
        ${greeting({ t, text: unread.unread ? "" : this.controllers.greeting.text, open: () => this.show(), dismiss: () => this.controllers.greeting.dismiss() })}
        ${launcher({ t, text: this.launcherText, hidden: this.open, unread: unread.unread, open: () => this.show() })}
        ${announcer(announcements.items, false)}
        ${this.open ? nothing : exitCount(quickExit.count)}
        <dialog id="panel" aria-labelledby="title" @keydown=${layers.keydown} @cancel=${layers.cancel} @focusin=${layers.focusMoved} @scroll=${layers.scrolled}>
          ${this.renderPanel()}
        </dialog>
      </section>`;
  }

  private renderPanel() {
    const { t } = this;
    const { session, announcements, layers, conversation, download, deletion, quickExit, textSize } = this.controllers;
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- it does nothing but stop second clicks
    return html`<div class="panel size-${textSize.step}" @click=${onlyFirstClick}>
        ${header({
          t,
          menuOpen: layers.menuOpen,
          started: session.started,
          textSize,
          hasMessages: conversation.entries.length > 0,
          helpOpen: layers.sheet === "help",
          toggleMenu: () => layers.toggleMenu(),
          about: () => {
            void this.controllers.keeping.load();
            void layers.openSheet("about", layers.find("#options"));
          },
          download: () => download.ask(),
          remove: () => deletion.ask(),
          close: () => this.close(),
          help: (event) => this.controllers.openHelp(event.currentTarget as HTMLElement),
          exit: () => quickExit.leave(),
        })}
        ${this.open ? exitCount(quickExit.count) : nothing}
        ${this.renderSheet()}
        ${session.started ? this.renderChat() : this.renderConsent()}
        ${announcer(announcements.items, true)}
      </div>`;
  }

  private renderSheet() {
    const { t } = this;
    const { session, config, directory, layers, country } = this.controllers;
    const back = () => void layers.closeSheet();
    const { sheet } = layers;
    if (sheet === "delete" || sheet === "download" || sheet === "dictate") {
      const { deletion, download, dictation } = this.controllers;
      const confirmed = {
        delete: () => void deletion.confirm(),
        download: () => download.confirm(),
        dictate: () => dictation.agree(),
      };
      const error = sheet === "delete" ? deletion.error : "";
      return confirm({ t, question: sheet, error, confirm: confirmed[sheet], cancel: back });
    }
    if (sheet === "about") {
      const { keeping } = this.controllers;
      return about({ ...this.facts, clinicUrl: this.clinicUrl || config.values.contact_url, keeping, back });
    }
    if (sheet !== "help") return nothing;
    return help({
      t,
      lines: directory.lines,
      country: directory.country,
      builtIn: directory.failed,
      language: t.language,
      backWords: t(session.started ? "backToChat" : "back"),
      choose: (code) => country.choose(code),
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
    const { t } = this;
    const { config, directory, layers, conversation, connection, actions, draft, restoration, scroll } =
      this.controllers;
    return chat({
      t,
      language: t.language,
      hidden: layers.sheet !== null,
      conversation,
      online: connection.online,
      numbers: directory.numbers,
      help: { lines: directory.lines, country: directory.country },
      act: actions,
      keydown: layers.moveInList,
      dictation: this.controllers.dictation,
      draft: draft.text,
      limit: config.maxLength,
      restore: () => void restoration.tryAgain(),
      toCrisis: () => scroll.toCrisis(),
      input: (text) => draft.type(text),
      send: () => draft.send(),
    });
  }
}
