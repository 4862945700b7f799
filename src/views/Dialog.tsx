import { Modal, type ModalProps } from '@mantine/core';

interface DialogProps extends Pick<ModalProps, 'opened' | 'onClose' | 'title' | 'size' | 'children'> {
  /** What its cross is called. */
  readonly closing: string;
}

/** A window over the page. It stands in the page's main part, so that its head is not taken for the page's own. */
export const Dialog = ({ closing, ...shown }: DialogProps) => (
  <Modal {...shown} portalProps={{ target: 'main' }} closeButtonProps={{ 'aria-label': closing }} />
);
