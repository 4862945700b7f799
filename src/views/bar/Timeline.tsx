import { type KeyboardEvent, memo, type PointerEvent } from 'react';
import type { Moments, Span } from '../../runs/moments';
import { useStudio } from '../../store/studioStore';
import { playWords, tellMomentPlace, tellNetworkOf, tellPlaceAt, tellSpan } from '../../words/playing';
import { captioned } from '../../words/text';

interface Props {
  readonly moments: Moments;
  /** Of the moments, so far. */
  readonly length: number;
  readonly moment: number;
  /** What the run is at there. */
  readonly title: string;
}

/** The phases of a run, along which its moments can be dragged or stepped through. */
export function Timeline({ moments, length, moment, title }: Props) {
  const seek = useStudio((state) => state.seek);
  const last = Math.max(1, length - 1);

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(Math.round((last * (event.clientX - left)) / width));
  };

  const press = (event: KeyboardEvent) => {
    const to = { Home: 0, End: last, PageDown: moment + 10, PageUp: moment - 10 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    seek(to);
  };

  const at = spanAt(moments.spans, moment);
  const network = moments.spans[at]?.network;
  const told = network === undefined ? title : captioned(tellNetworkOf(network, moments.search), title);
  return (
    <>
      <Networks moments={moments} length={length} at={network} />
      <div
        className="timeline"
        role="slider"
        tabIndex={0}
        aria-label={playWords.timeline}
        aria-valuemin={1}
        aria-valuemax={length}
        aria-valuenow={moment + 1}
        aria-valuetext={tellPlaceAt(tellMomentPlace(moment, length), told)}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
      >
        <Spans spans={moments.spans} count={moments.spans.length} length={length} at={at} />
        <i className="timeline-head" style={{ left: `${(100 * moment) / last}%` }} />
      </div>
    </>
  );
}

/** Which parts of the time make which network of a search; nothing where none is searched for. */
function Networks({ moments, length, at }: { moments: Moments; length: number; at: number | undefined }) {
  const groups = groupsOf(moments.spans, length);
  if (groups.every(({ network }) => network === undefined)) return null;
  return (
    <div className="timeline-networks" aria-hidden="true">
      {groups.map(({ network, from, to }) => (
        <span key={from} style={{ flexGrow: to - from }} data-now={network !== undefined && network === at}>
          {network !== undefined && (
            <>
              <span className="timeline-network">{tellNetworkOf(network, moments.search)}</span>
              <span className="timeline-network-number">{network}</span>
            </>
          )}
        </span>
      ))}
    </div>
  );
}

interface Group {
  readonly network: number | undefined;
  readonly from: number;
  readonly to: number;
}

/** Neighbouring spans of the same network, as one. */
function groupsOf(spans: readonly Span[], length: number): Group[] {
  const groups: Group[] = [];
  for (const [index, { network, from }] of spans.entries()) {
    const to = spans[index + 1]?.from ?? length;
    const last = groups.at(-1);
    if (last && last.network === network) groups.splice(-1, 1, { ...last, to });
    else groups.push({ network, from, to });
  }
  return groups;
}

const spanAt = (spans: readonly Span[], moment: number): number => spans.findLastIndex(({ from }) => from <= moment);

interface SpansProps {
  readonly spans: readonly Span[];
  /** The list grows in place: so many it has now. */
  readonly count: number;
  readonly length: number;
  /** Which of them the moment is in. */
  readonly at: number;
}

/** Drawn anew only from one part to the next. */
const Spans = memo(function Spans({ spans, count, length, at }: SpansProps) {
  return spans.slice(0, count).map((span, index) => (
    <span
      key={span.from}
      className="timeline-span"
      data-state={index < at ? 'done' : index === at ? 'now' : 'ahead'}
      style={{ flexGrow: (spans[index + 1]?.from ?? length) - span.from }}
    >
      <span className="timeline-name">{tellSpan(span)}</span>
    </span>
  ));
});
