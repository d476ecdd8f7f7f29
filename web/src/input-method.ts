/**
 * Whether a key belongs to an input method, which composes letters such as Japanese ones. Safari tells of the end of a
 * composition before the key that ended it: that key has nothing but the code 229.
 */
export const isComposing = (event: KeyboardEvent): boolean =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it in Safari
  event.isComposing || event.keyCode === 229;
