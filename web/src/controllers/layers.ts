/** What lies over what in the chat: the panel, a sheet in it, the menu. One opens, one closes, the focus follows. */

import type { ReactiveController } from "lit";
import { isComposing } from "../input-method";
import type { ChatHost } from "./host";

export type Question = "delete" | "download" | "dictate";
/** What takes the chat's place in the panel. The head stays: nothing ever lies over the way to help and out. */
export type Sheet = "help" | "about" | Question;

/** What has the focus when a sheet opens; in a question, the answer that does nothing. */
const FIRST: Record<Sheet, string> = {
  help: "#help-heading",
  about: "#about-heading",
  delete: "#question-cancel",
  download: "#question-cancel",
  dictate: "#question-cancel",
};

/** On screens narrower or lower than this the panel takes the whole screen, and the page behind it is inert. */
const SMALL_SCREEN = "(max-width: 30em), (max-height: 30em)";

export class LayersController implements ReactiveController {
  sheet: Sheet | null = null;
  menuOpen = false;
  private panelShown = false;
  private opener: HTMLElement | null = null;
  private readonly small = window.matchMedia(SMALL_SCREEN);

  constructor(
    private readonly host: ChatHost,
    private readonly closePanel: () => void,
  ) {
    host.addController(this);
  }

  /** Whether the chat, when open, is all that is seen. */
  get coversPage(): boolean {
    return this.small.matches;
  }

  hostConnected(): void {
    this.small.addEventListener("change", this.resized);
  }

  hostDisconnected(): void {
    this.small.removeEventListener("change", this.resized);
  }

  hostUpdated(): void {
    if (this.host.open === this.panelShown) return;
    this.panelShown = this.host.open;
    this.showPanel();
  }

  find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** Give the focus to what is there once everything that changed is shown. */
  async focusOn(selector: string): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.find(selector)?.focus();
  }

  toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    void this.focusOn(this.menuOpen ? "#menu button" : "#options");
  }

  /** @param opener what gets the focus back when the sheet closes. */
  async openSheet(sheet: Sheet, opener: HTMLElement | null): Promise<void> {
    if (sheet === this.sheet) return this.closeSheet();
    this.opener = opener;
    this.sheet = sheet;
    this.menuOpen = false;
    await this.focusOn(FIRST[sheet]);
  }

  async closeSheet(): Promise<void> {
    this.sheet = null;
    this.host.requestUpdate();
    await this.host.updateComplete;
    (this.opener?.isConnected ? this.opener : this.find("#help"))?.focus();
  }

  /** @param focus where to go on, to what opened the sheet if not said. */
  async answered(focus?: string): Promise<void> {
    if (!focus) return this.closeSheet();
    this.sheet = null;
    await this.focusOn(focus);
  }

  closeAll(): void {
    this.menuOpen = false;
    this.sheet = null;
  }

  /** Escape closes one thing at a time, the innermost first. */
  private escape(): void {
    if (this.menuOpen) this.toggleMenu();
    else if (this.sheet) void this.closeSheet();
    else this.closePanel();
  }

  /** The browser would close a modal panel itself, whatever else lies open in it. */
  cancel = (event: Event): void => {
    event.preventDefault();
    this.escape();
  };

  keydown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.escape();
  };

  /** Keys pressed in the chat are no shortcuts of the page; the way out listens before this. */
  keepKeys = (event: KeyboardEvent): void => event.stopPropagation();

  /** Between messages by the arrow keys, to the first and the last by Home and End. */
  moveInList = (event: KeyboardEvent): void => {
    const message = event.target as Element;
    if (!message.matches(".message") || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...(message.parentElement?.children ?? [])];
    const at = all.indexOf(message);
    const aims: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 };
    const next = all[aims[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    (next as HTMLElement).focus();
  };

  /** Browsers without `overflow: clip` scroll the panel to what gets the focus, and its head with the way out is gone. */
  scrolled = ({ target }: Event): void => {
    const box = target as Element;
    if (box.id === "panel") box.scrollTop = 0;
  };

  /** The menu closes when the focus goes elsewhere. */
  focusMoved = (event: FocusEvent): void => {
    if (!this.menuOpen || (event.target as Element).closest(".options") || !event.relatedTarget) return;
    this.menuOpen = false;
    this.host.requestUpdate();
  };

  /** Modal where it covers the page, beside the page elsewhere. */
  private showPanel(): void {
    const panel = this.host.renderRoot.querySelector<HTMLDialogElement>("#panel");
    if (!panel) return;
    if (panel.open) panel.close();
    if (!this.host.open) return;
    if (this.coversPage) panel.showModal();
    // Not show(): that would take the focus from a page that starts with the chat open.
    else panel.setAttribute("open", "");
  }

  private resized = (): void => {
    const focused = (this.host.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
    this.showPanel();
    focused?.focus();
  };
}
