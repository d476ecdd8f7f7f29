/** On paper: the whole conversation, without what can only be pressed. */

import { css } from "lit";

export const print = css`
  @media print {
    .launcher, .greeting, .read-aloud, .composer, .banner, .choices, .feedback, .options, .bare, .always, .writing, .lines-button, .card .field {
      display: none !important;
    }
    #panel {
      position: static !important;
      inline-size: auto;
      max-inline-size: none;
      block-size: auto;
      max-block-size: none;
      border: 0;
      box-shadow: none;
      overflow: visible;
    }
    .panel, .chat {
      display: block;
      block-size: auto;
    }
    .log, .page {
      overflow: visible;
    }
    .message {
      break-inside: avoid;
    }
    .bubble {
      print-color-adjust: exact;
    }
  }
`;
