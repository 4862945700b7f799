import { Button, Group, Text } from '@mantine/core';
import { finishedRun, isComparable } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWords } from '../../words/answers';
import { SmallerFiles } from '../result/SmallerFiles';

/** The result in fewer bits, unless its run has stored it so. */
export function CompressFurther() {
  const run = useStudio(finishedRun);
  const isReady = useStudio(isComparable);
  const asking = useStudio((state) => state.asking);
  const smaller = useStudio((state) => state.smaller);
  const compress = useStudio((state) => state.compressResult);
  const isAsked = smaller !== undefined && smaller.run === run?.id;
  if (!run || run.state.compressed.length > 0 || (!isReady && !isAsked)) return null;
  return (
    <>
      <Group mt="sm" gap="xs">
        <Button variant="default" disabled={!isReady || asking !== undefined} onClick={() => void compress()}>
          {asking === 'smaller' ? useWords.compressing : useWords.compress}
        </Button>
        <Text size="xs" c="dimmed">
          {useWords.compressWhy}
        </Text>
      </Group>
      {isAsked && <SmallerFiles compressed={smaller.compressed} />}
    </>
  );
}
