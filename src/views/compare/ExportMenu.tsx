import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { figureOfPoints } from '../../comparison/figure';
import { csvOf, jsonOf } from '../../comparison/tables';
import { useChoice } from '../../store/choice';
import { save } from '../../store/files';
import { pngOf } from '../../store/pngOf';
import { useStudio } from '../../store/studioStore';
import { comparingWords, exportNames } from '../../words/comparing';
import type { Contest } from './entries';
import { shownBy } from './shown';

const kinds = ['csv', 'json', 'svg', 'png'] as const;

/** Takes the comparison away. */
export function ExportMenu({ contest }: { contest: Contest }) {
  const measure = useChoice((choice) => choice.measure);
  const shown = shownBy(measure, contest.entries);
  const contentsOf = async (kind: (typeof kinds)[number]): Promise<BlobPart> => {
    const rows = contest.entries.flatMap((entry) => entry.rows);
    if (kind === 'csv') return csvOf(rows);
    if (kind === 'json') return jsonOf(rows);
    const figure = figureOfPoints(shown, measure);
    return kind === 'svg' ? figure : pngOf(figure);
  };
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {comparingWords.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item
            key={kind}
            disabled={shown.length === 0 && (kind === 'svg' || kind === 'png')}
            onClick={() =>
              void contentsOf(kind)
                .then((contents) => save(`${contest.network}-comparison.${kind}`, contents))
                .catch(useStudio.getState().complain)
            }
          >
            {exportNames[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
