/** The ground: nothing of the page's own styles comes in, sizes follow the visitor's font size, focus is always seen. */

import { css } from "lit";

export const base = css`
  /* Important here wins over important rules of the page, such as "* { all: unset !important }". */
  :host {
    all: initial !important;
    display: block !important;
  }
  .root {
    font-family: var(--attachment-guide-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif);
    font-size: medium;
    line-height: 1.5;
    color: var(--ink);
    text-align: start;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]), [hidden] {
    display: none !important;
  }
  *, ::before, ::after {
    box-sizing: border-box;
  }
  h2, h3, h4, p, ul, ol, dl, dd {
    margin: 0;
    padding: 0;
  }
  h2, h3, h4 {
    line-height: 1.25;
    font-weight: 650;
  }
  h3 {
    font-size: 1.25em;
  }
  h4 {
    font-size: 1em;
  }
  ul, ol.messages {
    list-style: none;
  }
  a {
    color: var(--brand);
    text-underline-offset: 0.15em;
  }
  button, select, textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
  }
  button {
    min-block-size: 2.75em;
    padding: 0.5em 1em;
    border: 1px solid transparent;
    border-radius: 0.75em;
    background: none;
    cursor: pointer;
  }
  button, a, summary, select {
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--focus-gap);
  }
  .icon {
    flex: none;
    vertical-align: -0.25em;
  }
  [dir="rtl"] .mirrored {
    transform: scaleX(-1);
    transform-origin: center;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  ol.points {
    list-style: decimal;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .primary {
    background: var(--brand);
    color: var(--on-brand);
    font-weight: 600;
  }
  .primary:hover {
    background: var(--brand-deep);
  }
  .primary[aria-disabled="true"] {
    opacity: 0.85;
    cursor: progress;
  }
  .secondary {
    border-color: var(--edge);
    background: var(--paper);
  }
  .secondary:hover {
    background: var(--brand-soft);
  }
  .text {
    min-block-size: 2em;
    padding: 0.125em 0.25em;
    color: inherit;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  .quiet {
    color: var(--quiet);
    font-size: 0.9em;
  }
  .problem {
    color: var(--clay);
    font-weight: 600;
  }
  .problem:empty {
    display: none;
  }
  .note {
    padding: 0.625em 0.875em;
    border-radius: 0.75em;
    background: var(--brand-soft);
  }
  @media (prefers-reduced-motion: reduce) {
    *, ::before, ::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
