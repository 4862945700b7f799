import { useState } from 'react';
import { useStudio } from '../../../store/studioStore';
import { useExperiment } from '../experiments/useExperiment';

/** Often enough to see what training does, and few enough to wait for. */
const epochs = 2;

/** Training on as many images as a person asks for, how far it is, and what has come of it. */
export function useHealing() {
  const [images, setImages] = useState(256);
  const [done, setDone] = useState(0);
  const { answers, isBusy, ask, giveUp } = useExperiment(async (asked: number) => {
    const { healForLesson } = useStudio.getState();
    return { asked, ...(await healForLesson({ images: asked, epochs }, ({ step, steps }) => setDone(step / steps))) };
  });
  return {
    ...{ images, setImages, done, isBusy, answer: answers[0] },
    run: () => {
      setDone(0);
      void ask(images);
    },
    stop: () => {
      giveUp();
      void useStudio.getState().endHealing();
    },
  };
}
