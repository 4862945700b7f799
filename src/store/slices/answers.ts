import { compressionIds } from '../../engine/compress/ids';
import { InputError } from '../../engine/errors';
import { canMeetBaseline } from '../baseline';
import { namedBlob } from '../files';
import { finishedRun, isComparable } from '../state';
import type { Slice } from './slice';
import type { AnswersSlice } from './types';

/** Images of someone's own that stay on the page. */
const mostAsked = 12;

export const answersSlice: Slice<AnswersSlice> = (set, get, { supervisor }) => ({
  comparable: undefined,
  answers: undefined,
  asked: [],
  asking: undefined,
  smaller: undefined,

  meetBaseline: async () => {
    if (!canMeetBaseline(get())) return;
    const { lastResult, revision } = get();
    try {
      await supervisor.compareWith(revision);
      set({ comparable: lastResult });
    } catch (error) {
      get().complain(error);
    }
  },

  answerTests: async () => {
    const run = get().comparable;
    if (run === undefined || !isComparable(get()) || get().answers?.run === run || get().asking) return;
    set({ asking: 'tests' });
    try {
      const told = await supervisor.answerTests();
      set({ answers: { run, told }, asked: get().asked.filter((image) => image.run === run) });
    } catch (error) {
      get().complain(error);
    } finally {
      set({ asking: undefined });
    }
  },

  compressResult: async () => {
    const finished = finishedRun(get());
    if (!finished || !isComparable(get()) || get().asking) return;
    const { id: run, recipe, state } = finished;
    const madeBy = { recipe, sparseLayers: state.sparseLayers };
    set({ asking: 'smaller', smaller: { run, compressed: [] } });
    try {
      await supervisor.compressResult(madeBy, { ids: compressionIds, epochs: 0 }, (compressed) => {
        const before = get().smaller;
        if (before?.run === run) set({ smaller: { run, compressed: [...before.compressed, compressed] } });
      });
    } catch (error) {
      get().complain(error);
    } finally {
      set({ asking: undefined });
    }
  },

  askFrame: async (file) => {
    try {
      return await supervisor.askImage(namedBlob(file));
    } catch (error) {
      get().complain(error);
      return undefined;
    }
  },

  askImages: async (files) => {
    const run = get().comparable;
    if (run === undefined) return;
    const [all, count] = [files.length, Math.min(mostAsked, files.length)];
    if (count < all) get().say('news', { code: 'images-asked', count, all });
    const broken: string[] = [];
    set({ asking: 'images' });
    try {
      for (const file of files.slice(0, count)) {
        const image = await supervisor.askImage(namedBlob(file)).catch(unlessBroken);
        if (image) set({ asked: [{ run, ...image }, ...get().asked].slice(0, mostAsked) });
        else broken.push(file.name);
      }
    } catch (error) {
      get().complain(error);
    } finally {
      set({ asking: undefined });
      if (broken.length > 0)
        get().complain(new InputError('images.undecoded', { count: broken.length, files: broken.join(', ') }));
    }
  },
});

/** Nothing for an image that cannot be decoded. @throws whatever else went wrong: it would with all others too */
function unlessBroken(error: unknown): undefined {
  if (!(error instanceof InputError) || error.code !== 'images.undecoded') throw error;
}
