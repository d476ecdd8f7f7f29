/** One message: its bubble by kind, its source, its feedback, its buttons, and whether it was sent. */

import { css } from "lit";

export const messages = css`
  .message {
    margin-block-start: 0.875em;
    border-radius: 1em;
  }
  .message article {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
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
  .own article {
    align-items: flex-end;
  }
  ul.points {
    list-style: disc;
  }
  .points {
    padding-inline-start: 1.375em;
  }
  .points li + li {
    margin-block-start: 0.25em;
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
  .crisis .kind, .crisis .bubble p a {
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
  @media (prefers-reduced-motion: no-preference) {
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

  .card {
    display: grid;
    gap: 0.75em;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--clay-line);
  }
  .emergency-calls {
    display: grid;
    gap: 0.5em;
  }
  .card .lines-button {
    padding-inline: 0.5em;
  }
  .card .call, .card .lines-button, .emergency-calls .call {
    inline-size: 100%;
    justify-content: center;
  }
  .emergency-calls .call {
    min-block-size: 3.25em;
    background: var(--clay);
    color: var(--on-clay);
    font-size: 1.0625em;
  }
  .emergency-calls .call:hover {
    background: var(--ink);
    color: var(--paper);
  }
  .card-line {
    display: grid;
    gap: 0.375em;
  }
  .call.text-line {
    border-color: var(--brand);
    background: none;
    color: var(--brand-deep);
  }
  .call.text-line:hover {
    background: var(--brand-soft);
  }
  .choices.safety button {
    flex: 1 1 5em;
    min-block-size: 2.75em;
    text-align: center;
    font-weight: 600;
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
  .read-aloud {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    min-block-size: 2.25em;
    padding: 0 0.5em;
    color: var(--quiet);
  }
  .read-aloud:hover {
    background: var(--brand-soft);
    color: var(--ink);
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
`;
