import { Kbd, Modal, Table } from '@mantine/core';
import { keyActions, keyCaps, keyIds, keysTitle } from '../../words/keys';

/** What all keys do. */
export default function KeysList({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={keysTitle.title} closeButtonProps={{ 'aria-label': keysTitle.close }}>
      <Table>
        <Table.Tbody>
          {keyIds.map((id) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <Kbd>{keyCaps[id]}</Kbd>
              </Table.Th>
              <Table.Td>{keyActions[id]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
