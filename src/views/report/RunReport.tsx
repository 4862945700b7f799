import type { ReactNode } from 'react';
import { classChanges } from '../../engine/answers/classChanges';
import { prunedName } from '../../engine/network/names';
import type { Report } from '../../engine/run/events';
import type { Run } from '../../store/run';
import { useWords } from '../../words/answers';
import { tellMethod } from '../../words/fields';
import { signedPoints, tellGapRange } from '../../words/figures';
import { tellClass, tellGroup } from '../../words/names';
import { formatWhole } from '../../words/numbers';
import { tellPhaseId } from '../../words/phases';
import { alongTexts } from '../../words/pruneView';
import { reportTexts, reportWords } from '../../words/reportPage';
import { resultWords } from '../../words/resultView';
import { tellSearch } from '../../words/targets';
import { fill, joinSentences, sentence } from '../../words/text';
import { formatCount, formatPercent } from '../format';
import { accuracyLines, auxiliaryLines, fineTuningLines } from '../prune/charts/losses';
import { figureRows } from '../result/figureRows';
import { tellOrigin } from '../result/tellOrigin';
import { usageCode } from '../use/usageCode';
import type { TestAnswers } from '../use/useAnswers';
import { LinesFigure } from './LinesFigure';

interface Props {
  readonly run: Run;
  readonly report: Report;
  readonly answers: TestAnswers | undefined;
}

/** What a finished run has come to, for someone who was not there. */
export function RunReport({ run, report, answers }: Props) {
  const { network, state, recipe, reading } = run;
  const { baseline, pruned } = report;
  const search = tellSearch(report);
  const lead = baseline.isAgreement ? reportTexts['lead-agreement'] : reportTexts.lead;
  return (
    <main>
      <header>
        <h1>{fill(reportTexts.title, { network })}</h1>
        <p className="lead">
          {fill(lead, {
            method: tellMethod(recipe.method.id),
            params: formatCount(pruned.params),
            before: formatCount(baseline.params),
            accuracy: formatPercent(pruned.accuracy),
            baseline: formatPercent(baseline.accuracy),
            images: formatWhole(pruned.images),
          })}
        </p>
        <p className="faint">
          {joinSentences([
            tellOrigin(run),
            search && sentence(search),
            fill(reportTexts.made, { seed: report.seed, backend: report.backend }),
          ])}
        </p>
      </header>
      <Part title={reportWords.figures}>
        <Figures run={run} />
      </Part>
      <Part title={reportWords.layers}>
        <Layers layers={report.layers} />
      </Part>
      {state.training.length > 1 && (
        <Part title={reportWords.losses}>
          {[auxiliaryLines(state, recipe), fineTuningLines(state, recipe)]
            .filter((lines) => lines.length > 0)
            .map((lines) => (
              <LinesFigure key={lines[0]?.id} lines={lines} label={reportWords.losses} unit={alongTexts.epoch[2]} />
            ))}
        </Part>
      )}
      {state.accuracies.length > 1 && (
        <Part title={reportWords.accuracies}>
          <LinesFigure lines={accuracyLines(state)} label={reportWords.accuracies} unit={alongTexts.epoch[2]} />
        </Part>
      )}
      {answers && (
        <Part title={reportWords.classes}>
          <Classes answers={answers} />
        </Part>
      )}
      {reading && (
        <Part title={reportWords.code}>
          <Scroll title={reportWords.code}>
            <pre>{usageCode('tfjs', `${prunedName(network)}.zip`, reading)}</pre>
          </Scroll>
        </Part>
      )}
      <Part title={reportWords.how}>
        <ul>
          {Object.entries(report.seconds).map(([phase, seconds]) => (
            <li key={phase}>{fill(reportTexts.seconds, { phase: tellPhaseId(phase), seconds: seconds.toFixed(1) })}</li>
          ))}
        </ul>
        <details>
          <summary>{reportWords.recipe}</summary>
          <Scroll title={reportWords.recipe}>
            <pre>{JSON.stringify(recipe, null, 2)}</pre>
          </Scroll>
        </details>
        <p className="faint">{reportTexts.by}</p>
      </Part>
    </main>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

const Scroll = ({ title, children }: { title: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
  <section className="scroll" aria-label={title} tabIndex={0}>
    {children}
  </section>
);

function Figures({ run }: { run: Run }) {
  return (
    <Scroll title={reportWords.figures}>
      <table>
        <thead>
          <tr>
            <td />
            <th>{resultWords.baseline}</th>
            <th>{resultWords.selected}</th>
            <th>{resultWords.pruned}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {figureRows(run.state).map(({ name, below, figures: [baseline, selected, pruned], change }) => (
            <tr key={`${name} ${below}`}>
              <th scope="row">
                {name}
                <small>{below}</small>
              </th>
              {[baseline, selected, pruned].map((figure, column) => (
                <td key={[resultWords.baseline, resultWords.selected, resultWords.pruned][column]}>
                  {figure?.value ?? '–'}
                  <small>{figure?.range}</small>
                </td>
              ))}
              <td>{change}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Layers({ layers }: { layers: Report['layers'] }) {
  const most = Math.max(...layers.map(({ channels }) => channels));
  return (
    <div className="layers">
      {layers.map(({ name, channels, kept }) => (
        <div key={name} style={{ display: 'contents' }}>
          <span>{tellGroup(name)}</span>
          <svg className="bar" viewBox={`0 0 ${most} 1`} preserveAspectRatio="none" aria-hidden>
            <rect width={channels} height={1} fill="var(--gone)" />
            <rect width={kept.length} height={1} fill="var(--kept)" />
          </svg>
          <span>{fill(reportTexts.kept, { kept: formatWhole(kept.length), channels: formatWhole(channels) })}</span>
        </div>
      ))}
    </div>
  );
}

function Classes({ answers }: { answers: TestAnswers }) {
  return (
    <Scroll title={reportWords.classes}>
      <table>
        <thead>
          <tr>
            <th>{useWords.class}</th>
            <th>{useWords.images}</th>
            <th>{useWords.baseline}</th>
            <th>{useWords.pruned}</th>
            <th>{useWords.gap}</th>
          </tr>
        </thead>
        <tbody>
          {classChanges(answers).map((change) => (
            <tr key={change.label}>
              <th scope="row">{tellClass(answers.classes[change.label] ?? '')}</th>
              <td>{formatWhole(change.images)}</td>
              <td>{formatPercent(change.baseline)}</td>
              <td>{formatPercent(change.pruned)}</td>
              <td className={change.low > 0 ? 'worse' : undefined}>
                {signedPoints(change.gap)} ({tellGapRange(change)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
