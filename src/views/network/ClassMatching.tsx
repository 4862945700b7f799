import { Button, Group, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Unmatched } from '../../store/state';
import { useStudio } from '../../store/studioStore';

/** Asks which output each class of the dropped images is, where names do not tell. */
export function ClassMatching() {
  const unmatched = useStudio((state) => state.unmatched);
  const matchClasses = useStudio((state) => state.matchClasses);
  return (
    <Modal
      opened={unmatched !== undefined}
      onClose={() => void matchClasses(undefined)}
      title="Which class is which?"
      closeButtonProps={{ 'aria-label': 'Cancel' }}
    >
      {unmatched && <Matching key={unmatched.found.join()} {...unmatched} />}
    </Modal>
  );
}

function Matching({ found, outputs }: Unmatched) {
  const matchClasses = useStudio((state) => state.matchClasses);
  const [places, setPlaces] = useState<Array<number | undefined>>(() =>
    found.map((name, index) => {
      const named = outputs.indexOf(name);
      if (named >= 0) return named;
      return found.length === outputs.length ? index : undefined;
    }),
  );
  const chosen = places.filter((place) => place !== undefined);
  const isComplete = chosen.length === found.length && new Set(chosen).size === chosen.length;
  return (
    <Stack>
      <Text size="sm">
        The images’ classes do not carry the names of the network’s outputs. Give each class the output that it is.
      </Text>
      <Table>
        <Table.Tbody>
          {found.map((name, index) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <Select
                  aria-label={`Output of ${name}`}
                  searchable
                  data={outputs.map((output, place) => ({ value: String(place), label: output }))}
                  value={places[index] === undefined ? null : String(places[index])}
                  onChange={(place) =>
                    setPlaces(
                      places.map((before, at) =>
                        at === index ? (place === null ? undefined : Number(place)) : before,
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
          Cancel
        </Button>
        <Button disabled={!isComplete} onClick={() => void matchClasses(chosen)}>
          Match
        </Button>
      </Group>
    </Stack>
  );
}
