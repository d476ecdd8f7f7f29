/** All controllers that have a life, on one fake element, with a server that is never asked. */

import { Api } from "../src/api";
import { AnnouncementsController } from "../src/controllers/announcements";
import { ConnectionController } from "../src/controllers/connection";
import { ConversationController } from "../src/controllers/conversation";
import { DeliveryNewsController } from "../src/controllers/delivery-news";
import { LayersController } from "../src/controllers/layers";
import { PanelController } from "../src/controllers/panel";
import { QuickExitController } from "../src/controllers/quick-exit";
import { RestorationController } from "../src/controllers/restoration";
import { ScrollController } from "../src/controllers/scroll";
import { UnreadController } from "../src/controllers/unread";
import { ViewportController } from "../src/controllers/viewport";
import { Session } from "../src/session";
import { TabStorage } from "../src/storage";
import { FakeHost } from "./fakes";

export function chat() {
  const host = new FakeHost();
  const storage = new TabStorage();
  const api = new Api(() => "/chat");
  const session = new Session(api, storage);
  const announcements = new AnnouncementsController(host);
  const layers = new LayersController(host, () => undefined);
  const news = new DeliveryNewsController(host, announcements);
  const conversation = new ConversationController(host, api, session, storage, news);
  const calls: string[] = [];
  new PanelController(host, storage, session, layers);
  new ScrollController(host, conversation);
  new ViewportController(host);
  new RestorationController(host, storage, session, conversation, layers, () => calls.push("ended"));
  new ConnectionController(host, () => calls.push("reconnected"));
  const unread = new UnreadController(host, conversation);
  const quickExit = new QuickExitController(host, session, conversation, announcements);
  return { host, storage, session, announcements, conversation, unread, quickExit, calls };
}
