import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { experimentWords } from '../../../words/lessons/experiments';

interface Props {
  readonly label: string;
  readonly isBusy: boolean;
  /** What is to be computed is chosen. */
  readonly isPossible?: boolean;
  readonly onRun: () => void;
  /** What has come of it. */
  readonly children?: ReactNode;
}

/** Has the engine compute, and says while it does. */
export const RunButton = ({ label, isBusy, isPossible = true, onRun, children }: Props) => (
  <>
    <Button disabled={isBusy || !isPossible} onClick={onRun}>
      {label}
    </Button>
    <div className="experiment-told" role="status">
      {isBusy ? <p>{experimentWords.busy}</p> : children}
    </div>
  </>
);
