import { Checkbox, NativeSelect, Title } from '@mantine/core';
import { Suspense, useState } from 'react';
import { type LessonId, type LessonPart, lessonIds, lessonParts, writeAddress } from '../../../store/address';
import { overviewWords } from '../../../words/lessons/overview';
import { pageWords, partNames } from '../../../words/lessons/pages';
import { Choice } from '../../Choice';
import { CopyLink } from '../../shell/CopyLink';
import { StepSelect } from './StepSelect';

/** Makes a link to a step of a lesson with some of its parts hidden or locked. */
export function ClassLink() {
  const [lesson, setLesson] = useState<LessonId>(lessonIds[0]);
  const [step, setStep] = useState(1);
  const [hide, setHide] = useState<readonly LessonPart[]>([]);
  const [lock, setLock] = useState<readonly LessonPart[]>([]);
  const [present, setPresent] = useState(false);
  const address = writeAddress({
    ...{ view: 'learn', lesson },
    step: step > 1 ? step : undefined,
    hide: hide.length > 0 ? [...hide] : undefined,
    lock: lock.length > 0 ? [...lock] : undefined,
    present: present || undefined,
  });
  return (
    <section className="class-link no-print" aria-label={pageWords['link-title']}>
      <Title order={3}>{pageWords['link-title']}</Title>
      <p>{pageWords['link-text']}</p>
      <Choice
        label={pageWords['link-lesson']}
        value={lesson}
        onChange={(chosen) => {
          setLesson(chosen);
          setStep(1);
        }}
        options={lessonIds.map((id) => ({ value: id, label: overviewWords[id].title }))}
      />
      <Suspense fallback={<NativeSelect label={pageWords['link-step']} disabled />}>
        <StepSelect lesson={lesson} step={step} onChange={setStep} />
      </Suspense>
      <Parts title={pageWords.hide} chosen={hide} onChange={setHide} />
      <Parts title={pageWords.lock} chosen={lock} onChange={setLock} />
      <Checkbox
        label={pageWords['as-presentation']}
        checked={present}
        onChange={({ currentTarget }) => setPresent(currentTarget.checked)}
      />
      <p className="the-link">
        <a href={address}>{address}</a> <CopyLink address={() => address} />
      </p>
    </section>
  );
}

interface PartsProps {
  readonly title: string;
  readonly chosen: readonly LessonPart[];
  readonly onChange: (parts: LessonPart[]) => void;
}

const Parts = ({ title, chosen, onChange }: PartsProps) => (
  <Checkbox.Group
    label={title}
    value={[...chosen]}
    onChange={(values) => onChange(lessonParts.filter((part) => values.includes(part)))}
  >
    {lessonParts.map((part) => (
      <Checkbox key={part} value={part} label={partNames[part]} mt={4} />
    ))}
  </Checkbox.Group>
);
