import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { lessonIds, writeAddress } from '../../../store/address';
import { learnWords } from '../../../words/lessons/frame';
import { overviewWords } from '../../../words/lessons/overview';
import { pageWords } from '../../../words/lessons/pages';
import { fill } from '../../../words/text';
import { KeptLine } from '../KeptLine';
import { lessonMinutes } from '../minutes';
import { PageHead } from '../PageHead';
import { ClassLink } from './ClassLink';

/** For who teaches: aims, times and questions, to be printed; and a link for the class. */
export function TeacherPage() {
  const minutes = lessonIds.reduce((sum, id) => sum + lessonMinutes[id], 0);
  return (
    <article className="lesson-list teacher" aria-label={learnWords.teacher}>
      <PageHead title={learnWords.teacher}>
        <Button variant="default" size="xs" leftSection={<IconPrinter size={16} />} onClick={() => print()}>
          {pageWords.print}
        </Button>
      </PageHead>
      <p>{fill(pageWords['teacher-intro'], { minutes })}</p>
      <KeptLine />
      <div className="teacher-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{pageWords.lesson}</th>
              <th scope="col">{pageWords.time}</th>
              <th scope="col">{pageWords.aim}</th>
              <th scope="col">{pageWords.question}</th>
            </tr>
          </thead>
          <tbody>
            {lessonIds.map((id, place) => (
              <tr key={id}>
                <th scope="row">
                  {place + 1}. <a href={writeAddress({ view: 'learn', lesson: id })}>{overviewWords[id].title}</a>
                </th>
                <td>{lessonMinutes[id]}</td>
                <td>{overviewWords[id].aim}</td>
                <td>{overviewWords[id].question}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ClassLink />
    </article>
  );
}
