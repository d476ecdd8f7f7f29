/** Consent, about and urgent help. */

import { css } from "lit";

export const pages = css`
  .page {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.125em 1.25em 1.5em;
    scrollbar-width: thin;
  }
  .page:focus-visible, .log:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  .page > * + * {
    margin-block-start: 0.875em;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 2.25em;
    margin-inline-start: -0.5em;
    padding: 0.25em 0.75em 0.25em 0.375em;
    padding-inline: 0.375em 0.75em;
    color: var(--brand);
    font-weight: 600;
  }
  .back:hover {
    background: var(--brand-soft);
  }
  .facts {
    display: grid;
    gap: 1em;
  }
  .fact dt {
    display: flex;
    align-items: center;
    gap: 0.625em;
    font-weight: 650;
  }
  .fact dt .icon {
    color: var(--brand);
  }
  .fact dd {
    padding-inline-start: 1.875em;
    color: var(--quiet);
    font-size: 0.9375em;
  }
  .choice {
    display: flex;
    align-items: flex-start;
    gap: 0.625em;
    min-block-size: 2.75em;
    padding-block: 0.5em;
    color: var(--ink);
  }
  .choice input {
    flex: none;
    inline-size: 1.375em;
    block-size: 1.375em;
    margin-block-start: 0.125em;
    accent-color: var(--brand);
  }
  .consent {
    display: flex;
    flex-direction: column;
    padding-block-end: 0;
    /* What has the focus is not to stop behind the buttons below. */
    scroll-padding-block-end: 11em;
  }
  .agree {
    position: sticky;
    inset-block-end: 0;
    margin-block-start: auto;
    margin-inline: -1.25em;
    padding: 0.875em 1.25em 1.125em;
    border-block-start: 1px solid var(--line);
    background: var(--panel);
  }
  .consent > .facts {
    margin-block-end: 1.125em;
  }
  .agree > * + * {
    margin-block-start: 0.625em;
  }
  .agree > p:first-child {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .agree .primary {
    flex: 1 1 auto;
  }
  .agree .row button {
    padding-inline: 0.75em;
  }

  .field {
    display: grid;
    gap: 0.25em;
    font-weight: 600;
  }
  .field select {
    inline-size: 100%;
    min-block-size: 2.75em;
    padding-inline: 0.75em;
    border: 1px solid var(--edge);
    border-radius: 0.75em;
    background: var(--paper);
    font-weight: 400;
  }
  .lines {
    display: grid;
    gap: 0.75em;
  }
  .lines li {
    display: grid;
    gap: 0.375em;
    padding: 0.875em 1em;
    border: 1px solid var(--line);
    border-radius: 1em;
    background: var(--paper);
  }
  .lines .emergency {
    border-color: var(--clay-line);
    background: var(--clay-soft);
  }
  .call {
    display: flex;
    align-items: center;
    gap: 0.625em;
    inline-size: fit-content;
    max-inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.375em 1em 0.375em 0.875em;
    border: 1px solid transparent;
    border-radius: 0.75em;
    background: var(--brand);
    color: var(--on-brand);
    font-weight: 600;
    text-decoration: none;
  }
  .call:hover {
    background: var(--brand-deep);
  }
  .directories {
    display: grid;
  }
  .directories a {
    display: inline-block;
    padding-block: 0.25em;
  }
  @media (max-height: 30em) {
    .page {
      padding-block: 0.625em 1em;
    }
    .agree {
      position: static;
    }
  }
`;
