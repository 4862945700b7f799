import { Anchor, Popover, Text, Tooltip } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId, useState } from 'react';
import { writeAddress } from '../store/address';
import { type TermName, tellTerm } from '../words/terms';
import { frameWords } from '../words/views';
import { Subscripts } from './Subscripts';

/** A word with its meaning one hover or focus away, and by a click, a tap or Enter with the way to the glossary. */
export default function Meaning({ name, children }: { name: TermName; children: ReactNode }) {
  const word = useId();
  const [isOpen, setOpen] = useState(false);
  const open = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    setOpen(true);
  };
  const openByEnter = (event: KeyboardEvent) => event.key === 'Enter' && open(event);
  return (
    <Popover width={280} withArrow trapFocus returnFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Tooltip
          label={<Subscripts text={tellTerm(name)} />}
          multiline
          w={260}
          withArrow
          disabled={isOpen}
          events={tooltipEvents}
        >
          {/* biome-ignore lint/a11y: to be reached by keyboard and touch, in labels too, whose click would go on to the field */}
          <span className="term" id={word} tabIndex={0} {...{ onClick: open, onKeyDown: openByEnter }}>
            {children}
          </span>
        </Tooltip>
      </Popover.Target>
      {isOpen && (
        <Popover.Dropdown aria-labelledby={word}>
          <Text size="sm">
            <Subscripts text={tellTerm(name)} />
          </Text>
          <Anchor size="sm" href={writeAddress({ view: 'learn', lesson: 'glossary', term: name })}>
            {frameWords['in-glossary']}
          </Anchor>
        </Popover.Dropdown>
      )}
    </Popover>
  );
}

const tooltipEvents = { hover: true, focus: true, touch: false };
