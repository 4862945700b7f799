import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useChoice } from '../../store/choice';
import { comparingTitles, comparingWords, tellKeptBy } from '../../words/comparing';
import { tellGroup } from '../../words/names';
import { Panel } from '../Panel';
import type { Entry } from './entries';
import { FirstSeedNote } from './FirstSeedNote';
import { MarkShape, themedColour } from './MarkShape';
import { RunNote } from './RunNote';

interface LayersPanelProps {
  readonly ticked: readonly Entry[];
}

/** How many channels each layer keeps, a column a run, as the paper's Table S6. */
export function LayersPanel({ ticked }: LayersPanelProps) {
  const groups = [...new Set(ticked.flatMap(({ rows: [row] }) => Object.keys(row.baselineWidths)))];
  return (
    <Panel title={comparingTitles.layers}>
      {groups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {ticked.length === 0 ? comparingWords.tickSome : comparingWords.noChannels}
        </Text>
      ) : (
        <div className="layers-kept">
          <div
            className="layers-grid numbers"
            style={{ gridTemplateColumns: `auto repeat(${ticked.length}, minmax(var(--column), 1fr))` }}
          >
            <span />
            {ticked.map(({ key, name, note, summary }) => (
              <b key={key} className="layers-run">
                <MarkShape method={summary.method} /> {name} <RunNote>{note}</RunNote>
              </b>
            ))}
            {groups.map((group) => (
              <Fragment key={group}>
                <button type="button" className="layer-name" onClick={() => useChoice.setState({ layer: group })}>
                  {tellGroup(group)}
                </button>
                {ticked.map((entry) => (
                  <KeptBar key={entry.key} entry={entry} group={group} colour={themedColour(entry.summary.method)} />
                ))}
              </Fragment>
            ))}
          </div>
        </div>
      )}
      <FirstSeedNote ticked={ticked} />
    </Panel>
  );
}

function KeptBar({ entry: { rows, name }, group, colour }: { entry: Entry; group: string; colour: string }) {
  const { widths, baselineWidths } = rows[0];
  const [kept, channels] = [widths[group], baselineWidths[group]];
  if (kept === undefined || channels === undefined) return <span className="kept-count">–</span>;
  return (
    <div className="kept-bar" role="img" aria-label={tellKeptBy(name, group, kept, channels)}>
      <span className="kept-track">
        <i style={{ width: `${(100 * kept) / channels}%`, background: colour }} />
      </span>
      <span className="kept-count">
        {kept}/{channels}
      </span>
    </div>
  );
}
