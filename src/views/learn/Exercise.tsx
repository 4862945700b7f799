import { use } from 'react';
import { learnWords } from '../../words/lessons/frame';
import { pageWords } from '../../words/lessons/pages';
import { tellList } from '../../words/numbers';
import { fill } from '../../words/text';
import { PixelImage } from '../PixelImage';
import { Contest } from './experiments/Contest';
import { useContest } from './experiments/useContest';
import { channelsOf, mapOf } from './figures/mapOf';
import { lessonData } from './lesson/lessonData';
import { loadedOnce } from './lesson/loadedOnce';
import { Prose } from './lesson/Prose';
import { PageHead } from './PageHead';

const channelData = loadedOnce((name: 'channel') => lessonData(name));

/** As many as `LessonLayer` selects on. */
const images = 128;

/** An exercise that checks itself: channels by hand against those of Algorithm 2, measured by the engine. */
export function Exercise() {
  const contest = useContest({ of: 'conv3', head: 'conv3', lambda: 0.1, count: 4 });
  const { third } = use(channelData('channel')).maps;
  return (
    <article className="lesson-list" aria-label={learnWords.exercise}>
      <PageHead title={pageWords['exercise-title']} />
      <Prose text={fill(pageWords['exercise-text'], { images })} />
      <Contest
        contest={contest}
        tell={tellList}
        names={Array.from({ length: channelsOf(third) }, (_, channel) => String(channel))}
        picture={(channel) => (
          <span className="channel-map">
            <PixelImage image={mapOf(third, channel)} label={fill(learnWords.map, { channel })} />
          </span>
        )}
      />
    </article>
  );
}
