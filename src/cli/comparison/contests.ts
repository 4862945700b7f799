import type { Settings } from '../../comparison/row';
import { choosesWidths } from '../../engine/methods/recipe';

/** What is compared of one network at one rate. */
export interface Contest<Compared> {
  readonly network: string;
  readonly rate: number;
  readonly entries: readonly Compared[];
}

/**
 * One for each network and rate, in the order in which they come. A method that chooses widths itself has no rate and is run at
 * the first alone: it stands in the contests of all rates of its network, last in those that it was not run at.
 */
export function contestsOf<Compared extends Pick<Settings, 'network' | 'rate' | 'method'>>(
  compared: readonly Compared[],
): Array<Contest<Compared>> {
  return [...new Set(compared.map(({ network }) => network))].flatMap((network) => {
    const own = compared.filter((each) => each.network === network);
    return [...new Set(own.map(({ rate }) => rate))].map((rate) => {
      const elsewhere = own.filter((each) => each.rate !== rate && choosesWidths(each.method));
      return { network, rate, entries: [...own.filter((each) => each.rate === rate), ...elsewhere] };
    });
  });
}
