import { ActionIcon, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { backendsEverywhere } from '../../engine/backend/names';
import { writeAddress } from '../../store/address';
import { addressOf } from '../../store/followAddress';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { tellBackendNote, tellThreads } from '../../words/backend';
import { joinSentences, sentence } from '../../words/text';
import { frameWords, schemeNames } from '../../words/views';
import { Choice } from '../Choice';
import { CopyLink } from './CopyLink';
import { LanguageSelect } from './LanguageSelect';

/** What is set for the page as a whole: the backend and the colours. */
export function Tools() {
  const backend = useStudio((state) => state.backend);
  const offered = backend?.offered ?? backendsEverywhere;
  const chooseBackend = useStudio((state) => state.chooseBackend);
  const isLocked = useStudioLater(isActive);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <aside className="tools" aria-label={frameWords.settings}>
      {backend && backend.notes.length > 0 && (
        <Text size="xs" c="dimmed" className="backend-note">
          {joinSentences(backend.notes.map((note) => sentence(tellBackendNote(note))))}
        </Text>
      )}
      <Choice
        aria-label={frameWords.backend}
        className="backend-choice"
        value={backend?.name}
        unchosen={frameWords['choose-backend']}
        disabled={isLocked}
        options={offered.map((name) => ({
          value: name,
          label: labelOf(name, backend?.name === name ? backend.threads : undefined),
        }))}
        onChange={(name) => void chooseBackend(name)}
      />
      <LanguageSelect />
      <CopyLink address={() => writeAddress(addressOf(useStudio.getState()))} />
      <ActionIcon variant="default" size="lg" aria-label={schemeNames[other]} onClick={() => setColorScheme(other)}>
        {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </aside>
  );
}

function labelOf(name: string, threads: number | undefined): string {
  return name === 'wasm' && threads ? tellThreads(threads) : name;
}
