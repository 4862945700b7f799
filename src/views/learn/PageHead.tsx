import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { AllLessons } from './AllLessons';

/** The head of a page beside the lessons. @param children more that one can do */
export const PageHead = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="lesson-head">
    <Title order={2}>{title}</Title>
    <div className="lesson-bar">
      <AllLessons />
      {children}
    </div>
  </div>
);
