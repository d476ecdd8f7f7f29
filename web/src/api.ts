/** The server's web channel over HTTP. Knows addresses, headers and errors, nothing of the conversation. */

import type { Words } from "./strings";
import type { Config, Content, HelpLines, ServerMessage } from "./types";

const TIMEOUT_MS = 30_000;
const UNREACHABLE = 0;

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }

  /** Whether the same request may succeed later. */
  get passing(): boolean {
    return this.status === UNREACHABLE || this.status >= 500 || this.status === 429 || this.status === 408;
  }

  get sessionLost(): boolean {
    return this.code === "no_session" || this.code === "session_expired";
  }
}

/** What a visitor allows beyond the conversation itself. */
export interface Allowed {
  /** Kept for days instead of hours. */
  keep: boolean;
  /** Staff may read, masked, what was not understood. */
  improve: boolean;
}

export class Api {
  /** Carries the session where a cookie cannot; null while the cookie does. */
  token: string | null = null;

  private known: string | undefined;

  /** @param locate tells where the web channel is; asked once, when it is first needed. */
  constructor(private readonly locate: () => string) {}

  private get base(): string {
    return (this.known ??= this.locate());
  }

  get sameOrigin(): boolean {
    return new URL(this.base, location.href).origin === location.origin;
  }

  config = () => this.call<Config>("GET", "/config");

  helpLines = () => this.call<HelpLines>("GET", "/help-lines");

  /** The window's own words in one language: a file like the script, which knows no session. */
  async words(language: string): Promise<Words> {
    const response = await fetch(`${this.base}/static/attachment-guide.${language}.json`, {
      referrerPolicy: "no-referrer",
    });
    if (!response.ok) throw await errorOf(response);
    return (await response.json()) as Words;
  }

  /** @returns whether the session is new, and its token when asked to carry it in a header. */
  async startSession(inHeader: boolean): Promise<{ created: boolean; token: string | null }> {
    const headers: Record<string, string> = inHeader ? { "X-Session-Mode": "header" } : {};
    const response = await this.request("POST", "/sessions", {}, { headers, omitCookies: inHeader });
    const body = (await response.json().catch(() => ({}))) as { token?: string };
    if (inHeader && !body.token) throw new ApiError(UNREACHABLE, "no_token", "The server sent no session.");
    return { created: response.status === 201, token: body.token ?? null };
  }

  async endSession(leavingPage = false): Promise<void> {
    await this.request("DELETE", "/sessions/current", undefined, { keepalive: leavingPage });
  }

  async send(content: Content, key: string, signal?: AbortSignal): Promise<ServerMessage[]> {
    const said = "choice" in content ? { choice: content.choice } : { text: content.text };
    const response = await this.request("POST", "/messages", { ...said, key }, { signal });
    return messagesOf(await response.json());
  }

  async history(): Promise<ServerMessage[]> {
    return messagesOf(await this.call("GET", "/messages"));
  }

  /** @param country its code; null where it is none of those with help lines. */
  async setCountry(country: string | null): Promise<void> {
    await this.request("PUT", "/country", { country });
  }

  allowed = () => this.call<Allowed>("GET", "/consent");

  async allow(change: Partial<Allowed>): Promise<void> {
    await this.request("PUT", "/consent", change);
  }

  async feedback(message: string, helped: boolean): Promise<void> {
    await this.request("POST", "/feedback", { message, helped });
  }

  private async call<T>(method: string, path: string): Promise<T> {
    return (await (await this.request(method, path)).json()) as T;
  }

  private async request(
    method: string,
    path: string,
    body?: unknown,
    options: {
      headers?: Record<string, string>;
      omitCookies?: boolean;
      keepalive?: boolean;
      signal?: AbortSignal;
    } = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.token) headers["X-Chat-Session"] = this.token;

    const timeout = new AbortController();
    const abort = () => timeout.abort();
    const timer = setTimeout(abort, TIMEOUT_MS);
    options.signal?.addEventListener("abort", abort);
    let response: Response;
    try {
      response = await fetch(this.base + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: this.token || options.omitCookies ? "omit" : "same-origin",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        keepalive: options.keepalive,
        signal: timeout.signal,
      });
    } catch {
      throw new ApiError(UNREACHABLE, "unreachable", "The server could not be reached.");
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", abort);
    }
    if (!response.ok) throw await errorOf(response);
    return response;
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: { code?: string; message?: string } } | null;
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return new ApiError(
    response.status,
    body?.error?.code ?? "unknown",
    body?.error?.message ?? response.statusText,
    Number.isFinite(seconds) ? seconds : null,
  );
}

function messagesOf(body: unknown): ServerMessage[] {
  const messages = (body as { messages?: unknown } | null)?.messages;
  return Array.isArray(messages) ? (messages as ServerMessage[]) : [];
}
