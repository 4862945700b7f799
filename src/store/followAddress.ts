import { isRunId, type RunId } from '../runs/log';
import { type Address, type LinkedWork, readAddress, writeAddress } from './address';
import { bundledNetworks } from './bundledNetworks';
import { addressOfChoice, chooseByAddress, useChoice } from './choice';
import type { createStudio } from './createStudio';
import { linkOfRecipe } from './recipeLink';
import { firstRecording } from './recordings';
import { datasetNameOf, type StudioState, shownRun } from './state';

/** Milliseconds for which a moment is looked at before the address says so. */
const restTime = 300;

/** Marks entries of the browser's history that the page wrote itself: Back to one of them leaves the recipe as it is. */
const written = 'espalier';

/**
 * The address says what the page shows, and the page shows what the address says: so Back and links work.
 *
 * @param showOwn shows a run that this browser keeps
 */
export function followAddress(studio: ReturnType<typeof createStudio>, showOwn: (run: RunId) => Promise<void>): void {
  const read = () => {
    const address = readAddress(location.hash);
    const { view, run, step, layer, channel } = address;
    visit(studio, address);
    if (view === 'prune' && !isHeaderLink()) studio.getState().lookAt(layer, channel);
    if (view !== 'prune' || run === undefined || !isRunId(run)) return;
    const goThere = () => {
      const { lookAt, seek, followEnd } = studio.getState();
      if (shownRun(studio.getState())?.id !== run) return;
      lookAt(layer, channel);
      if (step === undefined) followEnd();
      else seek(step);
    };
    if (run === shownRun(studio.getState())?.id) goThere();
    else void showOwn(run).then(goThere);
  };
  const follow = () => {
    read();
    void studio.getState().takeLink(readAddress(location.hash));
  };
  follow();
  addEventListener('popstate', ({ state }) => (state === written ? read() : follow()));
  let timer = 0;
  const restLater = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => rest(addressOf(studio.getState())), restTime);
  };
  studio.subscribe((state, before) => {
    if (isFurtherOn(state, before)) history.pushState(written, '', writeAddress(addressOf(state)));
    restLater();
  });
  useChoice.subscribe(restLater);
}

/** A link that shows the Prune view as it was left: with the layer and the channel that are open there, as its key does. */
const isHeaderLink = (): boolean => history.state !== written && location.hash === writeAddress({ view: 'prune' });

/** What Back leads away from: another view, run, or a layer or a channel that was opened, unless the address says so already. */
function isFurtherOn(state: StudioState, before: StudioState): boolean {
  const told = readAddress(location.hash);
  if (state.view !== before.view) return state.view !== told.view;
  const [run, runBefore] = [watched(state), watched(before)];
  if (state.view === 'prune' && runBefore !== undefined && run !== runBefore) return run !== told.run;
  return depthOf(state) > Math.max(depthOf(before), depthOf({ lookedAt: told.layer, channel: told.channel }));
}

/** The run of one's own that is shown, else the recording. */
const watched = (state: StudioState): string | undefined => shownRun(state)?.id ?? state.recording?.name;

/** Nothing, a layer or a channel is open. */
const depthOf = ({ lookedAt, channel }: Pick<StudioState, 'lookedAt' | 'channel'>): number =>
  Number(lookedAt !== undefined) + Number(channel !== undefined);

function rest(address: Address): void {
  const told = writeAddress(address);
  if (told !== location.hash) history.replaceState(written, '', told);
}

/** What of the page a link can bring back. */
export const addressOf = (state: StudioState): Address => ({ ...viewAddress(state), ...workAddress(state) });

/** What is open, of what is bundled, and what is set otherwise than at first. */
function workAddress(state: StudioState): LinkedWork {
  const { recipe, first, scratch, compresses } = state;
  const network = state.network?.name ?? first.network;
  const images = state.images ? datasetNameOf(state) : first.images;
  return {
    network: bundledNetworks.slice(1).find((name) => name === network),
    images: images === 'full' ? images : undefined,
    recipe: linkOfRecipe(recipe),
    scratch: scratch || undefined,
    compress: compresses || undefined,
  };
}

function viewAddress(state: StudioState): Address {
  const { view, recording, moment, lookedAt: layer, channel } = state;
  if (view === 'learn') return { view, ...learningAddress(state) };
  if (view === 'compare') return { view, ...addressOfChoice() };
  if (view !== 'prune') return { view };
  const own = shownRun(state);
  if (own) return { view, run: own.id, step: moment, layer, channel };
  if (!recording) return { view, layer, channel };
  return { view, run: recording.name, step: moment, layer, channel };
}

function learningAddress({ learning }: StudioState): Omit<Address, 'view'> {
  const { page, step, term, hidden, locked, lambda, epsilon, isPresented } = learning;
  return {
    lesson: page,
    step: page !== undefined && step > 1 ? step : undefined,
    term,
    hide: hidden.length > 0 ? [...hidden] : undefined,
    lock: locked.length > 0 ? [...locked] : undefined,
    ...{ lambda, epsilon },
    present: isPresented ? true : undefined,
  };
}

/** Shows what an address says: a recording from its beginning is played, at one of its moments it stands still. */
function visit(studio: { getState(): StudioState }, address: Address): void {
  const state = studio.getState();
  const { view, run, step } = address;
  state.go(view);
  if (view === 'learn') {
    const { lesson: page, term, hide: hidden = [], lock: locked = [], present: isPresented = false } = address;
    const { lambda, epsilon } = address;
    state.learn({ page, step: Math.max(1, step ?? 1), term, hidden, locked, lambda, epsilon, isPresented });
    return;
  }
  if (view === 'compare') chooseByAddress(address);
  const isOwn = run !== undefined && isRunId(run);
  const recording = isOwn ? undefined : run;
  const isOther = recording !== undefined && (recording !== state.recording?.name || shownRun(state) !== undefined);
  if (isOther) void begin(studio, () => state.watchRecording(recording, step), step);
  else if (!state.recording)
    void begin(studio, () => state.layRecording(firstRecording, isOwn ? undefined : step), step);
  else if (step !== undefined && !isOwn) state.seek(step);
}

/** Another run may have come to be shown while the recording was on its way. */
async function begin(
  studio: { getState(): StudioState },
  bring: () => Promise<void>,
  step: number | undefined,
): Promise<void> {
  await bring();
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (step === undefined && !isStill && !shownRun(studio.getState())) studio.getState().play();
}
