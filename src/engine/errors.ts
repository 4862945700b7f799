import {
  type ErrorCode,
  type ErrorData,
  type ErrorParams,
  type Failure,
  joinParts,
  type Place,
  type PlainErrorCode,
  partsOfError,
} from '../words/errors';
import type { Params } from '../words/text';

export type { ErrorData, Failure };

/** What an error is made from besides its code: parameters are left out only where its texts have no places. */
export type ErrorDetails<Code extends ErrorCode> = [Code] extends [PlainErrorCode]
  ? [params?: ErrorParams<Code>, places?: readonly Place[]]
  : [params: ErrorParams<Code>, places?: readonly Place[]];

/** An error known by a code; its words stand in `words/errors.ts`. */
export class CodedError<Code extends ErrorCode = ErrorCode> extends Error implements ErrorData {
  readonly params: Params;
  readonly places: readonly Place[];
  /** What is wrong. */
  readonly problem: string;
  /** What to do, as an order; empty where there is nothing. */
  readonly remedy: string;

  constructor(
    readonly code: Code,
    ...[given, places = []]: ErrorDetails<Code>
  ) {
    const params: Params = given ?? {};
    const parts = partsOfError({ code, params, places });
    super(joinParts(parts));
    this.params = params;
    this.places = places;
    this.problem = parts.problem;
    this.remedy = parts.remedy;
  }
}

/** What someone brought or asked for cannot be had. Says what is wrong and what to do about it, in one line. */
export class InputError<Code extends ErrorCode = ErrorCode> extends CodedError<Code> {
  override readonly name = 'InputError';

  /** The same, said of the file, archive, folder or layer that it is about. */
  within(place: Place): InputError {
    return inputErrorOf({ ...dataOf(this), places: [place, ...this.places] });
  }
}

/** What of an error crosses to another thread, where classes and their fields are lost. */
export const dataOf = ({ code, params, places }: CodedError): ErrorData => ({ code, params, places });

/** The error again, on the other side. */
export const inputErrorOf = ({ code, params, places }: ErrorData): InputError =>
  new InputError<ErrorCode>(code, params, places);

export const failureOf = (error: unknown): Failure => (error instanceof CodedError ? dataOf(error) : messageOf(error));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Work on a file, whose name goes in front of what is wrong with it. */
export async function naming<Result>(file: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError) throw error.within(file);
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error });
  }
}
