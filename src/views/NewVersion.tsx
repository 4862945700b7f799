import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { isAnotherBusy, wouldLose } from '../store/offline/keepings';
import { takeNewVersion } from '../store/offline/keepOffline';
import { useOffline } from '../store/offline/useOffline';
import { hasUnsaved } from '../store/state';
import { useStudio } from '../store/studioStore';
import { offlineWords } from '../words/offline';
import { joinSentences } from '../words/text';

/** Offers a newer version of the page: not while there is a run, or a result that is not saved. */
export function NewVersion() {
  const isNewer = useOffline((state) => state.isNewer);
  const isBusy = useStudio(hasUnsaved);
  const losesFiles = useStudio(wouldLose);
  const [isOtherBusy, setOtherBusy] = useState(false);
  if (!isNewer || isBusy) return null;
  const reload = async () => {
    const isElsewhere = await isAnotherBusy();
    setOtherBusy(isElsewhere);
    if (!isElsewhere) await takeNewVersion();
  };
  return (
    <Alert variant="default" className="notice" role="alert">
      <p className="new-version">
        {joinSentences([
          offlineWords.newer,
          losesFiles && offlineWords['drop-again'],
          isOtherBusy && offlineWords['other-tab'],
        ])}
      </p>
      <Button size="xs" onClick={() => void reload()}>
        {offlineWords.reload}
      </Button>
    </Alert>
  );
}
