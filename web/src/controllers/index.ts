/** Makes the controllers of one chat, and gives each the others that it needs. */

import { Api } from "../api";
import { MessageActions } from "../message-actions";
import { Session } from "../session";
import { TabStorage } from "../storage";
import type { Entry } from "../types";
import { AnnouncementsController } from "./announcements";
import { BackButtonController } from "./back-button";
import { ConnectionController } from "./connection";
import { ConsentController } from "./consent";
import { ConversationController } from "./conversation";
import { CountryController } from "./country";
import { DeletionController } from "./deletion";
import { DeliveryNewsController } from "./delivery-news";
import { DictationController } from "./dictation";
import { DownloadController } from "./download";
import { DraftController } from "./draft";
import { GreetingController } from "./greeting";
import { HelpDirectoryController } from "./help-directory";
import type { ChatHost } from "./host";
import { KeepingController } from "./keeping";
import { LanguageController } from "./language";
import { LayersController } from "./layers";
import { PanelController } from "./panel";
import { QuickExitController } from "./quick-exit";
import { ReadAloudController } from "./read-aloud";
import { RestorationController } from "./restoration";
import { ScrollController } from "./scroll";
import { ServerConfigController } from "./server-config";
import { SpokenMessagesController } from "./spoken-messages";
import { TabsController } from "./tabs";
import { TextSizeController } from "./text-size";
import { UnreadController } from "./unread";
import { ViewportController } from "./viewport";

export class Controllers {
  private readonly storage = new TabStorage();
  private readonly api = new Api(() => this.host.channelAddress);
  readonly session = new Session(this.api, this.storage);

  // They act in this order: the panel is shown before anything in it is scrolled to.
  readonly announcements = new AnnouncementsController(this.host);
  readonly language = new LanguageController(this.host, this.api);
  readonly textSize = new TextSizeController(this.host, this.storage);
  readonly config = new ServerConfigController(this.host, this.api);
  readonly directory = new HelpDirectoryController(this.host, this.api, this.storage);
  readonly layers = new LayersController(this.host, () => this.panel.close());
  readonly greeting = new GreetingController(this.host, this.storage, this.layers);
  readonly back = new BackButtonController(this.host, () => this.panel.close());
  readonly panel = new PanelController(this.host, this.storage, this.session, this.layers, this.back);
  readonly country = new CountryController(this.host, this.api, this.session, this.storage, this.directory);
  private readonly spoken = new SpokenMessagesController(this.host, this.announcements, this.directory);
  readonly conversation = new ConversationController(
    this.host,
    this.api,
    this.session,
    this.storage,
    new DeliveryNewsController(this.host, this.announcements),
    (entries) => this.said(entries),
    () => this.country.tellServer(),
  );
  readonly tabs = new TabsController(this.host, this.session, (news) => this.heard(news));
  readonly unread = new UnreadController(this.host, this.conversation);
  readonly scroll = new ScrollController(this.host, this.conversation);
  readonly draft = new DraftController(this.host, this.config, this.conversation, this.layers, this.announcements);
  readonly dictation = new DictationController(this.host, this.draft, this.layers, this.announcements);
  readonly readAloud = new ReadAloudController(this.host, this.conversation, this.directory);
  readonly consent = new ConsentController(this.host, this.session, this.config, this.conversation, this.layers, () => {
    void this.country.tellServer();
  });
  readonly keeping = new KeepingController(this.host, this.api, this.session, this.announcements);
  readonly restoration = new RestorationController(
    this.host,
    this.storage,
    this.session,
    this.conversation,
    this.layers,
    () => (this.consent.note = this.host.t("expiredConsent")),
  );
  readonly deletion = new DeletionController(
    this.host,
    this.session,
    this.conversation,
    this.layers,
    this.announcements,
    (sharedBy) => this.deleted(sharedBy),
  );
  readonly download = new DownloadController(this.host, this.conversation, this.layers, this.announcements);
  readonly quickExit = new QuickExitController(
    this.host,
    this.session,
    this.conversation,
    this.announcements,
    this.back,
    this.tabs,
  );
  readonly connection = new ConnectionController(this.host, () => this.reconnected());
  readonly actions = new MessageActions(
    this.host,
    this.conversation,
    this.layers,
    this.announcements,
    (opener) => this.openHelp(opener),
    (code) => this.country.choose(code),
    this.readAloud,
  );

  constructor(private readonly host: ChatHost) {
    new ViewportController(host);
  }

  /** Fetch what the server says of itself, as far as it is not here yet. */
  load(): void {
    void this.config.load();
    void this.directory.load();
  }

  /** @param opener what gets the focus back when the help lines close. */
  openHelp(opener: HTMLElement): void {
    void this.directory.load();
    void this.layers.openSheet("help", opener);
  }

  private reconnected(): void {
    this.conversation.outbox.nudge();
    this.country.tellWhatIsUntold();
    if (this.conversation.restoreFailed) void this.restoration.restore();
    this.load();
    void this.language.load();
  }

  private said(entries: Entry[]): void {
    this.country.listen(entries);
    this.spoken.speak(entries, this.conversation);
    for (const { local, kind } of entries) {
      if (local) continue;
      const told = kind === "chat" || kind === "notice" ? kind : "answer";
      this.host.tellPage({ from: "assistant", kind: told });
    }
    if (entries.some(({ local }) => !local)) this.tabs.tell("said");
  }

  private deleted(sharedBy: string | undefined): void {
    this.draft.clear();
    this.consent.note = this.host.t("deleted");
    this.tabs.tell("ended", sharedBy);
  }

  /** In another tab that shares this conversation. */
  private heard(news: "said" | "ended"): void {
    if (news === "said") {
      void this.restoration.restore();
      return;
    }
    this.draft.clear();
    this.conversation.clear();
    this.session.forget();
    this.layers.closeAll();
    this.consent.note = this.host.t("deletedElsewhere");
    this.host.requestUpdate();
  }
}
