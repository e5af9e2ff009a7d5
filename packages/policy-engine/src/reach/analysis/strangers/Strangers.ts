import {
  CompiledPolicy,
  statementsOf,
} from '../../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../../documents/CompiledStatement';
import type { Principal } from '../../../request/AccessRequest';
import type { CompiledAccessModel } from '../../CompiledAccessModel';
import {
  ANY_ACCOUNT,
  ANY_NAME,
  concatenate,
  literalPatternOf,
  NAME_CHARACTER,
  Pattern,
} from '../../patterns/Pattern';
import { ANY_SEQUENCE } from '../../../wildcard';
import { findExamples, findSpelledOut } from './findExamples';
import { principalPatternsOf } from './principalPatterns';

/** Somebody whom the model does not know. */
export interface Stranger {
  readonly principal: Principal;
  /** Whether a policy spells it out; else it is one of many. */
  readonly isSpelledOut: boolean;
}

/** Strangers that stand for all. */
export interface StrangerList {
  readonly strangers: readonly Stranger[];
  /** Whether there is one for each way in which policies tell principals apart. */
  readonly isComplete: boolean;
}

/** Whose strangers are looked for. */
export interface StrangerQuestion {
  /** The statement that lets them in; undefined when the policy is not known. */
  readonly statement: CompiledStatement | undefined;
  readonly policy: CompiledPolicy | undefined;
  /** Account that owns the resource. */
  readonly accountId: string;
  /** The only account that they can be of. Absent: any. */
  readonly within?: string;
}

interface Kind {
  readonly head: string;
  readonly tail: Pattern;
  principalOf(arn: string): Principal;
}

const PATH_AND_NAME: Pattern = {
  tokens: [ANY_SEQUENCE, NAME_CHARACTER],
};

const KINDS: readonly Kind[] = [
  {
    head: 'iam::',
    tail: literalPatternOf(':root'),
    principalOf: arn => ({ kind: 'root', accountId: arn.split(':')[4] ?? '' }),
  },
  {
    head: 'iam::',
    tail: concatenate(literalPatternOf(':role/'), PATH_AND_NAME),
    principalOf: arn => ({ kind: 'role', arn }),
  },
  {
    head: 'iam::',
    tail: concatenate(literalPatternOf(':user/'), PATH_AND_NAME),
    principalOf: arn => ({ kind: 'user', arn }),
  },
  {
    head: 'sts::',
    tail: concatenate(literalPatternOf(':federated-user/'), ANY_NAME),
    principalOf: arn => ({ kind: 'user', arn }),
  },
];

/**
 * Finds principals of which the model knows nothing: of its accounts and of others, of every kind, one for each way in
 * which policies tell principals apart. The root user of the resource's own account is none of them: it may do everything
 * there.
 */
export class Strangers {
  readonly #model: CompiledAccessModel;
  readonly #partition: string;
  readonly #ofStatement = new WeakMap<object, Map<string, StrangerList>>();
  #limits: readonly CompiledStatement[] | undefined;

  constructor(model: CompiledAccessModel, partition: string) {
    this.#model = model;
    this.#partition = partition;
  }

  find(question: StrangerQuestion): StrangerList {
    const { statement = this, accountId, within = '' } = question;
    const key = `${accountId} ${within}`;
    const known = this.#ofStatement.get(statement) ?? new Map();
    this.#ofStatement.set(statement, known);
    const found = known.get(key) ?? this.#search(question);
    known.set(key, found);
    return found;
  }

  #search(question: StrangerQuestion): StrangerList {
    const spelled = spelledPrincipals(question.statement);
    return spelled
      ? this.#amongSpelled(question, spelled)
      : this.#amongAll(question);
  }

  #amongSpelled(
    question: StrangerQuestion,
    spelled: readonly Pattern[],
  ): StrangerList {
    const strangers = this.#insides(question).flatMap(
      ({ inside, principalOf }) =>
        findSpelledOut(inside, spelled, arn =>
          this.#isKnown(arn, question),
        ).map(arn => ({ principal: principalOf(arn), isSpelledOut: true })),
    );
    return { strangers, isComplete: true };
  }

  #amongAll(question: StrangerQuestion): StrangerList {
    const { statement, policy, accountId, within } = question;
    const { arns, services, isIntricate } = principalPatternsOf(
      [
        ...(statement ? [statement] : []),
        ...(policy ? statementsOf(policy) : []).filter(
          ({ effect }) => effect === 'Deny',
        ),
        ...this.#serviceControls(),
      ],
      this.#partition,
      accountId,
    );
    const strangers: Stranger[] = [];
    for (const { inside, principalOf } of this.#insides(question)) {
      const { spelledOut, others, isComplete } = findExamples(
        inside,
        arns,
        arn => this.#isKnown(arn, question),
        within === undefined ? [withSomeAccount, inLetters] : [inLetters],
      );
      const add = (isSpelledOut: boolean) => (arn: string) =>
        strangers.push({ principal: principalOf(arn), isSpelledOut });
      spelledOut.filter(isName).forEach(add(true));
      others.forEach(add(false));
      if (!isComplete) {
        return { strangers, isComplete };
      }
    }
    if (within === undefined) {
      for (const service of new Set(services)) {
        const principal: Principal = { kind: 'service', service };
        strangers.push({ principal, isSpelledOut: false });
      }
    }
    return { strangers, isComplete: !isIntricate };
  }

  /** The ARNs of each kind of principal. */
  #insides({ within }: StrangerQuestion) {
    const account =
      within === undefined ? ANY_ACCOUNT : literalPatternOf(within);
    return KINDS.map(({ head, tail, principalOf }) => ({
      inside: concatenate(
        literalPatternOf(`arn:${this.#partition}:${head}`),
        account,
        tail,
      ),
      principalOf,
    }));
  }

  #isKnown(arn: string, { accountId }: StrangerQuestion): boolean {
    return (
      this.#model.roles.has(arn) ||
      this.#model.users.has(arn) ||
      arn.endsWith(`:${accountId}:root`)
    );
  }

  #serviceControls(): readonly CompiledStatement[] {
    this.#limits ??= [...this.#model.accounts.values()]
      .flatMap(({ scp }) => scp?.flat() ?? [])
      .flatMap(policy => statementsOf(policy));
    return this.#limits;
  }
}

/** Whether there can be a principal of the ARN. (AWS: "IAM and AWS STS quotas", requirements for names.) */
function isName(arn: string): boolean {
  return /[/:][\w+=,.@-]+$/.test(arn);
}

/** With an account that reads like none. */
function withSomeAccount(arn: string): string {
  return arn.replace(/::\d{12}:/, '::000000000000:');
}

/** Without what stands in no name. */
function inLetters(arn: string): string {
  return arn.replaceAll('$', 'x');
}

const LIKENESS = new Set([
  'ArnEquals',
  'ArnLike',
  'StringEquals',
  'StringLike',
]);

/** The only principals that a statement means, when a condition spells their ARNs out. */
function spelledPrincipals(
  statement: CompiledStatement | undefined,
): readonly Pattern[] | undefined {
  return statement?.conditions
    .find(
      ({ operator, key, values }) =>
        key.toLowerCase() === 'aws:principalarn' &&
        LIKENESS.has(operator) &&
        !values.some(value => /[*?$]/.test(value)),
    )
    ?.values.map(literalPatternOf);
}
