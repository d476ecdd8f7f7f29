/** The menu, and the sizes of letters that are chosen in it. */

import { css } from "lit";

export const menu = css`
  .menu {
    position: absolute;
    /* Below the way out, never over it. */
    inset-block-start: calc(100% - 0.25em);
    inset-inline-end: 0.75em;
    z-index: 2;
    max-inline-size: calc(100% - 1.5em);
    padding: 0.375em;
    border: 1px solid var(--line);
    border-radius: 0.875em;
    background: var(--paper);
    box-shadow: 0 0.75em 2em var(--shade);
  }
  .menu button {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    text-align: start;
  }
  .menu button:hover {
    background: var(--brand-soft);
  }
  .menu .icon {
    color: var(--brand);
  }

  .text-sizes {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em;
    padding: 0.375em 1em;
    border-block-start: 1px solid var(--line);
  }
  .text-sizes > span {
    margin-inline-end: auto;
  }
  .menu .letter {
    justify-content: center;
    inline-size: 2.75em;
    padding: 0;
    border-color: var(--edge);
    font-weight: 600;
    line-height: 1;
  }
  .menu .letter[aria-pressed="true"] {
    border-color: var(--brand);
    background: var(--brand);
    color: var(--on-brand);
  }
  .letter-1 {
    font-size: 1.25em;
  }
  .letter-2 {
    font-size: 1.5em;
  }

  /* The size of letters: of what is read and written. The head keeps its own, so that there is room for the rest. */
  .size-1 .log, .size-1 .page, .size-1 textarea, .size-2 textarea {
    font-size: 1.25em;
  }
  .size-2 .log, .size-2 .page {
    font-size: 1.5em;
  }
`;
