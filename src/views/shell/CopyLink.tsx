import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { frameWords } from '../../words/views';

/** What stands before # of a link; which backend runs is a choice of this machine. */
function pageAddress(): string {
  const search = new URLSearchParams(location.search);
  search.delete('backend');
  return `${location.origin}${location.pathname}${search.size > 0 ? `?${search}` : ''}`;
}

/** Copies a link. @param address the part behind #, with it, asked for when the link is copied */
export function CopyLink({ address }: { address: () => string }) {
  const { copied, copy } = useClipboard();
  const name = copied ? frameWords['link-copied'] : frameWords['copy-link'];
  const copyNow = () => copy(`${pageAddress()}${address()}`);
  return (
    <ActionIcon variant="default" size="lg" aria-label={name} title={name} onClick={copyNow}>
      {copied ? <IconCheck size={18} /> : <IconLink size={18} />}
    </ActionIcon>
  );
}
