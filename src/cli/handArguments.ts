import { InputError } from '../engine/errors';
import { type ByHand, withVerdict } from '../engine/recipe/byHand';

/** Options that decide on single channels; each may be given several times. */
export const handOptions = {
  keep: { type: 'string', multiple: true },
  remove: { type: 'string', multiple: true },
} as const;

type Lists = { readonly [Option in keyof typeof handOptions]?: string[] | undefined };

/** Channels that are kept or removed by hand. @throws InputError if a part is no `conv3=1,5,conv4=2`, or a channel is given to both */
export function byHandOf({ keep, remove }: Lists): ByHand {
  const kept = choicesOf('keep', keep);
  const removed = choicesOf('remove', remove);
  const twice = removed.find(({ layer, channel }) =>
    kept.some((other) => other.layer === layer && other.channel === channel),
  );
  if (twice) throw notValid('remove', `${twice.layer}=${twice.channel}`, '--keep has it too');
  return [...kept, ...removed].reduce<ByHand>(
    (byHand, { layer, channel, verdict }) => withVerdict(byHand, layer, channel, verdict),
    {},
  );
}

interface Choice {
  readonly layer: string;
  readonly channel: number;
  readonly verdict: 'keep' | 'remove';
}

/** A part without a layer goes on with the layer before it. */
function choicesOf(verdict: Choice['verdict'], lists: readonly string[] = []): Choice[] {
  return lists.flatMap((list) => {
    let layer = '';
    return list.split(',').map((part) => {
      const at = part.lastIndexOf('=');
      if (at > 0) layer = part.slice(0, at);
      const channel = part.slice(at + 1);
      if (layer === '' || !/^\d+$/.test(channel)) throw notValid(verdict, part, 'write conv3=1,5,conv4=2');
      return { layer, channel: Number(channel), verdict };
    });
  });
}

const notValid = (option: string, value: string, message: string): InputError =>
  new InputError('option.value', { option, value, message });
