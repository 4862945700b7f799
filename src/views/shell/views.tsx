import type { ComponentType } from 'react';
import type { ViewId } from '../../store/address';
import { quoted } from '../../words/text';
import { viewNames } from '../../words/views';
import { Later } from '../Later';

/** Where each view comes from, once it is asked for. */
const views: Readonly<Record<ViewId, () => Promise<{ default: ComponentType }>>> = {
  network: () => import('../network/NetworkView'),
  prune: () => import('../prune/PruneView'),
  compare: () => import('../compare/CompareView'),
  use: () => import('../use/UseView'),
  learn: () => import('../learn/LearnView'),
};

/** A view, once it has come. */
export function View({ id }: { id: ViewId }) {
  return <Later key={id} what={quoted(viewNames[id])} load={views[id]} props={{}} />;
}
