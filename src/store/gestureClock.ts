/**
 * A clock that stands while a pointer is held down: all that one drag changes happens at once, however long it rests.
 *
 * @param target whose pointers are watched
 * @param now milliseconds
 */
export function gestureClock(target: EventTarget, now = () => performance.now()): () => number {
  let heldSince: number | undefined;
  const release = () => {
    heldSince = undefined;
  };
  target.addEventListener('pointerdown', () => {
    heldSince = now();
  });
  for (const type of ['pointerup', 'pointercancel', 'blur']) target.addEventListener(type, release);
  return () => heldSince ?? now();
}
