import type { Problem } from '@corridors/model';

import { problemAt, type Declared } from './declaredResources';

/** How things of one kind are told apart. */
export interface ClaimRules<T> {
  /** The same for two that cannot both exist. */
  key(value: T): string;
  /** Name of the corridor that a thing belongs to by its name; undefined when it is no corridor's. */
  ownerOf(value: T): string | undefined;
  /** As in a sentence: `role single1_gha1`. */
  describe(value: T): string;
  /** What takes the place of a thing that is declared twice, neither time by its owner: what it is cannot be known. */
  unknown(value: T): T;
}

/**
 * Keeps each thing once. Where two declare the same, the corridor whose it is by name is right, and the other is refused; where
 * neither is, nothing is known of the thing.
 */
export function settleClaims<T>(
  declared: readonly Declared<T>[],
  rules: ClaimRules<T>,
): { values: T[]; problems: Problem[] } {
  const claims = new Map<string, Declared<T>[]>();
  for (const claim of declared) {
    const key = rules.key(claim.value);
    const rivals = claims.get(key);
    if (rivals) {
      rivals.push(claim);
    } else {
      claims.set(key, [claim]);
    }
  }
  const problems: Problem[] = [];
  const values = [...claims.values()].flatMap(rivals => {
    const isOwn = ({ value, corridor }: Declared<T>) =>
      rules.ownerOf(value) === corridor;
    const own = rivals.filter(isOwn);
    const [keeper] = own.length === 1 ? own : rivals;
    if (!keeper) {
      return [];
    }
    for (const rival of rivals) {
      const fault = faultOf(rival, keeper, rivals.length, rules);
      if (fault) {
        problems.push(fault);
      }
    }
    return [
      rivals.length > 1 && own.length !== 1
        ? rules.unknown(keeper.value)
        : keeper.value,
    ];
  });
  return { values, problems };
}

function faultOf<T>(
  claim: Declared<T>,
  keeper: Declared<T>,
  rivals: number,
  rules: ClaimRules<T>,
): Problem | undefined {
  const { value, object, corridor } = claim;
  const owner = rules.ownerOf(value);
  if (owner !== undefined && owner !== corridor) {
    return problemAt(
      object,
      ['spec'],
      'name-of-another',
      `The ${rules.describe(
        value,
      )} belongs to corridor ${owner}, and is declared here.`,
      { related: owner },
    );
  }
  if (rivals > 1 && claim !== keeper) {
    return problemAt(
      object,
      ['spec'],
      'declared-twice',
      `The ${rules.describe(value)} is declared in ${
        keeper.object.file
      } too; declare it once.`,
      { related: keeper.object.file },
    );
  }
  return owner === undefined && corridor !== undefined
    ? problemAt(
        object,
        ['spec'],
        'not-in-spec',
        `The ${rules.describe(
          value,
        )} is not one that the spec of ${corridor} asks for; render the corridor again, or declare it below environments.`,
      )
    : undefined;
}
