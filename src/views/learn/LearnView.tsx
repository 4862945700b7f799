import './learn.css';
import { use } from 'react';
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
  const page = useStudio((state) => state.learning.page);
  if (isLessonId(page)) return <LessonPage key={page} id={page} />;
  if (page === 'glossary') return <Glossary />;
  if (page === 'teacher') return <TeacherPage />;
  return page === 'exercise' ? <Exercise /> : <LessonList />;
}
