/** Folders and files that systems put beside what people save: macOS, Windows, Jupyter, version control. */
const isLitter = (part: string): boolean =>
  part.startsWith('.') || /^(__MACOSX|@eaDir|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN)$/i.test(part);

/**
 * An archive's name for an entry as a path: by slashes, without what would lead out of the folder. Undefined for a
 * folder, and for what a system has added. Names are only read, never written to a disk.
 */
export function entryPath(name: string): string | undefined {
  if (/[/\\]$/.test(name)) return undefined;
  const parts = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 || parts.some(isLitter) ? undefined : parts.join('/');
}

/** Whether a system has added one of these folders or files. */
export const hasLitter = (parts: readonly string[]): boolean => parts.some(isLitter);
