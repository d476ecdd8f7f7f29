/** `<attachment-guide>`: its attributes, the controllers that do its work, and what is shown. */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { Api } from "./api";
import { AnnouncementsController } from "./controllers/announcements";
import { ConnectionController } from "./controllers/connection";
import { ConsentController } from "./controllers/consent";
import { ConversationController } from "./controllers/conversation";
import { DeletionController } from "./controllers/deletion";
import { DeliveryNewsController } from "./controllers/delivery-news";
import { DownloadController } from "./controllers/download";
import { DraftController } from "./controllers/draft";
import { HelpDirectoryController } from "./controllers/help-directory";
import type { ChatHost } from "./controllers/host";
import { LayersController } from "./controllers/layers";
import { PanelController } from "./controllers/panel";
import { QuickExitController } from "./controllers/quick-exit";
import { RestorationController } from "./controllers/restoration";
import { ScrollController } from "./controllers/scroll";
import { ServerConfigController } from "./controllers/server-config";
import { UnreadController } from "./controllers/unread";
import { ViewportController } from "./controllers/viewport";
import { MessageActions } from "./message-actions";
import { Session } from "./session";
import { TabStorage } from "./storage";
import { translator, type Translate } from "./strings";
import { styles } from "./styles";
import { chat } from "./views/chat";
import { questions } from "./views/confirm";
import { about, consent } from "./views/consent";
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

  private readonly storage = new TabStorage();
  private readonly api = new Api(() => this.channelAddress);
  private readonly session = new Session(this.api, this.storage);

  // Controllers act in this order: the panel is shown before anything in it is scrolled to.
  private readonly announcements = new AnnouncementsController(this);
  private readonly config = new ServerConfigController(this, this.api);
  private readonly directory = new HelpDirectoryController(this, this.api, this.storage);
  private readonly layers = new LayersController(this, () => this.close());
  private readonly panel = new PanelController(this, this.storage, this.session, this.layers);
  private readonly deliveryNews = new DeliveryNewsController(this, this.announcements);
  private readonly conversation = new ConversationController(
    this,
    this.api,
    this.session,
    this.storage,
    this.deliveryNews,
  );
  private readonly unread = new UnreadController(this, this.conversation);
  private readonly scroller = new ScrollController(this, this.conversation);
  private readonly draft = new DraftController(this, this.config, this.conversation, this.layers, this.announcements);
  private readonly consent = new ConsentController(this, this.session, this.config, this.conversation, this.layers);
  private readonly restoration = new RestorationController(
    this,
    this.storage,
    this.session,
    this.conversation,
    this.layers,
    () => (this.consent.note = this.t("expiredConsent")),
  );
  private readonly deletion = new DeletionController(
    this,
    this.session,
    this.conversation,
    this.layers,
    this.announcements,
    () => this.deleted(),
  );
  private readonly download = new DownloadController(this, this.conversation, this.layers, this.announcements);
  private readonly quickExit = new QuickExitController(this, this.session, this.conversation, this.announcements);
  private readonly connection = new ConnectionController(this, () => this.reconnected());
  private readonly actions = new MessageActions(this, this.conversation, this.layers, this.announcements, (opener) =>
    this.openHelp(opener),
  );

  constructor() {
    super();
    this.open = false;
    new ViewportController(this);
  }

  get t(): Translate {
    return translator(this.language);
  }

  get language(): string {
    return this.lang || document.documentElement.lang || "en";
  }

  private get channelAddress(): string {
    return this.server ? `${this.server.replace(/\/+$/, "")}/chat` : AttachmentGuide.home;
  }

  show(): void {
    this.panel.open();
  }

  close(): void {
    this.panel.close();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) this.load();
  }

  private load(): void {
    void this.config.load();
    void this.directory.load();
  }

  private reconnected(): void {
    this.conversation.outbox.nudge();
    if (this.conversation.restoreFailed) void this.restoration.restore();
    this.load();
  }

  private deleted(): void {
    this.draft.clear();
    this.consent.note = this.t("deleted");
  }

  private openHelp(opener: HTMLElement): void {
    void this.directory.load();
    void this.layers.openSheet("help", opener);
  }

  // --- what is shown ---------------------------------------------------------------------------------------

  protected override render() {
    const { t, layers } = this;
    if (this.quickExit.leaving) return html`<div class="curtain" role="status">${t("exiting")}</div>`;
    return html`
      <section lang=${t.language} aria-label=${t("widgetLabel")}>
        ${launcher({ t, hidden: this.open, unread: this.unread.unread, open: () => this.show() })}
        <dialog id="panel" aria-labelledby="title" @keydown=${layers.keydown} @cancel=${layers.cancel} @focusin=${layers.focusMoved}>
          ${this.renderPanel()}
        </dialog>
        ${questions({
          t,
          deleteError: this.deletion.error,
          remove: () => void this.deletion.confirm(),
          download: () => this.download.confirm(),
          cancel: () => void layers.answered(),
        })}
      </section>`;
  }

  private renderPanel() {
    const { t, layers, session, conversation } = this;
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
          download: () => this.download.ask(),
          remove: () => this.deletion.ask(),
          close: () => this.close(),
          help: (event) => this.openHelp(event.currentTarget as HTMLElement),
          exit: () => this.quickExit.leave(),
        })}
        ${this.renderSheet()}
        ${session.started ? this.renderChat() : this.renderConsent()}
        <p class="unseen" role="status">${this.announcements.text}</p>
        <p class="unseen" role="status">${conversation.writing && !layers.sheet ? t("writing") : ""}</p>
      </div>`;
  }

  private renderSheet() {
    const { t, directory, layers } = this;
    const back = () => void layers.closeSheet();
    if (layers.sheet === "about") {
      return about({ ...this.facts, clinicUrl: this.clinicUrl || this.config.values.contact_url, back });
    }
    if (layers.sheet !== "help") return nothing;
    return help({
      t,
      lines: directory.lines,
      country: directory.country,
      builtIn: directory.failed,
      language: this.language,
      backWords: t(this.session.started ? "backToChat" : "back"),
      choose: (code) => directory.choose(code),
      back,
    });
  }

  /** What a visitor is told before the conversation, and can read again later. */
  private get facts() {
    const config = this.config.values;
    return {
      t: this.t,
      config,
      clinic: this.clinicName || config.clinic_name || location.hostname,
      privacyUrl: this.privacyUrl || config.privacy_url,
    };
  }

  private renderConsent() {
    const { starting, note, error } = this.consent;
    return consent({
      ...this.facts,
      starting,
      note,
      error,
      hidden: this.layers.sheet !== null,
      agree: () => void this.consent.agree(),
      decline: () => this.close(),
    });
  }

  private renderChat() {
    return chat({
      t: this.t,
      language: this.language,
      hidden: this.layers.sheet !== null,
      conversation: this.conversation,
      online: this.connection.online,
      numbers: this.directory.numbers,
      act: this.actions,
      draft: this.draft.text,
      limit: this.config.maxLength,
      restore: () => void this.restoration.tryAgain(),
      toCrisis: this.scroller.toCrisis,
      input: (text) => this.draft.type(text),
      send: () => this.draft.send(),
    });
  }
}
