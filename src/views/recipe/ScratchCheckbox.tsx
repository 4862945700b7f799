import { Checkbox } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { Term } from '../Term';

export function ScratchCheckbox({ locked }: { locked: boolean }) {
  const scratch = useStudio((state) => state.scratch);
  const { setScratch } = useStudio.getState();
  return (
    <Checkbox
      size="xs"
      checked={scratch}
      disabled={locked}
      onChange={({ currentTarget }) => setScratch(currentTarget.checked)}
      label={
        <>
          Compare with the same widths trained <Term name="scratch">from scratch</Term>
        </>
      }
    />
  );
}
