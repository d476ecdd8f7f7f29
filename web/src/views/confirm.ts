/** A question before something is done: delete, download. It takes the chat's place, below the way to help and out. */

import { html } from "lit";
import type { Question } from "../controllers/layers";
import type { Translate } from "../strings";
import { words } from "./words";

interface Props {
  t: Translate;
  question: Question;
  error: string;
  confirm: () => void;
  cancel: () => void;
}

export const confirm = ({ t, question, error, confirm, cancel }: Props) => html`
  <section id=${question} class="page confirm" role="alertdialog" aria-labelledby="question-heading" aria-describedby="question-body">
    <h3 id="question-heading">${t(`${question}Heading`)}</h3>
    <p id="question-body">${t(`${question}Body`)}</p>
    <p class="problem" role="alert">${words(error)}</p>
    <div class="row">
      <button id="question-cancel" class="secondary" type="button" @click=${cancel}>${t(`${question}Cancel`)}</button>
      <button class="primary" type="button" @click=${confirm}>${t(`${question}Confirm`)}</button>
    </div>
  </section>`;
