import { IconAlertTriangle } from '@tabler/icons-react';

/** Before words that say what a run has fallen short in. */
export const ShortfallIcon = () => <IconAlertTriangle size="1.1em" aria-hidden="true" className="shortfall-icon" />;
