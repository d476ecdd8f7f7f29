/** Runs in the preview's frame before the chat window: the conversation has begun, and the window is open. */
sessionStorage.setItem(
  "attachment-guide",
  JSON.stringify({ started: true, open: true, token: new URLSearchParams(location.search).get("key") ?? "" }),
);
