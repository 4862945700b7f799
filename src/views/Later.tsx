import { type ComponentType, createElement, lazy, Suspense, useMemo, useState } from 'react';
import { Boundary } from './Boundary';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

interface LaterProps<Props> {
  /** The name of the part, in words. */
  readonly what: string;
  /** The same at every drawing. */
  readonly load: Load<Props>;
  readonly props: Props;
}

/** A part of the page that comes once it is shown; one that does not come is asked for anew when a person tries again. */
export function Later<Props extends object>({ what, load, props }: LaterProps<Props>) {
  const [attempt, setAttempt] = useState(0);
  const Part = useMemo(() => partOf(load, attempt), [load, attempt]);
  return (
    <Boundary what={what} onRetry={() => setAttempt(attempt + 1)}>
      <Suspense>{createElement(Part, props)}</Suspense>
    </Boundary>
  );
}

/** @param _ another number loads it again: what has failed once is remembered as failed */
const partOf = <Props extends object>(load: Load<Props>, _: number) => lazy(load);
