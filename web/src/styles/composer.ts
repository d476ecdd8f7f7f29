/** The place to write, and the line above it. */

import { css } from "lit";

export const composer = css`
  .banner {
    flex: none;
    padding: 0.5em 1em;
    border-block-start: 1px solid var(--amber-line);
    background: var(--amber-soft);
    color: var(--amber);
    font-size: 0.9375em;
  }
  .crisis-banner {
    padding-block: 0.125em;
    border-color: var(--clay-line);
    background: var(--clay-soft);
    color: var(--clay);
    text-align: center;
  }
  .composer {
    position: relative;
    flex: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.375em 0.625em;
    align-items: end;
    padding: 0.75em 1em 0.625em;
    border-block-start: 1px solid var(--line);
    background: var(--paper);
  }
  textarea {
    field-sizing: content;
    inline-size: 100%;
    min-block-size: 2.875em;
    max-block-size: 9em;
    padding: 0.625em 0.875em;
    border: 1px solid var(--edge);
    border-radius: 1.125em;
    background: var(--panel);
    line-height: 1.5;
    resize: none;
  }
  textarea::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  textarea[aria-invalid="true"] {
    border-color: var(--clay);
  }
  .send {
    display: grid;
    place-items: center;
    inline-size: 2.875em;
    block-size: 2.875em;
    padding: 0;
    border-radius: 50%;
  }
  .with-microphone {
    grid-template-columns: minmax(0, 1fr) auto auto;
  }
  .microphone {
    border-color: var(--edge);
    background: var(--panel);
    color: var(--brand);
  }
  .microphone:hover {
    background: var(--brand-soft);
  }
  .count, .hint {
    grid-column: 1 / -1;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  .count.over {
    color: var(--clay);
    font-weight: 600;
  }
  @media (pointer: coarse), (max-height: 30em) {
    .hint {
      display: none;
    }
  }
  @media (max-height: 30em) {
    .composer {
      padding: 0.375em 0.625em;
    }
    textarea {
      max-block-size: 4.75em;
    }
    .banner {
      padding-block: 0.25em;
      line-height: 1.35;
    }
  }
`;
