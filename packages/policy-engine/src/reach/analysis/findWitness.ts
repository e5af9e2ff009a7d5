import type { AccessAnswer } from '../AccessAnswer';
import type { AskedResource } from '../AskedResource';
import { isWorse, Witness } from './Reached';
import type { NameSource, NameUse } from './NameSource';

/** How the names of a range are looked at. */
export interface Search {
  readonly source: NameSource;
  readonly examples: Iterable<string>;
  /** The resource of a name; undefined when none of the name can be meant. */
  find(name: string): AskedResource | undefined;
  /** The resource of a name, whoever it belongs to. */
  findAny(name: string): AskedResource;
  /** Whether the name, or its whole class, is of no interest because it is permitted. */
  permits(asked: AskedResource): 'class' | 'name' | 'no';
  /** Whether what guards the name guards its whole class. */
  readonly isOneTarget: boolean;
  /** The resource of a name as if nothing were known of it. */
  findUnborn?(name: string): AskedResource | undefined;
  /** Whether its names stand for others that cannot be looked at, so that they do not say that nothing is reached. */
  readonly isUndecided?: boolean;
  decide(asked: AskedResource): AccessAnswer;
}

/**
 * The name of a range that is most surely reached; undefined when none is, which has then been seen for every kind of
 * name. Where that cannot be seen, the answer is `not-understood`.
 */
export function findWitness(search: Search): Witness | undefined {
  let best: Witness | undefined;
  let last: Witness | undefined;
  const isComplete = search.source.visit((name): NameUse => {
    const asked = search.find(name);
    if (!asked) {
      return 'another';
    }
    const permitted = search.permits(asked);
    if (permitted !== 'no') {
      return permitted === 'class' ? 'done' : 'another';
    }
    const answer = search.decide(asked);
    if (
      asked.isKnown &&
      !search.isOneTarget &&
      !isTypical(search, name, answer)
    ) {
      return 'another';
    }
    last = { name, accountId: asked.accountId, answer };
    if (isWorse(answer.verdict, best?.answer.verdict ?? 'deny')) {
      best = last;
    }
    if (answer.verdict === 'allow') {
      return 'enough';
    }
    return asked.isKnown && !search.isOneTarget ? 'another' : 'done';
  }, search.examples);
  if ((isComplete && !search.isUndecided) || best?.answer.verdict === 'allow') {
    return best;
  }
  return notUnderstood(best ?? last ?? anyOf(search));
}

/**
 * Whether a name that exists is reached because of the range, and not because its own policy opens it further: that is
 * told of the policy, and must not make the range look worse.
 */
function isTypical(
  search: Search,
  name: string,
  answer: AccessAnswer,
): boolean {
  const unborn = search.findUnborn?.(name);
  return (
    unborn !== undefined &&
    !isWorse(answer.verdict, search.decide(unborn).verdict)
  );
}

/** Something to name where no name was found. */
function anyOf({ source, findAny, decide }: Search): Witness {
  const asked = findAny(source.example);
  const { resource: name, accountId } = asked;
  return { name, accountId, answer: decide(asked) };
}

function notUnderstood(witness: Witness): Witness {
  return {
    ...witness,
    isIntricate: true,
    answer: {
      verdict: 'not-understood',
      decision: witness.answer.decision,
      explanation: `The patterns are too intricate to say what of the range is reached; ${witness.name} was looked at last.`,
    },
  };
}
