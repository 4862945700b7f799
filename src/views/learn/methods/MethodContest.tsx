import { chanceOverlap, overlapOf } from '../../../lessons/methods';
import { tellMethod } from '../../../words/fields';
import { methodsWords } from '../../../words/lessons/methods';
import { fill } from '../../../words/text';
import { RunButton } from '../experiments/RunButton';
import { ChannelSets } from '../figures/ChannelSets';
import { FigureChoice } from '../figures/FigureChoice';
import { LossTable } from '../figures/LossTable';
import { contestants, type useMethodContest } from './useMethodContest';

interface Props {
  /** Held by what stays while steps come and go. */
  readonly contest: ReturnType<typeof useMethodContest>;
  /** Of the layer. */
  readonly channels: number;
}

/** A method selects anew beside DCP's recorded choice: the channels that both keep, and the losses of each. */
export function MethodContest({ contest, channels }: Props) {
  const { method, setMethod, isBusy, recorded, answer, run } = contest;
  const { labels } = methodsWords;
  const keeps = recorded.length;
  const told = answer && {
    name: fill(labels.anew, { method: tellMethod(answer.method) }),
    shared: overlapOf(recorded, answer.chosen.order),
    chance: chanceOverlap(keeps, keeps, channels),
  };
  return (
    <>
      <FigureChoice label={labels.choose} value={method} values={contestants} tell={tellMethod} onChange={setMethod} />
      <RunButton label={labels.run} isBusy={isBusy} onRun={() => void run()}>
        {answer && told && (
          <>
            <ChannelSets
              channels={channels}
              sets={[
                { name: labels.recorded, kept: recorded },
                { name: told.name, kept: answer.chosen.order },
              ]}
            />
            <p>{fill(labels.agree, { ...told, keeps })}</p>
            <LossTable
              rows={[
                { name: labels.recorded, losses: answer.before.losses },
                { name: told.name, losses: answer.chosen.losses },
              ]}
            />
          </>
        )}
      </RunButton>
    </>
  );
}
