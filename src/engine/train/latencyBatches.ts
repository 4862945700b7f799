/** Images in a batch that is timed, where they fit in memory: one alone, as an application meets it, and many. */
export const latencyBatches = [1, 32] as const;
