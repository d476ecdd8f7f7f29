// One computed style of each element of the widget that matches.
({ selector, property }) => {
  const root = document.querySelector("attachment-guide").shadowRoot;
  return [...root.querySelectorAll(selector)].map((element) => getComputedStyle(element)[property]);
};
