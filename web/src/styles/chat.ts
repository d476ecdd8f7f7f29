/** Messages and the place to write. */

import { css } from "lit";

export const chat = css`
  .chat {
    flex: 1;
    min-block-size: 0;
    display: flex;
    flex-direction: column;
  }
  .log {
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
    .message {
      animation: appear 0.2s ease-out;
    }
    @keyframes appear {
      from {
        opacity: 0;
        translate: 0 0.375em;
      }
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
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    margin-block-start: 0.875em;
    border-radius: 1em;
  }
  .bubble {
    max-inline-size: 92%;
    min-inline-size: 0;
    padding: 0.75em 1em;
    border: 1px solid var(--line);
    border-radius: 1.125em;
    border-end-start-radius: 0.375em;
    background: var(--paper);
    overflow-wrap: anywhere;
  }
  .bubble p {
    white-space: pre-line;
  }
  .bubble > * + * {
    margin-block-start: 0.625em;
  }
  .own {
    align-items: flex-end;
  }
  .own .bubble {
    max-inline-size: 85%;
    border-color: transparent;
    border-end-start-radius: 1.125em;
    border-end-end-radius: 0.375em;
    background: var(--own);
    color: var(--on-own);
  }
  .own a {
    color: inherit;
  }
  .kind {
    display: flex;
    align-items: center;
    gap: 0.5em;
    font-weight: 650;
  }
  .crisis .bubble {
    max-inline-size: 100%;
    inline-size: 100%;
    border-color: var(--clay-line);
    border-inline-start: 0.3125em solid var(--clay);
    background: var(--clay-soft);
  }
  .crisis .kind, .crisis .bubble a:not(.call) {
    color: var(--clay);
  }
  .crisis .bubble p > a {
    font-weight: 650;
  }
  .concern .bubble {
    border-color: var(--amber-line);
    border-inline-start: 0.25em solid var(--amber);
    background: var(--amber-soft);
  }
  .concern .kind {
    color: var(--amber);
  }
  .notice .bubble {
    background: var(--brand-soft);
    border-color: transparent;
  }
  .notice .kind {
    color: var(--brand-deep);
  }

  .source {
    padding-block-start: 0.5em;
    border-block-start: 1px solid var(--line);
    color: var(--quiet);
    font-size: 0.875em;
  }
  p.source, .source summary {
    display: flex;
    gap: 0.5em;
    align-items: flex-start;
  }
  .source .icon {
    margin-block-start: 0.1em;
  }
  .source summary {
    min-block-size: 1.75em;
    padding-block: 0.125em;
    border-radius: 0.375em;
    cursor: pointer;
    list-style: none;
  }
  .source summary::-webkit-details-marker {
    display: none;
  }
  .source summary span {
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }
  .source li {
    padding-block-start: 0.375em;
    padding-inline-start: 1.75em;
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.875em;
    min-block-size: 1.75em;
    padding: 0.125em 0.375em 0;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  .feedback {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375em;
  }
  .feedback button {
    min-inline-size: 3em;
    min-block-size: 2.25em;
    padding: 0 0.625em;
    border-color: var(--edge);
    border-radius: 1em;
  }
  .feedback button:hover {
    background: var(--brand-soft);
  }
  .feedback button[aria-pressed="true"] {
    border-color: var(--brand);
    background: var(--brand);
    color: var(--on-brand);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.625em;
  }
  .choices button {
    min-block-size: 2.5em;
    padding: 0.375em 0.875em;
    border-color: var(--brand);
    border-radius: 1.25em;
    background: var(--paper);
    color: var(--brand-deep);
    text-align: start;
    line-height: 1.3;
  }
  .choices button:hover {
    background: var(--brand-soft);
  }
  .failed {
    max-inline-size: 85%;
    margin-block-start: 0.375em;
    padding: 0.625em 0.875em;
    border: 1px solid var(--clay-line);
    border-radius: 0.875em;
    background: var(--clay-soft);
    font-size: 0.9375em;
  }
  .failed .row {
    margin-block-start: 0.5em;
  }
  .failed button {
    min-block-size: 2.25em;
    padding-block: 0.25em;
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
  .count, .hint {
    grid-column: 1 / -1;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  .count.over {
    color: var(--clay);
    font-weight: 600;
  }
  @media (pointer: coarse) {
    .hint {
      display: none;
    }
  }
  @media (max-height: 30em) {
    .log {
      overflow: visible;
    }
  }
`;
