import { Button, Group, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Unmatched } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { networkTexts, networkWords } from '../../words/networkView';
import { fill } from '../../words/text';

/** Asks which output each class of the dropped images is, where names do not tell. */
export function ClassMatching() {
  const unmatched = useStudio((state) => state.unmatched);
  const matchClasses = useStudio((state) => state.matchClasses);
  return (
    <Modal
      opened={unmatched !== undefined}
      onClose={() => void matchClasses(undefined)}
      title={networkWords['which-class']}
      closeButtonProps={{ 'aria-label': networkWords.cancel }}
    >
      {unmatched && <Matching key={unmatched.found.join()} {...unmatched} />}
    </Modal>
  );
}

function Matching({ found, outputs }: Unmatched) {
  const matchClasses = useStudio((state) => state.matchClasses);
  const [outputOf, setOutputOf] = useState<Array<number | undefined>>(() =>
    found.map((name, index) => {
      const named = outputs.indexOf(name);
      if (named >= 0) return named;
      return found.length === outputs.length ? index : undefined;
    }),
  );
  const chosen = outputOf.filter((output) => output !== undefined);
  const isComplete = chosen.length === found.length && new Set(chosen).size === chosen.length;
  return (
    <Stack>
      <Text size="sm">{networkWords['which-class-why']}</Text>
      <Table>
        <Table.Tbody>
          {found.map((name, index) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <Select
                  aria-label={fill(networkTexts.output, { name })}
                  searchable
                  data={outputs.map((label, output) => ({
                    value: String(output),
                    label: label ?? fill(networkTexts['output-number'], { output }),
                  }))}
                  value={outputOf[index] === undefined ? null : String(outputOf[index])}
                  onChange={(output) =>
                    setOutputOf(
                      outputOf.map((before, at) =>
                        at === index ? (output === null ? undefined : Number(output)) : before,
                      ),
                    )
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void matchClasses(undefined)}>
          {networkWords.cancel}
        </Button>
        <Button disabled={!isComplete} onClick={() => void matchClasses(chosen)}>
          {networkWords.match}
        </Button>
      </Group>
    </Stack>
  );
}
