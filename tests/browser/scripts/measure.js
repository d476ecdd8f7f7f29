// Elements wider than what holds them or outside the screen, and controls smaller than 24 by 24 px,
// save links within a sentence.
() => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  const all = (selector) => [...root.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.closest(".unseen"));
  const name = (e) => `${e.localName}#${e.id}.${e.className} "${e.textContent.trim().slice(0, 30)}"`;

  const wide = [document.scrollingElement, ...all("*")].filter(
    (e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline",
  );
  const outside = all("button, a, select, textarea, summary, p, h3").filter((e) => {
    const { left, right } = e.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  });
  const small = all("button, a, select, textarea, summary").filter((e) => {
    const { width, height } = e.getBoundingClientRect();
    return !e.matches("p a, dd a, li.reference a") && (width < 24 || height < 24);
  });
  return [
    ...wide.map((e) => `too wide: ${name(e)}`),
    ...outside.map((e) => `off screen: ${name(e)}`),
    ...small.map((e) => `too small: ${name(e)}`),
  ];
};
