import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { formatNames, smallFormats } from '../../engine/io/formatNames';
import { finishedRun, hasNetwork, type RunFile } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { formatLabels } from '../format';

const runFiles: ReadonlyArray<{ what: RunFile; label: string }> = [
  { what: 'selection', label: 'Kept channels (selection.json)' },
  { what: 'report', label: 'Report (report.json)' },
  { what: 'recipe', label: 'Recipe (recipe.json)' },
  { what: 'events', label: 'Everything the run told (events.jsonl)' },
];

export function Downloads() {
  const finished = useStudio(finishedRun);
  const isHere = useStudio(hasNetwork);
  const download = useStudio((state) => state.download);
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} disabled={!finished}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
          disabled={!finished}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isHere &&
          [...formatNames, ...smallFormats].map((name) => (
            <Menu.Item key={name} onClick={() => void download(name)}>
              {finished?.network}, pruned: {formatLabels[name]}
              {name === finished?.format && ' · as it came'}
            </Menu.Item>
          ))}
        {runFiles
          .filter(({ what }) => isHere || what !== 'selection')
          .map(({ what, label }) => (
            <Menu.Item key={what} onClick={() => void download(what)}>
              {label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
