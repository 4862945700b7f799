/** What someone brought or asked for cannot be had. Says what is wrong and what to do about it, in one line. */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param problem what is wrong, naming the layer, array or entry
   * @param remedy what to do, as an order
   */
  constructor(
    readonly problem: string,
    readonly remedy: string,
  ) {
    super(`${problem}; ${remedy}`);
  }

  /** The same, said of the file, archive or folder that it is about. */
  within(place: string): InputError {
    return new InputError(`${place}: ${this.problem}`, this.remedy);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Work on a file, whose name goes in front of what is wrong with it. */
export async function naming<Result>(file: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError) throw error.within(file);
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
}
