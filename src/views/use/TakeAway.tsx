import { Button, CopyButton, Group, Select, Text } from '@mantine/core';
import { IconDownload, IconScissors } from '@tabler/icons-react';
import { useState } from 'react';
import { formatNames, smallFormats, suffixes, type WrittenName } from '../../engine/io/formatNames';
import { prunedName } from '../../engine/network/names';
import { finishedRun, hasNetwork, isFree } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellContinuing, useWords } from '../../words/answers';
import { formatLabels } from '../../words/names';
import { frameWords } from '../../words/views';
import { Fold, Folds } from '../Fold';
import { KeepClasses } from '../KeepClasses';
import { Panel } from '../Panel';
import { CompressFurther } from './CompressFurther';
import { usageCode } from './usageCode';

const written: readonly WrittenName[] = [...formatNames, ...smallFormats];

/** The pruned network as a file, the code that uses it, and what else can be done with it. */
export function TakeAway() {
  const run = useStudio(finishedRun);
  const isHere = useStudio(hasNetwork);
  const isIdle = useStudio(isFree);
  const images = useStudio((state) => state.images?.name);
  const download = useStudio((state) => state.download);
  const goOn = useStudio((state) => state.goOnFromResult);
  const [chosen, setChosen] = useState<WrittenName>();
  if (!run?.reading || !isHere) return null;
  const format = chosen ?? run.format ?? 'tfjs';
  const code = usageCode(format, `${prunedName(run.network)}${suffixes[format]}`, run.reading);
  return (
    <Panel title={useWords.take}>
      <Group align="flex-end" gap="xs">
        <Select
          label={useWords.format}
          flex={1}
          miw={200}
          allowDeselect={false}
          value={format}
          data={written.map((value) => ({ value, label: formatLabels[value] }))}
          onChange={(name) => setChosen(written.find((each) => each === name))}
        />
        <Button leftSection={<IconDownload size={16} />} onClick={() => void download(format)}>
          {useWords.download}
        </Button>
      </Group>
      <Group justify="space-between" mt="sm" mb={4}>
        <Text size="sm" fw={600}>
          {useWords.code}
        </Text>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? useWords.copied : useWords.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard */}
      <pre className="use-code" tabIndex={0}>
        {code}
      </pre>
      <Group mt="sm" gap="xs">
        <Button
          variant="default"
          leftSection={<IconScissors size={16} />}
          disabled={!isIdle}
          onClick={() => void goOn()}
        >
          {useWords.continue}
        </Button>
        <Text size="xs" c="dimmed">
          {tellContinuing(images)}
        </Text>
      </Group>
      <CompressFurther />
      <Folds>
        <Fold name="classes" title={frameWords['only-my-classes']}>
          <KeepClasses classes={run.reading.classes} onKeep={(kept) => void goOn(kept)} />
        </Fold>
      </Folds>
    </Panel>
  );
}
