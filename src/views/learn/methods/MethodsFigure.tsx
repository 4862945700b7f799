import type { Row } from '../../../comparison/row';
import type { Mistakes } from '../../../lessons/lessonData';
import { overlapOf } from '../../../lessons/methods';
import { tellMethod } from '../../../words/fields';
import { methodsWords } from '../../../words/lessons/methods';
import { fill } from '../../../words/text';
import { ChannelSets } from '../figures/ChannelSets';
import type { FigureView } from '../lesson/definition';
import { MethodAccuracies } from './MethodAccuracies';
import { MethodContest } from './MethodContest';
import { MistakesFigure } from './MistakesFigure';
import { useMethodContest } from './useMethodContest';

interface Props extends FigureView {
  readonly rows: readonly Row[];
  readonly mistakes: Mistakes;
  readonly layer: string;
  readonly channels: number;
}

/** What methods keep of a layer, and how accurate their networks are. */
export function MethodsFigure({ rows, mistakes, layer, channels, step, isAnswered }: Props) {
  const { labels } = methodsWords;
  const keptBy = (row: Row): readonly number[] => row.kept[layer] ?? [];
  const [dcp] = rows;
  const contest = useMethodContest(dcp ? keptBy(dcp) : []);
  if (step === 'run') return <MethodContest contest={contest} channels={channels} />;
  if (step === 'mistakes') return <MistakesFigure mistakes={mistakes} isAnswered={isAnswered} />;
  if (step === 'accuracy') return <MethodAccuracies rows={rows} />;
  const shown = step === 'overlap' ? rows.filter(({ method }) => method === 'dcp' || method === 'l1') : rows;
  return (
    <ChannelSets
      channels={channels}
      sets={shown.map((row) => {
        const method = tellMethod(row.method);
        const isTold = dcp && row !== dcp && step === 'overlap' && isAnswered;
        const title = isTold ? fill(labels.sets, { method, shared: overlapOf(keptBy(dcp), keptBy(row)) }) : method;
        return { name: method, title, kept: keptBy(row) };
      })}
      hidesShared={step === 'overlap' && !isAnswered}
    />
  );
}
