import { Button } from '@mantine/core';
import { IconList, IconPresentation } from '@tabler/icons-react';
import { writeAddress } from '../../../store/address';
import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';

/** Ways out of a lesson: to the list of all, and to the projector. */
export function LessonBar() {
  const learn = useStudio((state) => state.learn);
  return (
    <div className="lesson-bar">
      <Button
        component="a"
        href={writeAddress({ view: 'learn' })}
        variant="default"
        size="xs"
        leftSection={<IconList size={16} />}
      >
        {learnWords.all}
      </Button>
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
