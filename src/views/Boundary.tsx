import { Button, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { fill } from '../words/text';
import { frameWords } from '../words/views';

interface Props {
  /** The name of what is inside, in words. */
  what: string;
  /** Draws what is inside; called anew when a person tries again. */
  children: ReactNode;
  onRetry?: () => void;
}

/** Where a part of the page cannot be drawn, the others stay, and it can be tried again. */
export class Boundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  private readonly retry = () => {
    this.props.onRetry?.();
    this.setState({ hasFailed: false });
  };

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Stack gap="xs" align="flex-start" role="alert">
        <Text size="sm">{fill(frameWords.gone, { what: this.props.what })}</Text>
        <Button size="xs" variant="default" onClick={this.retry}>
          {frameWords['try-again']}
        </Button>
      </Stack>
    );
  }
}
