// What has the focus, and whether that can be seen.
() => {
  const inside = document.querySelector("attachment-guide").shadowRoot.activeElement;
  const element = inside ?? document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name: element.id || element.className || element.localName,
    text: element.textContent.trim(),
    seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    widget: inside !== null,
  };
};
