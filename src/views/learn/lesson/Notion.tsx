import { Anchor, Popover, Text } from '@mantine/core';
import { writeAddress } from '../../../store/address';
import { type NotionId, notionWords } from '../../../words/lessons/glossary';
import { frameWords } from '../../../words/views';

/** A word of the glossary: its meaning is one click, tap or key away, and the way to the glossary with it. */
export function Notion({ id, children }: { id: NotionId; children: string }) {
  return (
    <Popover width={280} withArrow shadow="md">
      <Popover.Target>
        <button type="button" className="notion">
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={notionWords[id].name}>
        <Text size="sm">{notionWords[id].meaning}</Text>
        <Anchor size="sm" href={writeAddress({ view: 'learn', lesson: 'glossary', term: id })}>
          {frameWords['in-glossary']}
        </Anchor>
      </Popover.Dropdown>
    </Popover>
  );
}
