import { Select, Text } from '@mantine/core';
import { agreementOf } from '../../comparison/agreement';
import { useChoice } from '../../store/choice';
import { comparingTexts, comparingTitles, comparingWords, tellAgreement, tellChannels } from '../../words/comparing';
import { tellGroup } from '../../words/names';
import { Panel } from '../Panel';
import type { Entry } from './entries';
import { FirstSeedNote } from './FirstSeedNote';
import { MarkShape, themedColour } from './MarkShape';
import { RunNote } from './RunNote';

interface ChannelsPanelProps {
  readonly ticked: readonly Entry[];
}

/** Which channels of one layer each run keeps, and on which they agree. */
export function ChannelsPanel({ ticked }: ChannelsPanelProps) {
  const chosen = useChoice((choice) => choice.layer);
  const groups = [...new Set(ticked.flatMap(({ rows: [row] }) => Object.keys(row.kept)))];
  const group = groups.find((each) => each === chosen) ?? groups[0];
  if (group === undefined) return null;
  const selecting = ticked.flatMap((entry) => {
    const [row] = entry.rows;
    const [kept, channels] = [row.kept[group], row.baselineWidths[group]];
    return kept && channels !== undefined ? [{ entry, kept, channels }] : [];
  });
  const channels = Math.max(...selecting.map((each) => each.channels));
  const { keptBy, agreed, byChance } = agreementOf(
    selecting.map(({ kept }) => kept),
    channels,
  );
  return (
    <Panel
      title={comparingTitles.channels}
      aside={
        <Select
          aria-label={comparingWords.layer}
          size="xs"
          w={160}
          allowDeselect={false}
          value={group}
          data={groups.map((value) => ({ value, label: tellGroup(value) }))}
          onChange={(layer) => useChoice.setState({ layer: layer ?? undefined })}
        />
      }
    >
      {selecting.map(({ entry, kept }) => (
        <Selection
          key={entry.key}
          name={entry.name}
          note={entry.note}
          method={entry.summary.method}
          kept={kept}
          channels={channels}
          isKeptByAll={(channel) => selecting.length > 1 && keptBy[channel] === selecting.length}
        />
      ))}
      {selecting.length > 1 && (
        <Text size="sm" mt="xs">
          {tellAgreement(agreed, channels, byChance)}{' '}
          <Text span size="sm" c="dimmed">
            {comparingTexts['kept-mark']}
          </Text>
        </Text>
      )}
      <FirstSeedNote ticked={ticked} />
    </Panel>
  );
}

interface SelectionProps {
  readonly name: string;
  readonly note: string;
  readonly method: string;
  readonly kept: readonly number[];
  readonly channels: number;
  isKeptByAll(channel: number): boolean;
}

function Selection({ name, note, method, kept, channels, isKeptByAll }: SelectionProps) {
  const stays = new Set(kept);
  const stateOf = (channel: number): string => {
    if (!stays.has(channel)) return 'removed';
    return isKeptByAll(channel) ? 'by-all' : 'kept';
  };
  return (
    <div className="selection">
      <span className="selection-name">
        <MarkShape method={method} /> {name} <RunNote>{note}</RunNote>
      </span>
      <span
        className="selection-cells"
        role="img"
        aria-label={tellChannels(name, kept)}
        style={{ color: themedColour(method) }}
      >
        {Array.from({ length: channels }, (_, channel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: channels are known by their place
          <i key={channel} data-state={stateOf(channel)} title={String(channel)} />
        ))}
      </span>
    </div>
  );
}
