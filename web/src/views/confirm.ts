/** A question that has to be answered before anything else: delete, download. */

import { html } from "lit";
import type { Translate } from "../strings";

interface Props {
  id: string;
  heading: string;
  body: string;
  confirm: string;
  cancel: string;
  error?: string;
  onConfirm: () => void;
  onCancel: () => void;
}

const confirm = (p: Props) => {
  const cancel = (event: Event) => {
    event.preventDefault();
    p.onCancel();
  };
  return html`
    <dialog id=${p.id} class="confirm" role="alertdialog" aria-labelledby="${p.id}-heading" aria-describedby="${p.id}-body" @cancel=${cancel}>
      <h3 id="${p.id}-heading">${p.heading}</h3>
      <p id="${p.id}-body">${p.body}</p>
      <p class="problem" role="alert">${p.error ?? ""}</p>
      <div class="row">
        <button class="secondary" type="button" data-first @click=${p.onCancel}>${p.cancel}</button>
        <button class="primary" type="button" @click=${p.onConfirm}>${p.confirm}</button>
      </div>
    </dialog>`;
};

interface QuestionsProps {
  t: Translate;
  deleteError: string;
  remove: () => void;
  download: () => void;
  cancel: () => void;
}

export const questions = ({ t, deleteError, remove, download, cancel }: QuestionsProps) => html`
  ${confirm({
    id: "delete",
    heading: t("deleteHeading"),
    body: t("deleteBody"),
    confirm: t("deleteConfirm"),
    cancel: t("deleteCancel"),
    error: deleteError,
    onConfirm: remove,
    onCancel: cancel,
  })}
  ${confirm({
    id: "download",
    heading: t("downloadHeading"),
    body: t("downloadBody"),
    confirm: t("downloadConfirm"),
    cancel: t("downloadCancel"),
    onConfirm: download,
    onCancel: cancel,
  })}`;
