import {
  ActionIcon,
  Alert,
  Group,
  Image,
  Select,
  Stack,
  Text,
  Title,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { backendNames } from '../engine/backend/names';
import { isActive, useStudio } from '../store/studioStore';
import { useStudioLater } from '../store/useStudioLater';
import { NetworkPanel } from './network/NetworkPanel';
import { RecipePanel } from './recipe/RecipePanel';
import { ResultPanel } from './result/ResultPanel';
import { ChannelHeatmap } from './run/ChannelHeatmap';
import { RunPanel } from './run/RunPanel';

const LossCharts = lazy(() => import('./run/LossCharts'));

export function StudioPage() {
  const error = useStudio((state) => state.error);
  const dismissError = useStudio((state) => state.dismissError);
  return (
    <main className="studio">
      <Header />
      {error && (
        <Alert
          color="red"
          title="That did not work"
          withCloseButton
          closeButtonLabel="Dismiss"
          onClose={dismissError}
          mb="md"
          role="alert"
        >
          {error}
        </Alert>
      )}
      <div className="columns">
        <Stack gap="md">
          <NetworkPanel />
          <RecipePanel />
        </Stack>
        <Stack gap="md">
          <RunPanel />
          <ResultPanel />
          <ChannelHeatmap />
          <Charts />
        </Stack>
      </div>
    </main>
  );
}

/** The chart library comes when the page is ready and has nothing else to do, so that it does not hold up the start. */
function Charts() {
  const isReady = useIsIdleAfter(useStudio((state) => state.network !== undefined));
  const room = <div style={{ height: 320 }} />;
  return isReady ? (
    <Suspense fallback={room}>
      <LossCharts />
    </Suspense>
  ) : (
    room
  );
}

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
        <Select
          aria-label="Backend"
          w={210}
          value={backend?.name ?? null}
          placeholder="Starting…"
          disabled={!backend || isLocked}
          data={backendNames.map((name) => ({
            value: name,
            label: labelOf(name, backend?.name === name ? backend.threads : undefined),
          }))}
          onChange={(name) => {
            if (name) location.search = `?backend=${name}`;
          }}
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
