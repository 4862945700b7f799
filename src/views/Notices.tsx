import { Alert, Stack } from '@mantine/core';
import { useStudio } from '../store/studioStore';
import { tellMessage } from '../words/notices';

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
          title={kind === 'error' ? 'That did not work' : undefined}
          withCloseButton
          closeButtonLabel="Dismiss"
          onClose={() => dismiss(id)}
          role="alert"
        >
          {tellMessage(message)}
        </Alert>
      ))}
    </Stack>
  );
}
