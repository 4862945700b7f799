import { Alert, Stack } from '@mantine/core';
import { useStudio } from '../store/studioStore';
import { tellMessage } from '../words/notices';
import { frameWords } from '../words/views';
import { NewVersion } from './NewVersion';

/** What went wrong or is new, over the page: nothing moves for it. */
export function Notices() {
  const notices = useStudio((state) => state.notices);
  const dismiss = useStudio((state) => state.dismiss);
  return (
    <Stack gap="xs" className="notices" aria-live="assertive">
      {notices.map(({ id, kind, message }) => (
        <Alert
          key={id}
          variant="default"
          className={kind === 'error' ? 'notice notice-error' : 'notice'}
          title={kind === 'error' ? frameWords.failed : undefined}
          withCloseButton
          closeButtonLabel={frameWords.dismiss}
          onClose={() => dismiss(id)}
          role="alert"
        >
          {tellMessage(message)}
        </Alert>
      ))}
      <NewVersion />
    </Stack>
  );
}
