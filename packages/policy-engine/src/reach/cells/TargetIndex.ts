import { Glob } from '../../wildcard';
import { literalPrefixOf } from '../ranges/resourceNames';
import { SortedByName } from '../SortedByName';
import type { AskedTarget } from './AskedTarget';

/** Finds those of many resources that a resource pattern may match, without looking at the others. */
export class TargetIndex {
  readonly #sorted: SortedByName<AskedTarget>;

  constructor(targets: readonly AskedTarget[]) {
    this.#sorted = new SortedByName(targets, ({ target }) => target.resource);
  }

  /** The resources that a pattern matches; with a variable in it, those that it may match. */
  matching(pattern: string): readonly AskedTarget[] {
    const near = [...this.#sorted.beginningWith(literalPrefixOf(pattern))];
    if (pattern.includes('${')) {
      return near;
    }
    const glob = Glob.of(pattern);
    return near.filter(({ target }) => glob.matches(target.resource));
  }
}
