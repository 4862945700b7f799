/** The result of `work`; where it fails, its message in one line and exit code 2. */
export async function orExit<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error((error instanceof Error ? error.message : String(error)).split('\n')[0]);
    process.exit(2);
  }
}
