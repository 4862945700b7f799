import { Stack } from '@mantine/core';
import { ChannelHeatmap } from './ChannelHeatmap';
import LossCharts from './LossCharts';

/** A run, under way or over. */
export default function PruneView() {
  return (
    <Stack>
      <ChannelHeatmap />
      <LossCharts />
    </Stack>
  );
}
