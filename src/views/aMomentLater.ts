/** Half a second: for parts that are loaded after the first picture, so that nothing of theirs is in its way. */
export const aMomentLater = (): Promise<void> => new Promise((later) => setTimeout(later, 500));
