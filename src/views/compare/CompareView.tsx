import './compare.css';
import { Text } from '@mantine/core';
import { comparingTitles, comparingWords } from '../../words/comparing';
import { Panel } from '../Panel';
import { ChannelsPanel } from './ChannelsPanel';
import { ExportMenu } from './ExportMenu';
import { LayersPanel } from './LayersPanel';
import { MissingRuns } from './MissingRuns';
import { RunsPanel } from './RunsPanel';
import { SizePanel } from './SizePanel';
import { SweepPanel } from './SweepPanel';
import { useComparison } from './useComparison';

/** Runs beside each other: those of this browser, and those that were measured before. */
export default function CompareView() {
  const comparison = useComparison();
  if (!comparison) return <Text c="dimmed">{comparingWords.loading}</Text>;
  const { contest, contests, ticked } = comparison;
  return (
    <>
      <MissingRuns contests={contests} />
      <div className="compare-view">
        <div className="compare-column">
          {contest ? (
            <>
              <SizePanel contest={contest} ticked={ticked} aside={<ExportMenu contest={contest} />} />
              <LayersPanel ticked={ticked} />
            </>
          ) : (
            <Panel title={comparingTitles.size}>
              <Text c="dimmed">{comparingWords.nothing}</Text>
            </Panel>
          )}
        </div>
        <div className="compare-column">
          <RunsPanel contest={contest} contests={contests} ticked={ticked} />
          {contest && <ChannelsPanel ticked={ticked} />}
          <SweepPanel contest={contest} />
        </div>
      </div>
    </>
  );
}
