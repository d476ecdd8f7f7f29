/** The panel's frame and head, the count of presses and the curtain of the exit. */

import { css } from "lit";

export const panel = css`
  #panel {
    position: fixed;
    z-index: var(--attachment-guide-z-index, 2147483000);
    inset: auto 1.25em 1.25em auto;
    inline-size: 26em;
    max-inline-size: calc(100vw - 2.5em);
    block-size: 46em;
    max-block-size: calc(100vh - 2.5em);
    max-block-size: calc(100dvh - 2.5em);
    margin: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 1.25em;
    background: var(--panel);
    color: var(--ink);
    /* Nothing may scroll it: its head would go out of reach. Where there is no "clip", layers.ts scrolls it back. */
    overflow: hidden;
    overflow: clip;
    box-shadow: 0 1.5em 4em var(--shade), 0 0.25em 1em var(--shade);
  }
  /* On the side that the page's direction says, whatever language the chat speaks. */
  :host(:dir(rtl)) #panel {
    right: auto;
    left: 1.25em;
  }
  #panel::backdrop {
    background: var(--panel);
  }
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  @media (prefers-reduced-motion: no-preference) {
    #panel[open] {
      animation: rise 0.22s ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        translate: 0 0.75em;
      }
    }
  }

  .head {
    position: relative;
    z-index: 1;
    flex: none;
    display: grid;
    grid-template: "mark who options close" auto "always always always always" auto / auto minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0.625em 0.75em;
    padding: 0.75em 1em;
    padding-inline-end: 0.625em;
    border-block-end: 1px solid var(--line);
    background: var(--paper);
  }
  #close {
    grid-area: close;
  }
  .mark {
    grid-area: mark;
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: 50%;
    background: var(--brand);
    color: var(--on-brand);
  }
  .mark .icon {
    inline-size: 1.625em;
    block-size: 1.625em;
  }
  .who {
    grid-area: who;
    min-inline-size: 0;
  }
  .who h2 {
    font-size: 1.0625em;
  }
  .who p {
    color: var(--quiet);
    font-size: 0.875em;
    line-height: 1.35;
  }
  .bare {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    padding: 0;
    border-radius: 50%;
    color: var(--quiet);
  }
  .bare:hover {
    background: var(--brand-soft);
    color: var(--ink);
  }
  .options {
    grid-area: options;
    margin-inline-end: -0.5em;
  }
  .always {
    grid-area: always;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    padding-inline-end: 0.375em;
  }
  .always button {
    flex: 1 1 8.5em;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    padding: 0.375em 0.5em;
    font-weight: 600;
    font-size: 0.9375em;
    line-height: 1.25;
  }
  .help {
    border-color: var(--clay-line);
    background: var(--clay-soft);
    color: var(--clay);
  }
  .help:hover, .help[aria-expanded="true"] {
    border-color: var(--clay);
  }
  .exit {
    border-color: var(--edge);
  }
  .exit:hover {
    background: var(--brand-soft);
  }

  .curtain {
    position: fixed;
    inset: 0;
    z-index: 2147483647;
    display: grid;
    place-items: center;
    background: #ffffff;
    color: #333333;
  }

  .exit-count {
    flex: none;
    padding: 0.5em 1em;
    background: var(--ink);
    color: var(--paper);
    font-weight: 600;
    text-align: center;
  }
  .root > .exit-count {
    position: fixed;
    z-index: 2147483647;
    inset: auto 1.25em 6em 1.25em;
    inline-size: fit-content;
    max-inline-size: 26em;
    margin-inline: auto 0;
    border-radius: 0.75em;
  }

  /* Beside a narrow page: the headline and what is below it stay in view. */
  @media (max-width: 60em) {
    #panel {
      block-size: max(30em, 60vh);
    }
  }
  @media (max-width: 30em), (max-height: 30em) {
    #panel {
      inset: var(--visible-top, 0) 0 auto 0 !important;
      inline-size: 100%;
      max-inline-size: none;
      block-size: 100vh;
      block-size: var(--visible-height, 100dvh);
      max-block-size: none;
      border: 0;
      border-radius: 0;
    }
  }
  @media (max-width: 22.5em) {
    .mark, .always .icon {
      display: none;
    }
    .head {
      grid-template-areas: "who who options close" "always always always always";
    }
  }
  /* So little height (a phone on its side, 200 %, large letters) that the head becomes one line. */
  @media (max-height: 30em) {
    .head {
      grid-template: "always options close" auto / minmax(0, 1fr) auto auto;
      gap: 0.25em;
      padding: 0.25em 0.5em;
    }
    .mark, .who {
      display: none;
    }
    .always button {
      flex-basis: 5em;
      min-block-size: 2.5em;
      padding: 0.125em 0.375em;
      line-height: 1.15;
    }
    .bare {
      inline-size: 2.5em;
      min-block-size: 2.5em;
    }
    .options {
      margin-inline-end: 0;
    }
    .menu {
      max-block-size: calc(100vh - 4em);
      overflow-y: auto;
    }
  }
  @media (max-height: 30em) and (max-width: 30em) {
    .always .icon {
      display: none;
    }
  }
`;
