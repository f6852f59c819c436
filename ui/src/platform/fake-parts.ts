/** What the parts of the invented engine have in common. */
import type { ErrorCode, ErrorDto } from '~/bindings';

import type { CommandName, Request, Response } from '.';

/** The answers to some commands. */
export type Answers<K extends CommandName> = {
  readonly [N in K]: (request: Request<N>) => Response<N> | Promise<Response<N>>;
};

export function refusal(code: ErrorCode, message: string): ErrorDto {
  return { code, message, detail: null };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
