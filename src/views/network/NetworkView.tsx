import { Stack } from '@mantine/core';
import { RecipePanel } from '../recipe/RecipePanel';
import { LayerBars } from './LayerBars';
import { NetworkPanel } from './NetworkPanel';
import { SensitivityPanel } from './SensitivityPanel';

/** What is open, and what is to become of it. */
export default function NetworkView() {
  return (
    <Stack gap={14}>
      <div className="network-view">
        <NetworkPanel />
        <Stack gap={14}>
          <RecipePanel />
          <LayerBars />
        </Stack>
      </div>
      <SensitivityPanel />
    </Stack>
  );
}
