import { Title } from '@mantine/core';
import { learnWords } from '../../words/lessons/frame';
import { pageWords } from '../../words/lessons/pages';
import { tellList } from '../../words/numbers';
import { fill } from '../../words/text';
import { Contest } from './experiments/Contest';
import { useContest } from './experiments/useContest';

const channels = 16;
/** As many as `LessonLayer` selects on. */
const images = 128;

/** An exercise that checks itself: channels by hand against those of Algorithm 2, measured by the engine. */
export function Exercise() {
  const contest = useContest({ of: 'conv3', head: 'conv3', lambda: 0.1, count: 4 });
  return (
    <article className="lesson-list" aria-label={learnWords.exercise}>
      <Title order={2}>{pageWords['exercise-title']}</Title>
      <p>{fill(pageWords['exercise-text'], { images })}</p>
      <Contest
        contest={contest}
        tell={tellList}
        names={Array.from({ length: channels }, (_, channel) => String(channel))}
      />
    </article>
  );
}
