// Notes what is added to live regions that are there already and can be heard, as a screen reader does.
() => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  window.heard = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (!target.closest?.("[role=status]")?.checkVisibility()) continue;
      for (const { textContent } of addedNodes) if (textContent.trim()) window.heard.push(textContent.trim());
    }
  }).observe(root, { subtree: true, childList: true });
};
