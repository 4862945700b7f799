import { Alert } from '@mantine/core';
import { useStudio } from '../store/studioStore';

/** What went wrong or is new, over the page: nothing moves for it. */
export function Notices() {
  const notice = useStudio((state) => state.notice);
  const dismiss = useStudio((state) => state.dismiss);
  return (
    <div className="notices" aria-live="assertive">
      {notice && (
        <Alert
          variant="default"
          className={notice.kind === 'error' ? 'notice notice-error' : 'notice'}
          title={notice.kind === 'error' ? 'That did not work' : undefined}
          withCloseButton
          closeButtonLabel="Dismiss"
          onClose={dismiss}
          role="alert"
        >
          {notice.text}
        </Alert>
      )}
    </div>
  );
}
