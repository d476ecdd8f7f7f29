// Notes what had the focus when the first message was put into the page.
() => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  window.focusAtFirst = null;
  new MutationObserver(() => {
    if (root.querySelector(".message")) window.focusAtFirst ??= root.activeElement?.id ?? "";
  }).observe(root, { subtree: true, childList: true });
};
