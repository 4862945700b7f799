import { Button } from '@mantine/core';
import { IconList } from '@tabler/icons-react';
import { writeAddress } from '../../store/address';
import { learnWords } from '../../words/lessons/frame';

/** The way to the list of lessons. */
export const AllLessons = () => (
  <Button
    component="a"
    className="no-print"
    href={writeAddress({ view: 'learn' })}
    variant="default"
    size="xs"
    leftSection={<IconList size={16} />}
  >
    {learnWords.all}
  </Button>
);
