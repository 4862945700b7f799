import { z } from 'zod';
import type { Network } from '../network/network';
import type { RunEvent } from '../run/events';
import type { Outline } from '../run/outline';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';

/** What a method has made. */
export interface Plan {
  /** With all its channels, those that stay as the method leaves them. The run owns it. */
  readonly network: Network;
}

/** A method at work on one network. */
export interface Pruning {
  readonly outline: Outline;
  /**
   * Decides what every group keeps, by `run.keep`, event by event. Networks that it makes are the run's, by `run.own`; all
   * else it frees itself.
   */
  plan(run: Run): AsyncGenerator<RunEvent, Plan>;
}

/** A way to choose channels. */
export interface Method {
  readonly id: string;
  /** It finds out itself how many channels a group keeps: the recipe's rates say nothing to it. */
  readonly choosesWidths: boolean;
  /** Whether every group keeps as many channels as the recipe's rates say. @param options as a recipe has them */
  keepsToRates(options: unknown): boolean;
  /** Its part of a recipe: its id and its fields. */
  readonly options: z.ZodObject;
  /**
   * @param options as a recipe has them
   * @throws InputError if the method cannot be had on this network
   */
  prepare(scope: Scope, options: unknown): Promise<Pruning>;
}

/**
 * @param define.fields of its own, of recipe/fields.ts
 * @param define.prepare imports what is heavy, so that the page can have the table of methods without any of them
 */
export function defineMethod<const Id extends string, Fields extends z.core.$ZodLooseShape>(define: {
  readonly id: Id;
  readonly choosesWidths?: boolean;
  /** Whether groups keep to the recipe's rates; they do if it is left out, but of a method that chooses widths. */
  keepsToRates?(options: z.output<z.ZodObject<Fields>>): boolean;
  readonly fields: Fields;
  prepare(scope: Scope, options: z.output<z.ZodObject<Fields>>): Promise<Pruning>;
}) {
  const { id, choosesWidths = false, prepare } = define;
  const fields = z.object(define.fields);
  return {
    id,
    choosesWidths,
    keepsToRates: (options: unknown) => !choosesWidths && (define.keepsToRates?.(fields.parse(options)) ?? true),
    options: z.object({ id: z.literal(id), ...define.fields }),
    prepare: (scope: Scope, options: unknown) => prepare(scope, fields.parse(options)),
  } satisfies Method;
}
