/** Tabs that share a conversation, since one was duplicated: what is said or deleted in one is so in all. */

import type { ReactiveController } from "lit";
import type { Session } from "../session";
import type { ChatHost } from "./host";

const CHANNEL = "attachment-guide";

type News = "said" | "ended";

interface Note {
  sharedBy: string;
  news: News;
}

export class TabsController implements ReactiveController {
  private channel: BroadcastChannel | null = null;

  constructor(
    host: ChatHost,
    private readonly session: Session,
    /** Told what happened in another tab. */
    private readonly heard: (news: News) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (!("BroadcastChannel" in globalThis)) return;
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = ({ data }: MessageEvent<Note>) => {
      if (this.session.started && data.sharedBy === this.session.sharedBy) this.heard(data.news);
    };
  }

  hostDisconnected(): void {
    this.channel?.close();
    this.channel = null;
  }

  /** @param sharedBy of the session, as it was before it ended. */
  tell(news: News, sharedBy = this.session.sharedBy): void {
    if (sharedBy) this.channel?.postMessage({ sharedBy, news } satisfies Note);
  }
}
