import './learn.css';
import { use, useEffect } from 'react';
import { isLessonId } from '../../store/address';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import type { Language } from '../../words/language';
import { bringLessonWords } from '../../words/lessons/languages';
import { Exercise } from './Exercise';
import { Glossary } from './glossary/Glossary';
import { LessonList } from './LessonList';
import { LessonPage } from './lesson/LessonPage';
import { loadedOnce } from './lesson/loadedOnce';
import { TeacherPage } from './teacher/TeacherPage';

/** The words that all pages of the view share, brought once a language. */
const sharedWords = loadedOnce((_: Language) =>
  bringLessonWords('experiments', 'frame', 'glossary', 'overview', 'pages', 'symbols'),
);

export default function LearnView() {
  use(sharedWords(useLanguage()));
  const { page, term } = useStudio((state) => state.learning);
  const beginsAtTop = page !== undefined && !isLessonId(page) && term === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page begins at its top anew
  useEffect(() => {
    if (beginsAtTop) scrollTo(0, 0);
  }, [page, beginsAtTop]);
  if (isLessonId(page)) return <LessonPage key={page} id={page} />;
  if (page === 'glossary') return <Glossary />;
  if (page === 'teacher') return <TeacherPage />;
  return page === 'exercise' ? <Exercise /> : <LessonList />;
}
