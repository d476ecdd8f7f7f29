// What no text may ever become: elements that load or run something, and links to other than safe addresses.
() => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  const elements = root.querySelectorAll(
    "img, script, iframe, object, embed, [onerror], [onload], [onmouseover], [style], [srcdoc]",
  );
  const safe = ["https:", "tel:", "sms:", "mailto:", location.protocol];
  const links = [...root.querySelectorAll("a")].filter(({ protocol }) => !safe.includes(protocol));
  return [...elements, ...links].map(({ outerHTML }) => outerHTML);
};
