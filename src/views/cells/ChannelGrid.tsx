import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useState } from 'react';

interface Props {
  /** In the order of their places. */
  readonly channels: readonly number[];
  readonly columns: number;
  /** From one place to the next, in pixels. */
  readonly pitch: number;
  readonly name: string;
  /** What is said of a channel. */
  readonly tell: (channel: number) => string;
  /** The channel that is open, here or elsewhere. */
  readonly opened: number | undefined;
  readonly onOpen: (channel: number) => void;
  /** The Tab key stops here. */
  readonly isStop?: boolean;
  /** Draws the channels. */
  readonly children: ReactNode;
}

/**
 * Channels in a grid that is drawn as one picture, to be opened by mouse, touch and keyboard: arrows go from one to the
 * next, Enter opens, Page Up and Page Down go to the grids before and behind.
 */
export function ChannelGrid({ channels, columns, pitch, name, tell, opened, onOpen, isStop = true, children }: Props) {
  const [place, setPlace] = useState(0);
  const openPlace = opened === undefined ? -1 : channels.indexOf(opened);
  const at = openPlace >= 0 ? openPlace : Math.min(place, channels.length - 1);
  const channel = channels[at] ?? 0;

  const move = (to: number) => {
    const next = channels[to];
    if (next === undefined) return;
    setPlace(to);
    if (openPlace >= 0) onOpen(next);
  };
  const click = ({ clientX, clientY, currentTarget }: MouseEvent<HTMLElement>) => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.floor((clientX - left) / pitch));
    const clicked = Math.floor((clientY - top) / pitch) * columns + column;
    const found = channels[clicked];
    if (found === undefined) return;
    setPlace(clicked);
    onOpen(found);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const end = { Home: 0, End: channels.length - 1 }[event.key];
    if (way !== undefined) move(at + way);
    else if (end !== undefined) move(end);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(channel);
    else if (event.key === 'PageDown') neighbour(event.currentTarget, 1)?.focus();
    else if (event.key === 'PageUp') neighbour(event.currentTarget, -1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y: keys are the slider's within
    <div className="channel-grid" onClick={click}>
      {children}
      <div
        className="channel-cursor"
        role="slider"
        tabIndex={isStop ? 0 : -1}
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={channels.length - 1}
        aria-valuenow={at}
        aria-valuetext={tell(channel)}
        data-open={openPlace >= 0 || undefined}
        style={{ left: (at % columns) * pitch, top: Math.floor(at / columns) * pitch, width: pitch, height: pitch }}
        onKeyDown={press}
      />
    </div>
  );
}

/** The grid before or behind one, among all in the same part of the page. */
function neighbour(cursor: HTMLElement, direction: 1 | -1): HTMLElement | undefined {
  const all = [...(cursor.closest('[data-grids]')?.querySelectorAll<HTMLElement>('.channel-cursor') ?? [])];
  return all[all.indexOf(cursor) + direction];
}
