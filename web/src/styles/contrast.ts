/** Forced colours (Windows high contrast): colours are the system's, so shape and border must tell things apart. */

import { css } from "lit";

export const contrast = css`
  @media (forced-colors: active) {
    button, .call, .greeting, .launcher, .bubble, .mark, .writing, .note, .banner {
      border: 1px solid ButtonBorder;
    }
    .own .bubble {
      border-style: dashed;
    }
    .crisis .bubble, .concern .bubble {
      border-inline-start: 0.375em solid Highlight;
    }
    .feedback button[aria-pressed="true"], .letter[aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .writing i, .dot {
      background: CanvasText;
    }
    #panel, .menu {
      border: 2px solid CanvasText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media (prefers-contrast: more) {
    .root {
      --quiet: var(--ink);
      --line: var(--edge);
    }
  }
`;
