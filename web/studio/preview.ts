/** `<studio-preview>`: the answer in the form, in the chat window that visitors see. */

import { html, nothing } from "lit";
import { FormController } from "./form";
import { LightElement } from "./light";

class StudioPreview extends LightElement {
  private readonly form = new FormController<{ key: string }>(this, () => "/preview", true);

  protected override render(): unknown {
    const { value, problem } = this.form;
    if (problem) return html`<p class="hint">${problem}</p>`;
    if (!value) return nothing;
    return html`<iframe title="The answer in the chat window" src="/preview?key=${value.key}"></iframe>`;
  }
}

customElements.define("studio-preview", StudioPreview);
