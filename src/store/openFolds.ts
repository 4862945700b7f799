import { create } from 'zustand';

/** Which parts of the recipe's form are unfolded, by name; they stay so when another view is shown. */
export const useOpenFolds = create<{ readonly open: string[] }>()(() => ({ open: [] }));
