/** A file dropped on the page or named on the command line; its name may be a path. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder of a path, without a slash; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The files within a folder, by their paths from there. */
export const filesIn = (folder: string, files: readonly DroppedFile[]): DroppedFile[] =>
  files.flatMap(({ name, bytes }) =>
    name.startsWith(`${folder}/`) ? { name: name.slice(folder.length + 1), bytes } : [],
  );
