/** The icons, drawn in the colour of the text beside them. */

import { svg, type TemplateResult } from "lit";

const icon = (paths: TemplateResult) => svg`
  <svg class="icon" viewBox="0 0 24 24" width="1.25em" height="1.25em" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  chat: icon(
    svg`<path d="M20 11.5c0 4.1-3.8 7.5-8.5 7.5-1.2 0-2.4-.2-3.4-.6L4 20l1.2-3.7C3.8 15 3 13.3 3 11.5 3 7.4 6.8 4 11.5 4S20 7.4 20 11.5Z"/><path d="M8.5 11.5h.01M11.5 11.5h.01M14.5 11.5h.01"/>`,
  ),
  bond: icon(svg`<circle cx="9" cy="12" r="5.5"/><circle cx="15" cy="12" r="5.5"/>`),
  close: icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`),
  more: icon(svg`<circle cx="12" cy="5.5" r=".9"/><circle cx="12" cy="12" r=".9"/><circle cx="12" cy="18.5" r=".9"/>`),
  phone: icon(
    svg`<path d="M7.2 4.5h2.6l1.3 3.7-1.7 1.3a11 11 0 0 0 5 5l1.4-1.7 3.7 1.3v2.6a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 5.2 6.7a2 2 0 0 1 2-2.2Z"/>`,
  ),
  exit: icon(svg`<path d="M10 4.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M15 8l4 4-4 4M19 12H9.5"/>`),
  back: icon(svg`<path class="mirrored" d="M14.5 6l-6 6 6 6"/>`),
  send: icon(svg`<path class="mirrored" d="M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5"/>`),
  robot: icon(svg`<rect x="5" y="8.5" width="14" height="10" rx="3"/><path d="M12 5v3.5M9.5 13h.01M14.5 13h.01"/>`),
  lock: icon(svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2.5"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`),
  eye: icon(
    svg`<path d="M3 12s3.3-5.5 9-5.5S21 12 21 12s-3.3 5.5-9 5.5S3 12 3 12Z"/><circle cx="12" cy="12" r="2.5"/>`,
  ),
  info: icon(svg`<circle cx="12" cy="12" r="8"/><path d="M12 11.5V16M12 8.2h.01"/>`),
  heart: icon(svg`<path d="M12 19s-7-4.3-7-9.3A3.7 3.7 0 0 1 12 8a3.7 3.7 0 0 1 7 1.7c0 5-7 9.3-7 9.3Z"/>`),
  book: icon(
    svg`<path d="M5 5.5h4.5A2.5 2.5 0 0 1 12 8v11a2 2 0 0 0-2-2H5ZM19 5.5h-4.5A2.5 2.5 0 0 0 12 8v11a2 2 0 0 1 2-2h5Z"/>`,
  ),
  speaker: icon(svg`<path d="M5 10v4h3l4 3.5v-11L8 10ZM15.5 9.5a4 4 0 0 1 0 5M18 7a7.5 7.5 0 0 1 0 10"/>`),
  stop: icon(svg`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`),
  microphone: icon(
    svg`<rect x="9.5" y="4" width="5" height="10" rx="2.5"/><path d="M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3M9 20h6"/>`,
  ),
  download: icon(svg`<path d="M12 4.5v10M8 11l4 4 4-4M5 19.5h14"/>`),
  trash: icon(svg`<path d="M5 7h14M9.5 7V5h5v2M7 7l.8 12.5h8.4L17 7"/>`),
};
