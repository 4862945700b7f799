/** What work comes to or, if it takes longer than `milliseconds`, what `late` makes of that; the work itself goes on. */
export async function inTime<Result>(work: Promise<Result>, milliseconds: number, late: () => Result): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    return await Promise.race([work, expired.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
