import { Button, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { isFree } from '../store/state';
import { useStudio } from '../store/studioStore';
import { tellClass } from '../words/names';
import { frameWords } from '../words/views';

interface KeepClassesProps {
  /** In the order of the outputs. */
  readonly classes: readonly string[];
  /** @param kept outputs, ascending */
  onKeep(kept: number[]): void;
}

/** A network tells apart what someone needs, and nothing else. */
export function KeepClasses({ classes, onKeep }: KeepClassesProps) {
  const isIdle = useStudio(isFree);
  const [chosen, setChosen] = useState<string[]>([]);
  const keep = () => {
    onKeep(chosen.map(Number).sort((a, b) => a - b));
    setChosen([]);
  };
  return (
    <>
      <MultiSelect
        label={frameWords['classes-to-keep']}
        description={frameWords['classes-why']}
        searchable
        clearable
        value={chosen}
        data={classes.map((label, output) => ({ value: String(output), label: tellClass(label) }))}
        onChange={setChosen}
      />
      <Button
        mt="xs"
        variant="default"
        disabled={!isIdle || chosen.length < 2 || chosen.length === classes.length}
        onClick={keep}
      >
        {frameWords['keep-classes']}
      </Button>
    </>
  );
}
