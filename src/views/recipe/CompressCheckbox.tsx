import { Checkbox } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { Term } from '../Term';

export function CompressCheckbox({ locked }: { locked: boolean }) {
  const compresses = useStudio((state) => state.compresses);
  const { setCompresses } = useStudio.getState();
  return (
    <Checkbox
      size="xs"
      checked={compresses}
      disabled={locked}
      onChange={({ currentTarget }) => setCompresses(currentTarget.checked)}
      label={
        <>
          Store the pruned network <Term name="compressed">in fewer bits</Term> too
        </>
      }
    />
  );
}
