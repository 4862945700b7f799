import {
  ActionIcon,
  Group,
  Image,
  Select,
  Stack,
  Text,
  Title,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { backendNames } from '../engine/backend/names';
import { isActive } from '../store/state';
import { useStudio } from '../store/studioStore';
import { useStudioLater } from '../store/useStudioLater';
import { tellBackendNote } from '../words/backend';
import { Boundary } from './Boundary';
import { Notices } from './Notices';
import { NetworkPanel } from './network/NetworkPanel';
import { RecipePanel } from './recipe/RecipePanel';
import { ResultPanel } from './result/ResultPanel';
import { ChannelHeatmap } from './run/ChannelHeatmap';
import { RunPanel } from './run/RunPanel';

export function StudioPage() {
  const openFiles = useStudio((state) => state.openFiles);
  return (
    <main className="studio">
      <Header />
      <div className="columns">
        <div className="run-column">
          <RunPanel />
        </div>
        <Stack gap="md" className="left-column">
          <NetworkPanel />
          <RecipePanel />
        </Stack>
        <Stack gap="md" className="right-column">
          <ResultPanel />
          <ChannelHeatmap />
          <Charts />
        </Stack>
      </div>
      <Dropzone.FullScreen
        aria-hidden
        className="drop-anywhere"
        withinPortal={false}
        activateOnKeyboard={false}
        multiple
        onDrop={openFiles}
        inputProps={{ tabIndex: -1 }}
      >
        <Text ta="center" mt="20vh" size="xl">
          Drop a network, images, a recipe, or several of them
        </Text>
      </Dropzone.FullScreen>
      <Notices />
    </main>
  );
}

/** The chart library comes when the page is ready and has nothing else to do, so that it does not hold up the start. */
function Charts() {
  const isReady = useIsIdleAfter(useStudio((state) => state.network !== undefined));
  const [load, setLoad] = useState(0);
  const LossCharts = useMemo(() => lazyCharts(load), [load]);
  const room = <div style={{ height: 320 }} />;
  if (!isReady) return room;
  return (
    <Boundary what="The charts" onRetry={() => setLoad(load + 1)}>
      <Suspense fallback={room}>
        <LossCharts />
      </Suspense>
    </Boundary>
  );
}

/** @param _ another number loads them again: what has failed once is remembered as failed */
const lazyCharts = (_: number) => lazy(() => import('./run/LossCharts'));

function useIsIdleAfter(isReady: boolean): boolean {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    const timer = setTimeout(() => setIsIdle(true), 300);
    return () => clearTimeout(timer);
  }, [isReady]);
  return isIdle;
}

function Header() {
  const backend = useStudio((state) => state.backend);
  const chooseBackend = useStudio((state) => state.chooseBackend);
  const isLocked = useStudioLater(isActive);
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Group component="header" justify="space-between" mb="md" wrap="wrap">
      <Group gap="sm" wrap="nowrap">
        <Image src="icon.svg" alt="" w={36} h={36} />
        <div>
          <Title order={1} size="h3">
            Espalier
          </Title>
          <Text size="sm" c="dimmed">
            Prune a network and see what it keeps
          </Text>
        </div>
      </Group>
      <Group gap="sm">
        {backend && backend.notes.length > 0 && (
          <Text size="xs" c="dimmed" maw={300}>
            {backend.notes.map(tellBackendNote).join('. ')}.
          </Text>
        )}
        <Select
          aria-label="Backend"
          w={210}
          allowDeselect={false}
          value={backend?.name ?? null}
          placeholder="Choose a backend"
          disabled={isLocked}
          data={backendNames.map((name) => ({
            value: name,
            label: labelOf(name, backend?.name === name ? backend.threads : undefined),
          }))}
          onChange={(name) => name && void chooseBackend(name)}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`Use the ${other} colours`}
          onClick={() => setColorScheme(other)}
        >
          {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
        </ActionIcon>
      </Group>
    </Group>
  );
}

function labelOf(name: string, threads: number | undefined): string {
  return name === 'wasm' && threads ? `wasm, ${threads} thread${threads > 1 ? 's' : ''}` : name;
}
