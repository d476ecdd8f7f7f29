/** `<attachment-guide>`: puts the parts together, and minds what is open and where the focus goes. */

import { LitElement, html, nothing, type PropertyValues } from "lit";
import { Api, ApiError } from "./api";
import { Conversation } from "./conversation";
import { HelpDirectory } from "./help-lines";
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
import { composer, countWords, lengthOf, roomLeft } from "./views/composer";
import { confirm } from "./views/confirm";
import { about, consent } from "./views/consent";
import { header } from "./views/header";
import { help } from "./views/help";
import { launcher } from "./views/launcher";
import { log } from "./views/log";

const MAX_LENGTH = 2000;
const NEUTRAL_SITE = "https://www.wikipedia.org/";
/** On screens narrower or lower than this the panel takes the whole screen, and the page behind it is inert. */
const SMALL_SCREEN = "(max-width: 30em), (max-height: 30em)";

type Sheet = "help" | "about" | null;
type Question = "delete" | "download" | null;

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

  private sheet: Sheet = null;
  private question: Question = null;
  private menuOpen = false;
  private starting = false;
  private leaving = false;
  private quiet = true;
  /** How many entries there were when last looked at, to tell what came while the chat was closed. */
  private read = 0;
  private unread = false;
  private draft = "";
  private consentNote = "";
  private consentError = "";
  private questionError = "";
  private announcement = "";
  private opener: HTMLElement | null = null;
  private seen = 0;
  private readonly news = new DeliveryNews();

  private readonly small = window.matchMedia(SMALL_SCREEN);
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
    this.small.addEventListener("change", this.resized);
    window.addEventListener("online", this.connected);
    window.addEventListener("pageshow", this.broughtBack);
    window.addEventListener("offline", this.refresh);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shift.disconnect();
    this.visible.disconnect();
    this.small.removeEventListener("change", this.resized);
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
    if (changed.has("open")) this.showPanel();
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
    await this.focusOn(this.session.started ? "#draft" : "#consent-heading");
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
    await this.focusOn("#draft");
  }

  private send(): void {
    const text = this.draft.trim();
    if (!text || lengthOf(text) > this.limit) {
      void this.focusOn("#draft");
      return;
    }
    this.draft = "";
    this.conversation.say(text);
  }

  /** The buttons vanish once one is chosen, so the focus moves to what was said, just above the answer. */
  private async choose(choice: Choice): Promise<void> {
    const entry = this.conversation.choose(choice);
    if (entry) await this.focusOn(`[data-id="${entry.id}"]`);
  }

  private async ask(text: string): Promise<void> {
    await this.focusOn(`[data-id="${this.conversation.say(text).id}"]`);
  }

  private async helped(entry: Entry, helped: boolean): Promise<void> {
    try {
      await this.conversation.giveFeedback(entry, helped);
      this.announce(this.t("helpedThanks"));
    } catch {
      this.announce(this.t("helpedFailed"));
    }
  }

  private async deleteConversation(): Promise<void> {
    if (this.starting) return;
    this.starting = true;
    this.questionError = "";
    this.announce(this.t("deleting"));
    try {
      await this.session.end();
    } catch {
      this.questionError = this.t("deleteFailed");
      return;
    } finally {
      this.starting = false;
      this.refresh();
    }
    this.conversation.clear();
    this.storage.forgetConversation();
    this.draft = "";
    this.consentNote = this.t("deleted");
    this.putQuestion(null);
    this.announce(this.t("deleted"));
    await this.focusOn("#consent-heading");
  }

  private download(): void {
    saveText(transcript(this.conversation.entries, this.t, this.language), this.t("downloadFile"));
    this.putQuestion(null);
    this.announce(this.t("downloaded"));
    void this.focusOn("#options");
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

  // --- what is open, and where the focus is ----------------------------------------------------------------

  show = (): void => {
    this.opener = this.find("#launcher");
    this.open = true;
    this.storage.set({ open: true });
    void this.focusOn(this.session.started ? "#draft" : "#consent-heading");
  };

  close = (): void => {
    this.menuOpen = false;
    this.sheet = null;
    this.open = false;
    this.storage.set({ open: false });
    void this.focusOn("#launcher");
  };

  /** Modal where it covers the page, beside the page elsewhere. */
  private showPanel(): void {
    const panel = this.find<HTMLDialogElement>("#panel");
    if (!panel) return;
    if (panel.open) panel.close();
    if (!this.open) return;
    if (this.small.matches) panel.showModal();
    // Not show(): that would take the focus from a page that starts with the chat open.
    else panel.setAttribute("open", "");
  }

  private resized = (): void => {
    const focused = (this.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
    this.showPanel();
    focused?.focus();
  };

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    this.refresh();
    if (this.menuOpen) void this.focusOn("#menu button");
  }

  private async openSheet(sheet: Sheet, opener: HTMLElement | null): Promise<void> {
    if (sheet === this.sheet) return this.closeSheet();
    this.opener = opener;
    this.sheet = sheet;
    this.menuOpen = false;
    this.refresh();
    if (sheet === "help") void this.directory.load();
    await this.focusOn(`#${sheet}-heading`);
  }

  private async closeSheet(): Promise<void> {
    this.sheet = null;
    this.refresh();
    await this.updateComplete;
    (this.opener?.isConnected ? this.opener : this.find("#help"))?.focus();
  }

  private putQuestion(question: Question): void {
    const before = this.question;
    this.question = question;
    this.questionError = "";
    this.menuOpen = false;
    this.refresh();
    if (before) this.find<HTMLDialogElement>(`#${before}`)?.close();
    if (!question) return;
    const dialog = this.find<HTMLDialogElement>(`#${question}`);
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>("[data-first]")?.focus();
  }

  private cancelQuestion(): void {
    this.putQuestion(null);
    void this.focusOn("#options");
  }

  /** Escape closes one thing at a time, the innermost first. */
  private escape(): void {
    if (this.menuOpen) {
      this.menuOpen = false;
      void this.focusOn("#options");
    } else if (this.sheet) void this.closeSheet();
    else this.close();
  }

  private keydown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.escape();
  }

  /** A second click of a double click never counts: it may land on what the first one brought there. */
  private once(event: MouseEvent): void {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private leaveMenu(event: FocusEvent): void {
    if (!this.menuOpen || (event.target as Element).closest(".options") || !event.relatedTarget) return;
    this.menuOpen = false;
    this.refresh();
  }

  private find<E extends HTMLElement = HTMLElement>(selector: string): E | null {
    return this.renderRoot.querySelector<E>(selector);
  }

  private async focusOn(selector: string): Promise<void> {
    this.refresh();
    await this.updateComplete;
    this.find(selector)?.focus();
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
    const element = this.find(`[data-id="${this.conversation.crisis?.id}"]`);
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
        <dialog id="panel" aria-labelledby="title" @keydown=${this.keydown} @cancel=${(event: Event) => (event.preventDefault(), this.escape())} @focusin=${this.leaveMenu}>
          ${this.renderPanel()}
        </dialog>
        ${this.renderQuestions()}
      </section>`;
  }

  private renderPanel() {
    const { t } = this;
    const fromButton = (event: Event) => event.currentTarget as HTMLElement;
    return html`
      <div class="panel" @click=${{ handleEvent: (event: MouseEvent) => this.once(event), capture: true }}>
        ${header({
          t,
          clinic: this.clinic,
          menuOpen: this.menuOpen,
          started: this.session.started,
          hasMessages: this.conversation.entries.length > 0,
          helpOpen: this.sheet === "help",
          toggleMenu: () => this.toggleMenu(),
          about: () => void this.openSheet("about", this.find("#options")),
          download: () => this.putQuestion("download"),
          remove: () => this.putQuestion("delete"),
          close: this.close,
          help: (event) => void this.openSheet("help", fromButton(event)),
          exit: this.exit,
        })}
        ${this.sheet === "help" ? this.renderHelp() : this.sheet === "about" ? this.renderAbout() : nothing}
        ${this.session.started ? this.renderChat() : this.renderConsent()}
        <p class="unseen" role="status">${this.announcement}</p>
        <p class="unseen" role="status">${this.conversation.writing && !this.sheet ? t("writing") : ""}</p>
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
      back: () => void this.closeSheet(),
    });
  }

  private get facts() {
    return { t: this.t, config: this.config, clinic: this.clinic, privacyUrl: this.privacyUrl || this.config.privacy_url };
  }

  private renderAbout() {
    return about({ ...this.facts, clinicUrl: this.clinicUrl || this.config.contact_url, back: () => void this.closeSheet() });
  }

  private renderConsent() {
    return consent({
      ...this.facts,
      starting: this.starting,
      note: this.consentNote,
      error: this.consentError,
      hidden: this.sheet !== null,
      agree: () => void this.start(),
      decline: this.close,
    });
  }

  private renderChat() {
    const { t, conversation } = this;
    const spoken = conversation.entries.some(({ from }) => from === "visitor");
    return html`
      <div class="chat" ?hidden=${this.sheet !== null}>
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
            retry: (entry) => (conversation.retry(entry), void this.focusOn(`[data-id="${entry.id}"]`)),
            remove: (entry) => (conversation.remove(entry), void this.focusOn("#draft")),
            help: (event) => void this.openSheet("help", event.currentTarget as HTMLElement),
          },
        })}
        ${composer({
          t,
          draft: this.draft,
          limit: this.limit,
          banner: this.renderBanner(),
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

  private renderBanner() {
    const { t, conversation } = this;
    if (conversation.restoring) return html`<p class="banner">${t("restoring")}</p>`;
    if (conversation.restoreFailed) {
      return html`<p class="banner">${t("restoreFailed")} <button class="text" type="button" @click=${() => void this.restoreAgain()}>${t("retry")}</button></p>`;
    }
    const late = conversation.outbox.deliveries.find(({ state }) => state === "waiting");
    if (late) return html`<p class="banner">${late.reason === t("pausing") ? t("pausing") : t("offline")}</p>`;
    if (!navigator.onLine) return html`<p class="banner">${t("offline")}</p>`;
    if (!conversation.crisisBehind) return nothing;
    return html`
      <p class="banner crisis-banner">
        <button class="text" type="button" @click=${() => this.returnToCrisis()}>${t("crisisReturn")}</button>
      </p>`;
  }

  private renderQuestions() {
    const { t } = this;
    const onCancel = () => this.cancelQuestion();
    return html`
      ${confirm({
        id: "delete",
        heading: t("deleteHeading"),
        body: t("deleteBody"),
        confirm: t("deleteConfirm"),
        cancel: t("deleteCancel"),
        error: this.questionError,
        onConfirm: () => void this.deleteConversation(),
        onCancel,
      })}
      ${confirm({
        id: "download",
        heading: t("downloadHeading"),
        body: t("downloadBody"),
        confirm: t("downloadConfirm"),
        cancel: t("downloadCancel"),
        onConfirm: () => this.download(),
        onCancel,
      })}`;
  }
}
