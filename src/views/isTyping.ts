/** A key that is meant for a field or menu, or goes with a modifier, and so is no key of the page's. */
export function isTyping(event: KeyboardEvent): boolean {
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  const isInField =
    event.target instanceof Element && event.target.closest('input, textarea, select, [role=menu]') !== null;
  return isModified || isInField || event.defaultPrevented;
}
