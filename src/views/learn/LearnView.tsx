import './learn.css';
import { use, useEffect } from 'react';
import { isLessonId } from '../../store/address';
import { useStudio } from '../../store/studioStore';
import { type Language, languageOn } from '../../words/language';
import { bringLessonWords } from '../../words/lessons/languages';
import { Exercise } from './Exercise';
import { Glossary } from './glossary/Glossary';
import { LessonList } from './LessonList';
import { LessonPage } from './lesson/LessonPage';
import { TeacherPage } from './teacher/TeacherPage';

const words = new Map<Language, Promise<void>>();

/** The words that all pages of the view share, brought once a language. */
function sharedWords(language: Language): Promise<void> {
  const brought =
    words.get(language) ?? bringLessonWords('experiments', 'frame', 'glossary', 'overview', 'pages', 'symbols');
  words.set(language, brought);
  return brought;
}

export default function LearnView() {
  use(sharedWords(languageOn()));
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
