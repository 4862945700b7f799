/** Fields that letters and digits are typed into, and what has keys of its own as long as it is open. */
const typedInto = [
  ...['input:not([type=range],[type=radio],[type=checkbox])', 'textarea', 'select'],
  ...['[role=menu]', '[role=dialog]'],
].join();

/** Keys by which sliders, choices and boxes are set. */
const setting = /^(Arrow(Left|Right|Up|Down)|Home|End|PageUp|PageDown| )$/;

/** A key that is meant for a field, menu or window, or goes with a modifier, and so is no key of the page's. */
export function isTyping(event: KeyboardEvent): boolean {
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  return isModified || event.defaultPrevented || isForField(event);
}

/** A key for the field that it is pressed in, or for the window that covers the page. */
export function isForField({ key, target }: KeyboardEvent): boolean {
  const isCovered = document.querySelector('[role=dialog][aria-modal=true]') !== null;
  if (isCovered || !(target instanceof Element)) return isCovered;
  return target.closest(typedInto) !== null || (target.closest('input') !== null && setting.test(key));
}
