/** The button that opens the chat, and the greeting above it. */

import { css } from "lit";

export const launcher = css`
  .launcher {
    position: fixed;
    z-index: var(--attachment-guide-z-index, 2147483000);
    inset-block-end: 1.25em;
    right: 1.25em;
    display: inline-flex;
    align-items: center;
    gap: 0.625em;
    max-inline-size: calc(100vw - 2.5em);
    min-block-size: 3.5em;
    padding: 0.75em 1.375em 0.75em 1.125em;
    border-radius: 1.75em;
    background: var(--brand);
    color: var(--on-brand);
    font-weight: 600;
    text-align: start;
    box-shadow: 0 0.5em 1.75em var(--shade), 0 0.125em 0.375em var(--shade);
    transition: background 0.15s, translate 0.15s;
  }
  .launcher:hover {
    background: var(--brand-deep);
    translate: 0 -2px;
  }
  .launcher .icon {
    inline-size: 1.5em;
    block-size: 1.5em;
  }
  .dot {
    inline-size: 0.625em;
    block-size: 0.625em;
    border-radius: 50%;
    background: #ffd9a0;
    border: 1px solid transparent;
  }

  .greeting {
    position: fixed;
    z-index: var(--attachment-guide-z-index, 2147483000);
    inset-block-end: 5.75em;
    right: 1.25em;
    display: flex;
    align-items: flex-start;
    max-inline-size: 20em;
    padding: 0.25em;
    border: 1px solid var(--line);
    border-radius: 1.125em;
    border-end-end-radius: 0.375em;
    background: var(--paper);
    color: var(--ink);
    box-shadow: 0 0.5em 1.75em var(--shade);
  }
  .greeting-words {
    text-align: start;
  }
  .greeting-words:hover {
    background: var(--brand-soft);
  }
  /* Where there is little room it would lie over what the page is about. */
  @media (max-width: 60em), (max-height: 30em) {
    .greeting {
      display: none;
    }
  }
  :host(:dir(rtl)) .launcher, :host(:dir(rtl)) .greeting {
    right: auto;
    left: 1.25em;
  }
`;
