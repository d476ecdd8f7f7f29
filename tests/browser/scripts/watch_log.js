// Notes how many messages the log held when it was put into the page.
() => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  window.heldAtFirst = null;
  new MutationObserver(() => {
    const log = root.querySelector("[role=log]");
    if (log) window.heldAtFirst ??= log.querySelectorAll(".message").length;
  }).observe(root, { subtree: true, childList: true });
};
