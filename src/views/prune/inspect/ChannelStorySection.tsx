import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { verdictOf } from '../../../engine/recipe/byHand';
import { channelStory } from '../../../runs/channelStory';
import type { LayerState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';
import type { Watched } from '../../../store/useWatched';
import { inspectWords, tellCell, tellScoreNow, tellStory, tellVerdict } from '../../../words/inspecting';
import { cellNames } from '../../../words/pruneView';
import { joinSentences, sentence } from '../../../words/text';
import { cellsOf, joiningIn } from '../../cells/cells';
import { ranked } from '../charts/ranked';

interface Props {
  readonly watched: Watched;
  readonly layer: LayerState;
  readonly channel: number;
}

/** What the log knows of a channel: what has become of it, by which score, and when. */
export function ChannelStorySection({ watched: { run, replay, frame }, layer, channel }: Props) {
  const seek = useStudio((state) => state.seek);
  const story = useMemo(() => channelStory(run.log, layer.name, channel), [run.log, layer.name, channel]);
  const cells = cellsOf(layer, joiningIn(frame.event, layer.name));
  const out = ranked(layer, cells).slice(layer.chosen.length);
  const rank = out.findIndex((one) => one.channel === channel) + 1;
  const verdict = verdictOf(run.recipe.byHand, layer.name, channel);
  const decidedAt = story.end === 'open' ? undefined : replay.moments.indexOf(story.decidedAt);
  return (
    <section aria-label={inspectWords.story}>
      <p>
        <b>{sentence(tellCell(channel, cellNames[cells[channel] ?? 'undecided']))}</b>{' '}
        {joinSentences([verdict !== 'method' && tellVerdict(verdict), tellStory(story, channel, layer.keeps)])}
      </p>
      {rank > 0 && story.end !== 'kept' && (
        <p className="numbers">{tellScoreNow(layer.scores[channel] ?? 0, rank, out.length)}</p>
      )}
      {decidedAt !== undefined && decidedAt !== frame.moment && (
        <Button size="compact-sm" variant="default" onClick={() => seek(decidedAt)}>
          {inspectWords['go-there']}
        </Button>
      )}
    </section>
  );
}
