/** Of a double click only the first click counts: the second may land on what the first one brought there. */
export const onlyFirstClick = {
  capture: true,
  handleEvent(event: MouseEvent): void {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  },
};
