/** Says that a form has been sent: some of them take ten seconds. */
export function markBusyForms(): void {
  document.addEventListener("submit", ({ target }) => {
    const button = (target as HTMLFormElement).querySelector("button");
    // After the form was read: a button that is disabled is no longer part of it.
    window.setTimeout(() => {
      if (!button) return;
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    });
  });
  // The browser shows this page again as it was.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
}
