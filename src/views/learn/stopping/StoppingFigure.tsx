import { useState } from 'react';
import { fallsOf, widthAt } from '../../../lessons/stopping';
import { stoppingWords } from '../../../words/lessons/stopping';
import { fill } from '../../../words/text';
import { RunButton } from '../experiments/RunButton';
import { useSelection } from '../experiments/useSelection';
import { Curve } from '../figures/Curve';
import { FigureChoice } from '../figures/FigureChoice';
import { FigureSlider, ListSlider } from '../figures/FigureSlider';
import { useLinkedValue } from '../figures/useLinkedValue';
import type { FigureView } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { FallBars } from './FallBars';
import { jointsOf } from './jointsOf';

/** Thresholds that can be chosen. */
const epsilons = [0.005, 0.0075, 0.01, 0.0125, 0.015, 0.02, 0.025, 0.03, 0.05, 0.07, 0.1];
const lambdas = [0, 0.1, 1, 3, 10];

interface Props extends FigureView {
  readonly joints: readonly number[];
  readonly spoken: Readonly<Record<'epsilon' | 'half' | 'early' | 'late', number>>;
}

/** The joint loss by channels, its falls, and where a threshold stops. */
export function StoppingFigure({ joints: recorded, spoken, step, isAnswered }: Props) {
  const threshold = useLinkedValue('epsilon', epsilons, 0.03);
  const weight = useLinkedValue('lambda', lambdas, 0.1);
  const [looked, setLooked] = useState(1);
  const [extreme, setExtreme] = useState<'early' | 'late'>('early');
  const { answers, isBusy, ask } = useSelection();
  const [answer] = step === 'play' ? answers : [];
  const joints = answer ? jointsOf(answer) : recorded;
  const { labels } = stoppingWords;
  const epsilon = epsilonOf(step, isAnswered, spoken, extreme) ?? epsilons[threshold.place]!;
  const width = widthAt(joints, epsilon);
  const told = { epsilon, width, channels: joints.length - 1, loss: formatScore(joints[width]!) };
  const lambda = lambdas[weight.place]!;
  return (
    <>
      <Curve
        lines={[
          { id: 'joint', name: answer ? labels.anew : 'L', symbol: 'L', values: joints },
          ...(answer ? [{ id: 'before', name: labels.before, values: recorded, dash: '4 4' }] : []),
        ]}
        at={step === 'curve' ? looked : width}
        unit={labels.unit}
        label={labels.curve}
      />
      {step === 'curve' && (
        <FigureSlider label={labels.looked} min={0} max={joints.length - 1} value={looked} onChange={setLooked} />
      )}
      {step === 'early' && (
        <FigureChoice
          label={labels.epsilon}
          value={extreme}
          values={['early', 'late']}
          tell={(each) => fill(labels[each], { epsilon: spoken[each] })}
          onChange={setExtreme}
        />
      )}
      {step !== 'curve' && (
        <>
          <FallBars falls={fallsOf(joints)} epsilon={epsilon} width={width} label={fill(labels.falls, told)} />
          <p>{fill(labels.keeps, told)}</p>
        </>
      )}
      {(step === 'rule' || step === 'play') && (
        <ListSlider label={labels.epsilon} values={epsilons} place={threshold.place} onChange={threshold.choose} />
      )}
      {step === 'play' && (
        <>
          <ListSlider label={labels.lambda} values={lambdas} place={weight.place} onChange={weight.choose} />
          <RunButton
            label={labels.compute}
            isBusy={isBusy}
            onRun={() => void ask({ of: 'conv3', head: 'conv3', lambda, byHand: [], count: recorded.length - 1 })}
          />
        </>
      )}
    </>
  );
}

/** The threshold that a step speaks of. */
function epsilonOf(
  step: string,
  isAnswered: boolean,
  spoken: Props['spoken'],
  extreme: 'early' | 'late',
): number | undefined {
  if (step === 'predict') return isAnswered ? spoken.half : spoken.epsilon;
  return step === 'early' ? spoken[extreme] : undefined;
}
