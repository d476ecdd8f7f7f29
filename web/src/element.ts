/** `<attachment-guide>`: puts the parts together, and minds what is open and where the focus goes. */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { Api, ApiError } from "./api";
import { Conversation } from "./conversation";
import { HelpDirectory } from "./help-lines";
import { Layers, onlyFirstClick } from "./layers";
import { safeUrl } from "./links";
import { DeliveryNews } from "./news";
import { ShiftPresses, leavePage } from "./quick-exit";
import { bringToTop, showNews } from "./scroll";
import { Session } from "./session";
import { TabStorage } from "./storage";
import { translator, type Translate } from "./strings";
import { styles } from "./styles";
import { saveText, transcript } from "./transcript";
import type { Choice, Config, Entry } from "./types";
import { VisibleHeight } from "./viewport";
import { banner } from "./views/banner";
import { composer, countWords, lengthOf, roomLeft } from "./views/composer";
import { questions } from "./views/confirm";
import { about, consent } from "./views/consent";
import { header } from "./views/header";
import { help } from "./views/help";
import { launcher } from "./views/launcher";
import { log } from "./views/log";

const MAX_LENGTH = 2000;
const NEUTRAL_SITE = "https://www.wikipedia.org/";
export class AttachmentGuide extends LitElement {
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

  private storage = new TabStorage();
  private api!: Api;
  private session!: Session;
  private conversation!: Conversation;
  private directory!: HelpDirectory;
  private config: Config = {};
  private configLoaded = false;

  private starting = false;
  private leaving = false;
  private quiet = true;
  /** How many entries there were when last looked at, to tell what came while the chat was closed. */
  private read = 0;
  private unread = false;
  private draft = "";
  private consentNote = "";
  private consentError = "";
  private deleteError = "";
  private announcement = "";
  private seen = 0;
  private readonly news = new DeliveryNews();

  private readonly layers = new Layers(this, () => this.close());
  private readonly visible = new VisibleHeight();
  private readonly shift = new ShiftPresses((left) => this.shiftPressed(left));
  private readonly refresh = () => this.requestUpdate();

  constructor() {
    super();
    this.open = false;
  }

  private get t(): Translate {
    return translator(this.language);
  }

  private get language(): string {
    return this.lang || document.documentElement.lang || "en";
  }

  private get clinic(): string {
    return this.clinicName || this.config.clinic_name || location.hostname;
  }

  private get limit(): number {
    return this.config.max_length ?? MAX_LENGTH;
  }

