/** Makes the controllers of one chat, and gives each the others that it needs. */

import { Api } from "../api";
import { MessageActions } from "../message-actions";
import { Session } from "../session";
import { TabStorage } from "../storage";
import { AnnouncementsController } from "./announcements";
import { ConnectionController } from "./connection";
import { ConsentController } from "./consent";
import { ConversationController } from "./conversation";
import { DeletionController } from "./deletion";
import { DeliveryNewsController } from "./delivery-news";
import { DownloadController } from "./download";
import { DraftController } from "./draft";
import { HelpDirectoryController } from "./help-directory";
import type { ChatHost } from "./host";
import { LayersController } from "./layers";
import { PanelController } from "./panel";
import { QuickExitController } from "./quick-exit";
import { RestorationController } from "./restoration";
import { ScrollController } from "./scroll";
import { ServerConfigController } from "./server-config";
import { UnreadController } from "./unread";
import { ViewportController } from "./viewport";

export class Controllers {
  private readonly storage = new TabStorage();
  private readonly api = new Api(() => this.host.channelAddress);
  readonly session = new Session(this.api, this.storage);

  // They act in this order: the panel is shown before anything in it is scrolled to.
  readonly announcements = new AnnouncementsController(this.host);
  readonly config = new ServerConfigController(this.host, this.api);
  readonly directory = new HelpDirectoryController(this.host, this.api, this.storage);
  readonly layers = new LayersController(this.host, () => this.panel.close());
  readonly panel = new PanelController(this.host, this.storage, this.session, this.layers);
  readonly conversation = new ConversationController(
    this.host,
    this.api,
    this.session,
    this.storage,
    new DeliveryNewsController(this.host, this.announcements),
  );
  readonly unread = new UnreadController(this.host, this.conversation);
  readonly scroll = new ScrollController(this.host, this.conversation);
  readonly draft = new DraftController(this.host, this.config, this.conversation, this.layers, this.announcements);
  readonly consent = new ConsentController(this.host, this.session, this.config, this.conversation, this.layers);
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
    () => this.deleted(),
  );
  readonly download = new DownloadController(this.host, this.conversation, this.layers, this.announcements);
  readonly quickExit = new QuickExitController(this.host, this.session, this.conversation, this.announcements);
  readonly connection = new ConnectionController(this.host, () => this.reconnected());
  readonly actions = new MessageActions(this.host, this.conversation, this.layers, this.announcements, (opener) =>
    this.openHelp(opener),
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
    if (this.conversation.restoreFailed) void this.restoration.restore();
    this.load();
  }

  private deleted(): void {
    this.draft.clear();
    this.consent.note = this.host.t("deleted");
  }
}
