import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { isFree, isMeasured } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { wayOf } from '../../store/targets';
import { useStudioLater } from '../../store/useStudioLater';
import { sensitivityWords, tellSuggestion, tellValidation } from '../../words/sensitivity';
import { joinSentences } from '../../words/text';
import { Panel } from '../Panel';
import { PassesFocus } from '../PassesFocus';
import { SteadyButton } from '../SteadyButton';
import { ReplacedRates } from './ReplacedRates';
import { SensitivityCurve } from './SensitivityCurve';
import './sensitivity.css';

/** Accuracy against prune rate, a small picture a layer; in each the layer's rate can be set. */
export function SensitivityPanel() {
  const isIdle = useStudioLater(isFree);
  const isMeasuring = useStudio((state) => state.isMeasuring);
  const isComplete = useStudio(isMeasured);
  const hasRates = useStudio((state) => wayOf(state.recipe) === 'rate');
  const hasHandChoices = useStudio((state) => Object.keys(state.recipe.byHand).length > 0);
  const rate = useStudio((state) => state.recipe.rate);
  const measure = useStudio((state) => state.measureSensitivity);
  const end = useStudio((state) => state.endMeasuring);
  const suggest = useStudio((state) => state.suggestRates);
  const curves = useStudio(({ sensitivity, revision, recipe }) =>
    sensitivity?.revision === revision && sensitivity.streams === recipe.streams ? sensitivity.curves : undefined,
  );
  const images = curves?.find(({ isRough }) => !isRough)?.validation?.images;
  const measureButton = useRef<HTMLButtonElement>(null);
  const place = useIntoView(isMeasuring && curves !== undefined && curves.length > 0);
  const label = isMeasuring
    ? sensitivityWords.measuring
    : isComplete
      ? sensitivityWords.again
      : sensitivityWords.measure;
  return (
    <div ref={place.ref}>
      <Panel
        title={sensitivityWords.title}
        aside={
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              disabled={!isComplete || !isIdle || !hasRates}
              onClick={() => void suggest()}
            >
              {sensitivityWords.suggest}
            </Button>
            {isMeasuring && (
              <PassesFocus to={measureButton}>
                <Button size="xs" variant="default" onClick={end}>
                  {sensitivityWords.cancel}
                </Button>
              </PassesFocus>
            )}
            <SteadyButton
              ref={measureButton}
              size="xs"
              variant="default"
              isReady={isIdle && !isMeasuring}
              onClick={() => {
                place.ask();
                void measure();
              }}
            >
              {label}
            </SteadyButton>
          </Group>
        }
      >
        <Text size="sm" c="dimmed">
          {joinSentences([
            sensitivityWords.what,
            images !== undefined && tellValidation(images),
            curves?.some(({ isRough }) => isRough) && sensitivityWords[isMeasuring ? 'roughly' : 'left-rough'],
            isComplete && hasRates && tellSuggestion(rate),
            hasHandChoices && sensitivityWords['by-hand'],
          ])}
        </Text>
        <ReplacedRates />
        <div className="curves">
          {curves?.map((curve) => (
            <SensitivityCurve key={curve.layer} curve={curve} locked={!isIdle || !hasRates} />
          ))}
        </div>
      </Panel>
    </div>
  );
}

/** What is asked for comes into view once it is there. */
function useIntoView(isThere: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isThere || !isAsked.current) return;
    isAsked.current = false;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    ref.current?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' });
  }, [isThere]);
  const ask = () => {
    isAsked.current = true;
  };
  return { ref, ask };
}
