import { useState } from 'react';
import { useStudio } from '../../../store/studioStore';
import { useExperiment } from '../experiments/useExperiment';

/** Channels that a person silences, and what the network then does with the test images. @param layer that reads them */
export function useSilencing(layer: string) {
  const [silent, setSilent] = useState<readonly number[]>([]);
  const { answers, isBusy, ask } = useExperiment(async (channels: readonly number[]) => ({
    channels,
    effect: await useStudio.getState().silenceForLesson({ layer, channels }),
  }));
  return {
    ...{ silent, isBusy, answer: answers[0] },
    toggle: (channel: number) =>
      setSilent(
        silent.includes(channel)
          ? silent.filter((other) => other !== channel)
          : [...silent, channel].sort((one, other) => one - other),
      ),
    run: () => void ask(silent),
  };
}
