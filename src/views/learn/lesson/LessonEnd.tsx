import { type LessonId, lessonIds, writeAddress } from '../../../store/address';
import { learnWords } from '../../../words/lessons/frame';
import { overviewWords } from '../../../words/lessons/overview';
import { fill } from '../../../words/text';

/** Where to go from the end of a lesson. */
export function LessonEnd({ id }: { id: LessonId }) {
  const next = lessonIds[lessonIds.indexOf(id) + 1];
  return (
    <p className="lesson-end">
      {next ? (
        <a href={writeAddress({ view: 'learn', lesson: next })}>
          {fill(learnWords['next-lesson'], { title: overviewWords[next].title })}
        </a>
      ) : (
        <a href={writeAddress({ view: 'learn' })}>{learnWords.all}</a>
      )}
    </p>
  );
}
