/** The name of what a network is pruned to: another than its own, also where that was pruned before. */
export function prunedName(name: string): string {
  const [, before, times] = /^(.+)-pruned(?:-(\d+))?$/.exec(name) ?? [];
  return before === undefined ? `${name}-pruned` : `${before}-pruned-${Number(times ?? 1) + 1}`;
}

/** The name of a network, or of images, with so many of the classes. */
export const classesName = (name: string, classes: number): string =>
  `${name.replace(/-\d+-classes$/, '')}-${classes}-classes`;
