import { PatternAutomaton } from '../patterns/PatternAutomaton';
import { patternOf } from '../patterns/Pattern';
import { principalKey } from '../principalKey';
import type { ReachRegion } from '../ReachRegion';
import type { PlainCell } from './plainLoop';

export const nameOf = ({ principal, action, resource }: PlainCell) =>
  `${principalKey(principal)} ${action} ${resource}`;

const RANK = { deny: 0, conditional: 1, 'not-understood': 2, allow: 3 };

/** Whether one of the regions holds a cell with a verdict that is no less. */
export class Regions {
  private readonly byPrincipal = new Map<string, ReachRegion[]>();
  private readonly automata = new Map<string, PatternAutomaton>();

  constructor(regions: Iterable<ReachRegion>) {
    for (const region of regions) {
      for (const who of meantBy(region)) {
        const key = `${region.action} ${who}`;
        const known = this.byPrincipal.get(key) ?? [];
        this.byPrincipal.set(key, [...known, region]);
      }
    }
  }

  /** @param as - whom the principal may be one of, beside itself and everybody */
  hold(
    cell: PlainCell,
    verdict: ReachRegion['verdict'],
    as: readonly string[] = [],
  ): boolean {
    return [principalKey(cell.principal), 'everybody', ...as].some(who =>
      this.byPrincipal
        .get(`${cell.action} ${who}`)
        ?.some(
          region =>
            (region.resourceAccounts === 'any' ||
              region.resourceAccounts.includes(cell.accountId)) &&
            RANK[region.verdict] >= RANK[verdict] &&
            this.matches(region.resources, cell.resource),
        ),
    );
  }

  private matches(pattern: string, resource: string): boolean {
    let automaton = this.automata.get(pattern);
    if (!automaton) {
      automaton = new PatternAutomaton(patternOf(pattern));
      this.automata.set(pattern, automaton);
    }
    return automaton.matches(resource);
  }
}

/** Of whom a region tells. */
function meantBy({ audience, principal }: ReachRegion): readonly string[] {
  switch (audience) {
    case 'every-principal':
      return ['everybody'];
    case 'such-principals':
      return ['somebody', principalKey(principal)];
    default:
      return principal.kind === 'root'
        ? [principalKey(principal), `of ${principal.accountId}`]
        : [principalKey(principal)];
  }
}
