/** `<studio-job>`: long work, with what it says, as it goes on. */

import { html, nothing } from "lit";
import { LightElement } from "./light";

const PAUSE_MS = 1000;

interface Job {
  title: string;
  by: string;
  state: "running" | "done" | "failed";
  seconds: number;
  lines: string[];
}

class StudioJob extends LightElement {
  private job: Job | null = null;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.textContent.includes("running")) void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
  }

  protected override render(): unknown {
    const { job } = this;
    if (!job) return nothing;
    this.clear();
    return html`
      <p role="status">${job.title}: ${job.state}${job.state === "running" ? "" : html`, ${job.seconds} s`}.</p>
      <pre tabindex="0" aria-label="What it says">${job.lines.join("\n")}</pre>
    `;
  }

  protected override updated(): void {
    const said = this.querySelector("pre");
    if (said && this.job?.state === "running") said.scrollTop = said.scrollHeight;
  }

  private async look(): Promise<void> {
    try {
      this.job = (await (await fetch("/jobs")).json()) as Job | null;
      this.requestUpdate();
    } catch {
      // The studio was stopped, or is busy: the next look tells.
    }
    if (this.job?.state === "running") this.timer = window.setTimeout(() => void this.look(), PAUSE_MS);
  }
}

customElements.define("studio-job", StudioJob);
