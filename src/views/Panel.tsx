import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { fill, quoted } from '../words/text';
import { frameWords } from '../words/views';
import { Boundary } from './Boundary';

export function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title} withBorder shadow="xs" p="md">
      <div className="panel-head">
        <Title order={2} size="h5">
          {title}
        </Title>
        <Boundary what={fill(frameWords['what-belongs'], { title: quoted(title) })}>{aside}</Boundary>
      </div>
      <Boundary what={quoted(title)}>{children}</Boundary>
    </Paper>
  );
}
