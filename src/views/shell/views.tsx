import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react';
import type { ViewId } from '../../store/address';
import { quoted } from '../../words/text';
import { viewNames } from '../../words/views';
import { Boundary } from '../Boundary';

/** Where each view comes from, once it is asked for. */
const views: Readonly<Record<ViewId, () => Promise<{ default: ComponentType }>>> = {
  network: () => import('../network/NetworkView'),
  prune: () => import('../prune/PruneView'),
  compare: () => import('../compare/CompareView'),
  use: () => import('../use/UseView'),
  learn: () => import('../learn/LearnView'),
};

/** A view; one that does not come is asked for anew when a person tries again. */
export function View({ id }: { id: ViewId }) {
  const [load, setLoad] = useState(0);
  const Shown = useMemo(() => lazyView(id, load), [id, load]);
  return (
    <Boundary what={quoted(viewNames[id])} onRetry={() => setLoad(load + 1)}>
      <Suspense>
        <Shown />
      </Suspense>
    </Boundary>
  );
}

/** @param _ another number loads it again: what has failed once is remembered as failed */
const lazyView = (id: ViewId, _: number) => lazy(views[id]);
