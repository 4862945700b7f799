import { transferHandlers } from 'comlink';
import { OutOfMemory } from '../engine/backend/lost';
import { Cancelled } from '../engine/checkpoint';
import { CodedError, dataOf, type ErrorData, inputErrorOf } from '../engine/errors';
import type { ErrorCode } from '../words/errors';

/** A coded error on its way to another thread. */
interface Crossing extends ErrorData {
  readonly kind: 'coded error';
  readonly name: string;
  readonly stack: string | undefined;
}

/** Has comlink keep the code, the parameters and the places of errors, not their message alone: both ends call it. */
export function carryErrors(): void {
  const usual = transferHandlers.get('throw');
  if (!usual) throw new Error('comlink has no way to throw errors');
  transferHandlers.set('throw', {
    canHandle: usual.canHandle,
    serialize: (thrown) => {
      const error = codedErrorIn(thrown);
      return error ? [crossingOf(error), []] : usual.serialize(thrown);
    },
    deserialize: (sent) => {
      if (isCrossing(sent)) throw Object.assign(errorOf(sent), { stack: sent.stack });
      return usual.deserialize(sent);
    },
  });
}

const codedErrorIn = (thrown: unknown): CodedError | undefined =>
  typeof thrown === 'object' && thrown !== null && 'value' in thrown && thrown.value instanceof CodedError
    ? thrown.value
    : undefined;

const crossingOf = (error: CodedError): Crossing => ({
  ...dataOf(error),
  kind: 'coded error',
  name: error.name,
  stack: error.stack,
});

const isCrossing = (sent: unknown): sent is Crossing =>
  typeof sent === 'object' && sent !== null && 'kind' in sent && sent.kind === 'coded error';

function errorOf(sent: Crossing): CodedError {
  switch (sent.name) {
    case 'Cancelled':
      return new Cancelled();
    case 'OutOfMemory':
      return new OutOfMemory<ErrorCode>(sent.code, sent.params, sent.places);
    default:
      return inputErrorOf(sent);
  }
}
