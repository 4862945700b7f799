import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { formatNames, smallFormats } from '../../engine/io/formatNames';
import { save } from '../../store/files';
import type { Run } from '../../store/run';
import { finishedRun, hasNetwork, type RunFile } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { formatLabels } from '../../words/names';
import { reportWords } from '../../words/reportPage';
import { resultTexts, resultWords, runFileNames } from '../../words/resultView';
import { fill } from '../../words/text';
import { type TestAnswers, useAnswers } from '../use/useAnswers';

/** The page is made by what the studio else does without. */
async function saveReport(run: Run, answers: TestAnswers | undefined): Promise<void> {
  const { reportPage } = await import('../report/reportPage');
  const page = reportPage(run, answers);
  if (page) save(`${run.network}-report.html`, page);
}

const runFiles = ['selection', 'report', 'recipe', 'events'] as const satisfies readonly RunFile[];

export function Downloads() {
  const finished = useStudio(finishedRun);
  const isHere = useStudio(hasNetwork);
  const download = useStudio((state) => state.download);
  const answers = useAnswers();
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} disabled={!finished}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
          disabled={!finished}
        >
          {resultWords.download}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isHere &&
          [...formatNames, ...smallFormats].map((name) => (
            <Menu.Item key={name} onClick={() => void download(name)}>
              {fill(resultTexts[name === finished?.format ? 'as-it-came' : 'file'], {
                network: finished?.network ?? '',
                format: formatLabels[name],
              })}
            </Menu.Item>
          ))}
        {finished && <Menu.Item onClick={() => void saveReport(finished, answers)}>{reportWords.file}</Menu.Item>}
        {runFiles
          .filter((what) => isHere || what !== 'selection')
          .map((what) => (
            <Menu.Item key={what} onClick={() => void download(what)}>
              {runFileNames[what]}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
