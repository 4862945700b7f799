import { Title } from '@mantine/core';
import { lessonIds, writeAddress } from '../../store/address';
import { learnWords } from '../../words/lessons/frame';
import { overviewWords } from '../../words/lessons/overview';
import { fill } from '../../words/text';
import { KeptLine } from './KeptLine';
import { lessonMinutes } from './minutes';

/** All lessons, with what one can do after each. */
export function LessonList() {
  return (
    <div className="lesson-list">
      <Title order={2}>{learnWords.lessons}</Title>
      <p>{learnWords.intro}</p>
      <KeptLine />
      <ol>
        {lessonIds.map((id) => (
          <li key={id}>
            <a href={writeAddress({ view: 'learn', lesson: id })}>{overviewWords[id].title}</a>
            <p>{overviewWords[id].aim}</p>
            <p className="lesson-minutes">{fill(learnWords.minutes, { minutes: lessonMinutes[id] })}</p>
          </li>
        ))}
      </ol>
      <ul className="lesson-pages">
        {(['exercise', 'glossary', 'teacher'] as const).map((page) => (
          <li key={page}>
            <a href={writeAddress({ view: 'learn', lesson: page })}>{learnWords[page]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
