/**
 * Colours: warm paper, deep green, and clay for what is urgent. Every text pair has a contrast of 4.5 or more;
 * a clinic that sets its own (`--attachment-guide-brand` and so on) has to keep that.
 */

import { css } from "lit";

const light = css`
  color-scheme: light;
  --paper: #fffdf9;
  --panel: #faf6ef;
  --ink: #22302d;
  --quiet: #56645f;
  --line: #e3dccf;
  --edge: #7b8781;
  --brand: var(--attachment-guide-brand, #1f5c54);
  --on-brand: var(--attachment-guide-on-brand, #ffffff);
  --brand-soft: var(--attachment-guide-brand-soft, #e3eeea);
  --brand-deep: var(--attachment-guide-brand-deep, #17453f);
  --clay: #9a4526;
  --on-clay: #ffffff;
  --clay-soft: #fbeee6;
  --clay-line: #e4bfab;
  --amber: #6b5312;
  --amber-soft: #faf1d9;
  --amber-line: #e2cd91;
  --own: var(--attachment-guide-own, #1f5c54);
  --on-own: var(--attachment-guide-on-own, #ffffff);
  --focus: #14413b;
  --focus-gap: #ffffff;
  --shade: rgb(34 48 45 / 0.16);
  --veil: rgb(25 36 33 / 0.55);
`;

const dark = css`
  color-scheme: dark;
  --paper: #222d2a;
  --panel: #182220;
  --ink: #ece8df;
  --quiet: #b2bcb5;
  --line: #384541;
  --edge: #85938d;
  --brand: var(--attachment-guide-brand, #8fcdbf);
  --on-brand: var(--attachment-guide-on-brand, #0f2522);
  --brand-soft: var(--attachment-guide-brand-soft, #263f3a);
  --brand-deep: var(--attachment-guide-brand-deep, #b4e0d5);
  --clay: #f2b394;
  --on-clay: #3a1a0b;
  --clay-soft: #3d2a22;
  --clay-line: #7a523f;
  --amber: #ecd391;
  --amber-soft: #37301b;
  --amber-line: #6d5e2f;
  --own: var(--attachment-guide-own, #2f665d);
  --on-own: var(--attachment-guide-on-own, #ffffff);
  --focus: #b9efe2;
  --focus-gap: #182220;
  --shade: rgb(0 0 0 / 0.5);
  --veil: rgb(0 0 0 / 0.65);
`;

export const theme = css`
  .root {
    ${light}
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme="light"])) .root {
      ${dark}
    }
  }
  :host([theme="dark"]) .root {
    ${dark}
  }
`;
