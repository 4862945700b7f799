import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';
import { AllLessons } from '../AllLessons';

/** Ways out of a lesson: to the list of all, and to the projector. */
export function LessonBar() {
  const learn = useStudio((state) => state.learn);
  return (
    <div className="lesson-bar">
      <AllLessons />
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPresentation size={16} />}
        onClick={() => learn({ isPresented: true })}
      >
        {learnWords.present}
      </Button>
    </div>
  );
}
