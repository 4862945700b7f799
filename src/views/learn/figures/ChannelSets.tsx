interface Props {
  /** Of the layer. */
  readonly channels: number;
  readonly sets: ReadonlyArray<{ readonly name: string; readonly kept: readonly number[] }>;
  /** All are filled alike: it is asked for what they share. */
  readonly hidesShared?: boolean;
}

/** Channels that are kept in several ways, a row each; what all rows have is filled. */
export function ChannelSets({ channels, sets, hidesShared = false }: Props) {
  const isShared = (channel: number): boolean => hidesShared || sets.every(({ kept }) => kept.includes(channel));
  return (
    <div className="sets">
      {sets.map(({ name, kept }) => (
        <div key={name} data-symbol="A">
          <p className="figure-title">{name}</p>
          <div className="cells">
            {Array.from({ length: channels }, (_, channel) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
                key={channel}
                className="set-cell"
                data-in={kept.includes(channel) ? '' : undefined}
                data-shared={isShared(channel) ? '' : undefined}
              >
                {channel}
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
