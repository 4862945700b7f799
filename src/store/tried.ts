/** What is asked of the browser's storage: some browsers keep nothing for a page, and say so by an error. */
export function tried<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
