/** The conversation as a whole: what scrolls, the days in it, and the sign that an answer is being written. */

import { css } from "lit";

export const log = css`
  .chat {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .log {
    /* What is hidden from sight in it is placed in it, not in the panel, which it would make scroll. */
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0.5em 1em 1.25em;
    scrollbar-width: thin;
  }
  @media (prefers-reduced-motion: no-preference) {
    .log {
      scroll-behavior: smooth;
    }
  }
  .day {
    display: flex;
    align-items: center;
    gap: 0.75em;
    margin-block: 0.75em 0.25em;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  .day::before, .day::after {
    content: "";
    flex: 1;
    border-block-start: 1px solid var(--line);
  }
  .writing {
    display: inline-flex;
    gap: 0.3125em;
    margin-block-start: 0.875em;
    padding: 0.875em 1em;
    border: 1px solid var(--line);
    border-radius: 1.125em;
    border-end-start-radius: 0.375em;
    background: var(--paper);
  }
  .writing i {
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: var(--edge);
    border: 1px solid transparent;
  }
  @media (prefers-reduced-motion: no-preference) {
    .writing i {
      animation: breathe 1.2s infinite ease-in-out;
    }
    .writing i:nth-child(2) {
      animation-delay: 0.2s;
    }
    .writing i:nth-child(3) {
      animation-delay: 0.4s;
    }
    @keyframes breathe {
      50% {
        opacity: 0.35;
      }
    }
  }
`;
