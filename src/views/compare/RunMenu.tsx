import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDots,
  IconDownload,
  IconFileText,
  IconFolderOpen,
  IconPencil,
  IconPhotoCheck,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { isUsable, type KeptRun } from '../../store/kept/keptRun';
import { useKept } from '../../store/kept/keptStore';
import { isFree } from '../../store/state';
import { useStudioLater } from '../../store/useStudioLater';
import { comparingWords, tellActions } from '../../words/comparing';

/** What can be done with a run that is kept. */
export function RunMenu({ run, name }: { run: KeptRun; name: string }) {
  const { id, networkBytes } = run;
  const { reopen, use, exportRun, download, openNetwork, remove } = useKept.getState();
  const isIdle = useStudioLater(isFree);
  const [isRenaming, { open, close }] = useDisclosure();
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={tellActions(name)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPlayerPlay size={14} />} onClick={() => void reopen(id)}>
            {comparingWords.watch}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={open}>
            {comparingWords.rename}
          </Menu.Item>
          {isUsable(run) && (
            <Menu.Item leftSection={<IconPhotoCheck size={14} />} disabled={!isIdle} onClick={() => void use(id)}>
              {comparingWords.use}
            </Menu.Item>
          )}
          {networkBytes !== undefined && (
            <Menu.Item
              leftSection={<IconFolderOpen size={14} />}
              disabled={!isIdle}
              onClick={() => void openNetwork(id)}
            >
              {comparingWords.openNetwork}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void exportRun(id)}>
            {comparingWords.exportRun}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={14} />} onClick={() => void download(id)}>
            {comparingWords.download}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={14} />} onClick={() => void remove(id)}>
            {comparingWords.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isRenaming}
        onClose={close}
        title={comparingWords.rename}
        size="sm"
        closeButtonProps={{ 'aria-label': comparingWords.cancel }}
      >
        <NameForm id={id} name={name} onDone={close} />
      </Modal>
    </>
  );
}

function NameForm({ id, name: before, onDone }: { id: string; name: string; onDone: () => void }) {
  const rename = useKept((state) => state.rename);
  const [name, setName] = useState(before);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void rename(id, name.trim());
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        data-autofocus
        label={comparingWords.name}
        description={comparingWords.emptyName}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onDone}>
          {comparingWords.cancel}
        </Button>
        <Button type="submit">{comparingWords.save}</Button>
      </Group>
    </form>
  );
}
