import { useState } from 'react';
import type { ComputedSelection } from '../../../lessons/lessonData';
import { discriminationWords } from '../../../words/lessons/discrimination';
import { experimentWords } from '../../../words/lessons/experiments';
import { captioned, fill, joints } from '../../../words/text';
import { RunButton } from '../experiments/RunButton';
import { useSelection } from '../experiments/useSelection';
import { ChannelSets } from '../figures/ChannelSets';
import { FigureChoice } from '../figures/FigureChoice';
import { ListSlider } from '../figures/FigureSlider';
import { LossTable } from '../figures/LossTable';
import { useLinkedValue } from '../figures/useLinkedValue';
import type { FigureView } from '../lesson/definition';
import { heads } from './heads';
import { JoiningLosses } from './JoiningLosses';
import { MovableHead } from './MovableHead';
import { NetworkStrip } from './NetworkStrip';

const lambdas = [0, 0.1, 1, 10];
const channels = 16;

/** The network with its head, and what is kept by several weights. */
export function HeadFigure({
  selections,
  step,
  isAnswered,
}: FigureView & { selections: readonly ComputedSelection[] }) {
  const { place, choose } = useLinkedValue('lambda', lambdas, 0.1);
  const [where, setWhere] = useState<string>(heads[0]);
  const { answers, isBusy, ask } = useSelection();
  const { labels } = discriminationWords;
  const lambda = step === 'weigh' || step === 'play' ? lambdas[place]! : 0.1;
  const isPlay = step === 'play';
  const head = isPlay ? heads.find((layer) => layer === where) : heads[0];
  const shownHeads = step === 'depth' ? heads : head === undefined ? [] : [head];
  const told = isPlay
    ? answers.map((answer) => ({ ...answer, head: undefined }))
    : selections.filter((each) => each.lambda === lambda && shownHeads.some((layer) => layer === each.head));
  const isTold = step !== 'depth' || isAnswered;
  if (step === 'head') return <MovableHead />;
  if (step === 'loss')
    return <JoiningLosses selection={selections.find((each) => each.head === head && each.lambda === lambda)!} />;
  return (
    <>
      <NetworkStrip heads={shownHeads} />
      {isPlay && (
        <FigureChoice
          label={labels.where}
          value={where}
          values={[...heads, 'off']}
          tell={(layer) => (layer === 'off' ? labels.off : fill(labels.at, { layer }))}
          onChange={setWhere}
        />
      )}
      {(step === 'weigh' || isPlay) && (
        <ListSlider label={labels.lambda} values={lambdas} place={place} onChange={choose} />
      )}
      {isPlay && (
        <RunButton
          label={experimentWords.compute}
          isBusy={isBusy}
          onRun={() => void ask({ of: 'conv3', ...(head ? { head } : {}), lambda, byHand: [], count: 8 })}
        />
      )}
      {isTold && told.length > 0 && (
        <>
          <LossTable
            rows={told.map(({ head: at, order, losses }) => ({
              name:
                at === undefined
                  ? order.join(joints.comma)
                  : captioned(fill(labels.at, { layer: at }), order.join(joints.comma)),
              losses,
            }))}
          />
          <ChannelSets
            channels={channels}
            sets={told.map(({ head: at, layer, order }) => ({
              name: at === undefined ? fill(labels.kept, { layer }) : fill(labels.at, { layer: at }),
              kept: order,
            }))}
          />
        </>
      )}
    </>
  );
}
