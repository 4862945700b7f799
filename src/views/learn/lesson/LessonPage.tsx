import { Loader } from '@mantine/core';
import { Suspense, use, useState } from 'react';
import type { LessonId } from '../../../store/address';
import { useStudio } from '../../../store/studioStore';
import { learnWords, lessonWhat } from '../../../words/lessons/frame';
import { Boundary } from '../../Boundary';
import { Presentation } from '../presenter/Presentation';
import { lessonOf } from './lessons';
import { Scrolled } from './Scrolled';

/** A lesson: scrolled through, or presented. */
export function LessonPage({ id }: { id: LessonId }) {
  const [load, setLoad] = useState(0);
  return (
    <Boundary what={lessonWhat.lesson} onRetry={() => setLoad(load + 1)}>
      <Suspense fallback={<Loader aria-label={learnWords.loading} m="xl" />}>
        <Loaded id={id} />
      </Suspense>
    </Boundary>
  );
}

function Loaded({ id }: { id: LessonId }) {
  const lesson = use(lessonOf(id));
  const isPresented = useStudio((state) => state.learning.isPresented);
  return isPresented ? <Presentation id={id} lesson={lesson} /> : <Scrolled id={id} lesson={lesson} />;
}
