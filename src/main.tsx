import '@mantine/core/styles.css';
import '@mantine/dropzone/styles.css';
import './views/studio.css';
import './views/forcedColours.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { backendNames } from './engine/backend/names';
import { followAddress } from './store/followAddress';
import { startLanguage } from './store/followLanguage';
import { followRuns } from './store/kept/followRuns';
import { useKept } from './store/kept/keptStore';
import { showLinked } from './store/kept/showLinked';
import { keepOffline } from './store/offline/keepOffline';
import { hasUnsaved } from './store/state';
import { useStudio } from './store/studioStore';
import { Page } from './views/shell/Page';
import { resolveVariables, theme } from './views/theme';

followAddress(useStudio, (run) => showLinked(useStudio, useKept, run));
followRuns(useStudio, useKept);
void useKept.getState().load();

const wanted = new URLSearchParams(location.search).get('backend');
void useStudio.getState().boot(backendNames.find((name) => name === wanted));

/** Where the browser refuses, the page works as before. */
keepOffline(useStudio).catch(() => {});

addEventListener('beforeunload', (event) => {
  if (hasUnsaved(useStudio.getState())) event.preventDefault();
});

/** A file that is dropped where nothing takes it yet does not make the browser leave the page. */
for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <Page />
    </MantineProvider>
  </StrictMode>,
);
