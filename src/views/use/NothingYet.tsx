import { Button, Group, List } from '@mantine/core';
import { IconChartDots3, IconDownload, IconPhoto, IconScissors } from '@tabler/icons-react';
import { writeAddress } from '../../store/address';
import { emptyWords } from '../../words/answers';
import { Panel } from '../Panel';

const icons = { try: IconPhoto, classes: IconChartDots3, take: IconDownload, further: IconScissors } as const;
const promises = ['try', 'classes', 'take', 'further'] as const;

/** What comes here once a network is pruned, and the ways to that. */
export const NothingYet = () => (
  <Panel title={emptyWords.title}>
    <List className="use-promises" listStyleType="none" spacing="sm" center>
      {promises.map((id) => {
        const Icon = icons[id];
        return (
          <List.Item key={id} icon={<Icon size={22} aria-hidden="true" />}>
            {emptyWords[id]}
          </List.Item>
        );
      })}
    </List>
    <Group mt="lg">
      <Button component="a" href={writeAddress({ view: 'network' })}>
        {emptyWords['to-network']}
      </Button>
      <Button component="a" variant="default" href={writeAddress({ view: 'prune' })}>
        {emptyWords['to-prune']}
      </Button>
    </Group>
  </Panel>
);
