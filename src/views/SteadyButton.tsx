import { Button, type ButtonProps } from '@mantine/core';
import type { Ref } from 'react';

interface Props extends Omit<ButtonProps, 'disabled'> {
  readonly ref?: Ref<HTMLButtonElement>;
  /** It does something when it is pressed. */
  readonly isReady: boolean;
  readonly onClick: () => void;
}

/** A button that keeps the focus while it can do nothing: one that is disabled drops it, and the next key goes elsewhere. */
export function SteadyButton({ isReady, onClick, ...others }: Props) {
  return <Button {...others} aria-disabled={!isReady} {...(isReady ? { onClick } : { 'data-disabled': true })} />;
}