  // --- life of the element ---------------------------------------------------------------------------------

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.api) this.build();
    this.shift.connect();
    this.visible.connect();
    this.layers.connect();
    window.addEventListener("online", this.connected);
    window.addEventListener("pageshow", this.broughtBack);
    window.addEventListener("offline", this.refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shift.disconnect();
    this.visible.disconnect();
    this.layers.disconnect();
    window.removeEventListener("online", this.connected);
    window.removeEventListener("pageshow", this.broughtBack);
    window.removeEventListener("offline", this.refresh);
  }

  private build(): void {
    const base = this.server ? `${this.server.replace(/\/+$/, "")}/chat` : AttachmentGuide.home;
    this.api = new Api(base);
    this.session = new Session(this.api, this.storage);
    this.directory = new HelpDirectory(this.api, this.storage, this.refresh);
    this.conversation = new Conversation(this.api, this.session, this.storage, () => this.t, () => this.conversationChanged());
    const remembered = this.storage.get("open");
    if (remembered !== undefined) this.open = remembered;
    if (this.session.started) void this.restore();
  }

  protected override firstUpdated(): void {
    const root = this.renderRoot as ShadowRoot;
    if (root.adoptedStyleSheets) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.visible.sheet];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) {
      this.unread = false;
      void this.loadConfig();
      void this.directory.load();
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("open")) this.layers.showPanel();
    this.scrollToNews();
  }

  // --- what happens ----------------------------------------------------------------------------------------

  private async loadConfig(): Promise<void> {
    if (this.configLoaded) return;
    this.configLoaded = true;
    try {
      this.config = await this.api.config();
    } catch {
      this.configLoaded = false;
    }
    this.refresh();
  }

  private async restore(): Promise<void> {
    this.quiet = true;
    const outcome = await this.conversation.restore();
    if (outcome === "ended") this.consentNote = this.t("expiredConsent");
    else if (this.conversation.entries.length === 0 && !this.conversation.restoreFailed) this.conversation.welcome();
    this.refresh();
    await this.updateComplete;
    this.quiet = false;
    this.refresh();
  }

  private async restoreAgain(): Promise<void> {
    await this.restore();
    await this.layers.focusOn(this.session.started ? "#draft" : "#consent-heading");
  }

  private async start(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.consentError = "";
    this.refresh();
    try {
      await this.session.start();
    } catch (error) {
      this.consentError = error instanceof ApiError && !error.passing ? error.message : this.t("startFailed");
      return;
    } finally {
      this.starting = false;
      this.refresh();
    }
    this.consentNote = "";
    void this.loadConfig();
    // The log has to be there, and live, before the first message is put into it, or it is not read out.
    this.quiet = false;
    this.refresh();
    await this.updateComplete;
    this.conversation.welcome();
    await this.layers.focusOn("#draft");
  }

  private send(): void {
    const text = this.draft.trim();
    if (!text || lengthOf(text) > this.limit) {
      void this.layers.focusOn("#draft");
      return;
    }
    this.draft = "";
    this.conversation.say(text);
  }

  /** The buttons vanish once one is chosen, so the focus moves to what was said, just above the answer. */
  private async choose(choice: Choice): Promise<void> {
    const entry = this.conversation.choose(choice);
    if (entry) await this.layers.focusOn(`[data-id="${entry.id}"]`);
  }

  private async ask(text: string): Promise<void> {
    await this.layers.focusOn(`[data-id="${this.conversation.say(text).id}"]`);
  }

  private async helped(entry: Entry, helped: boolean): Promise<void> {
    try {
      await this.conversation.giveFeedback(entry, helped);
      this.announce(this.t("helpedThanks"));
    } catch {
      this.announce(this.t("helpedFailed"));
    }
  }

  private askToDelete(): void {
    this.deleteError = "";
    this.layers.put("delete");
  }

  private async deleteConversation(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.deleteError = "";
    this.announce(this.t("deleting"));
    // What is still on its way must not start the conversation anew.
    this.conversation.outbox.hold();
    try {
      await this.session.end();
    } catch {
      this.deleteError = this.t("deleteFailed");
      this.conversation.outbox.resume();
      return;
    } finally {
      this.starting = false;
      this.refresh();
    }
    this.conversation.clear();
    this.draft = "";
    this.consentNote = this.t("deleted");
    this.announce(this.t("deleted"));
    await this.layers.answered("#consent-heading");
  }

  private download(): void {
    saveText(transcript(this.conversation.entries, this.t, this.language), this.t("downloadFile"));
    this.announce(this.t("downloaded"));
    void this.layers.answered();
  }

  private exit = (): void => {
    this.leaving = true;
    this.announce(this.t("exiting"));
    this.conversation.clear();
    this.session.abandon();
    leavePage(safeUrl(this.exitUrl) ?? NEUTRAL_SITE);
  };

  private shiftPressed(left: number | null): void {
    // On a page where the chat was never opened, Shift is the page's own.
    if (!this.open && !this.session.started) return;
    if (left === 0) this.exit();
    else this.announce(left === null ? this.t("exitReset") : this.t(left === 2 ? "exitPress2" : "exitPress1"));
  }

  private connected = (): void => {
    this.conversation.outbox.nudge();
    if (this.conversation.restoreFailed) void this.restore();
    void this.loadConfig();
    void this.directory.load();
    this.refresh();
  };

  /** The browser kept this page as it was and shows it again: the conversation may have been deleted or left since. */
  private broughtBack = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.storage.read();
    this.conversation.clear();
    this.session.resume();
    if (this.session.started) void this.restore();
  };

  private conversationChanged(): void {
    const news = this.news.from(this.conversation.outbox, this.t);
    if (news) this.announce(news);
    const { length } = this.conversation.entries;
    if (!this.open && !this.quiet && length > this.read) this.unread = true;
    this.read = length;
    this.refresh();
  }

  show = (): void => {
    this.open = true;
    this.storage.set({ open: true });
    void this.layers.focusOn(this.session.started ? "#draft" : "#consent-heading");
  };

  close = (): void => {
    this.layers.closeAll();
    this.open = false;
    this.storage.set({ open: false });
    void this.layers.focusOn("#launcher");
  };

  private openHelp(opener: HTMLElement): void {
    void this.directory.load();
    void this.layers.openSheet("help", opener);
  }

  private announce(text: string): void {
    this.announcement = text;
    this.refresh();
  }

  private scrollToNews(): void {
    const { entries, writing } = this.conversation;
    const size = entries.length * 2 + Number(writing);
    if (size === this.seen || !this.open) return;
    this.seen = size;
    showNews(this.renderRoot);
  }

  private returnToCrisis(): void {
    const element = this.layers.find(`[data-id="${this.conversation.crisis?.id}"]`);
    bringToTop(this.renderRoot, element);
    element?.focus({ preventScroll: true });
  }

  // --- what is shown ---------------------------------------------------------------------------------------

  protected override render() {
    const { t } = this;
    if (this.leaving) return html`<div class="curtain" role="status">${t("exiting")}</div>`;
    return html`
      <section lang=${t.language} aria-label=${t("widgetLabel")}>
        ${launcher({ t, hidden: this.open, unread: this.unread, open: this.show })}
        <dialog id="panel" aria-labelledby="title" @keydown=${this.layers.keydown} @cancel=${(event: Event) => (event.preventDefault(), this.layers.escape())} @focusin=${this.layers.focusMoved}>
          ${this.renderPanel()}
        </dialog>
        ${questions({
          t,
          deleteError: this.deleteError,
          remove: () => void this.deleteConversation(),
          download: () => this.download(),
          cancel: () => void this.layers.answered(),
        })}
      </section>`;
  }

  private renderPanel() {
    const { t } = this;
    return html`
      <div class="panel" @click=${onlyFirstClick}>
        ${header({
          t,
          menuOpen: this.layers.menuOpen,
          started: this.session.started,
          hasMessages: this.conversation.entries.length > 0,
          helpOpen: this.layers.sheet === "help",
          toggleMenu: () => this.layers.toggleMenu(),
          about: () => void this.layers.openSheet("about", this.layers.find("#options")),
          download: () => this.layers.put("download"),
          remove: () => this.askToDelete(),
          close: this.close,
          help: (event) => this.openHelp(event.currentTarget as HTMLElement),
          exit: this.exit,
        })}
        ${this.layers.sheet === "help" ? this.renderHelp() : this.layers.sheet === "about" ? this.renderAbout() : nothing}
        ${this.session.started ? this.renderChat() : this.renderConsent()}
        <p class="unseen" role="status">${this.announcement}</p>
        <p class="unseen" role="status">${this.conversation.writing && !this.layers.sheet ? t("writing") : ""}</p>
      </div>`;
  }

  private renderHelp() {
    return help({
      t: this.t,
      lines: this.directory.lines,
      country: this.directory.country(this.country),
      builtIn: this.directory.failed,
      language: this.language,
      backWords: this.t(this.session.started ? "backToChat" : "back"),
      choose: (code) => this.directory.choose(code),
      back: () => void this.layers.closeSheet(),
    });
  }

  private get facts() {
    return { t: this.t, config: this.config, clinic: this.clinic, privacyUrl: this.privacyUrl || this.config.privacy_url };
  }

  private renderAbout() {
    return about({ ...this.facts, clinicUrl: this.clinicUrl || this.config.contact_url, back: () => void this.layers.closeSheet() });
  }

  private renderConsent() {
    return consent({
      ...this.facts,
      starting: this.starting,
      note: this.consentNote,
      error: this.consentError,
      hidden: this.layers.sheet !== null,
      agree: () => void this.start(),
      decline: this.close,
    });
  }

  private renderChat() {
    const { t, conversation } = this;
    const spoken = conversation.entries.some(({ from }) => from === "visitor");
    return html`
      <div class="chat" ?hidden=${this.layers.sheet !== null}>
        ${log({
          t,
          entries: conversation.entries,
          offered: conversation.offered,
          numbers: this.directory.numbers,
          language: this.language,
          writing: conversation.writing,
          quiet: this.quiet || conversation.restoring,
          starters: spoken || conversation.restoring || conversation.restoreFailed ? [] : t.starters,
          ask: (text) => void this.ask(text),
          act: {
            choose: (choice) => void this.choose(choice),
            helped: (entry, helped) => void this.helped(entry, helped),
            retry: (entry) => (conversation.retry(entry), void this.layers.focusOn(`[data-id="${entry.id}"]`)),
            remove: (entry) => (conversation.remove(entry), void this.layers.focusOn("#draft")),
            help: (event) => this.openHelp(event.currentTarget as HTMLElement),
          },
        })}
        ${composer({
          t,
          draft: this.draft,
          limit: this.limit,
          banner: banner({
            t,
            conversation,
            restore: () => void this.restoreAgain(),
            toCrisis: () => this.returnToCrisis(),
          }),
          input: (text) => this.typed(text),
          send: () => this.send(),
        })}
      </div>`;
  }

  private typed(text: string): void {
    const before = roomLeft(this.draft, this.limit);
    this.draft = text;
    // Said when the limit comes near and when it is passed, not at every key.
    if (roomLeft(text, this.limit) !== before) this.announce(countWords(this.t, text, this.limit));
    this.refresh();
  }
}
