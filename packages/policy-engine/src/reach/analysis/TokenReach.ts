import type { Condition } from '../../conditions/Condition';
import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { CatalogAction } from '../actions/ActionCatalog';
import type { CompiledRole } from '../CompiledAccessModel';
import { ANY_TEXT, literalPatternOf } from '../patterns/Pattern';
import { valuePatternOf } from '../ranges/resourcePatterns';
import type { ReachRegion } from '../ReachRegion';
import { findWitness } from './findWitness';
import {
  IdentityProvider,
  identityProvider,
  keysOfOthers,
  possibleProviders,
} from './identityProviders';
import { NameSource } from './NameSource';
import type { Question } from './Question';
import { regionOf, Witness } from './Reached';

/** Subjects that no cluster has given to anybody of the model. */
const STRANGERS = [
  'system:serviceaccount:other:other',
  'system:serviceaccount:default:default',
];

/** How many ServiceAccounts that exist are tried as examples. */
const EXAMPLES = 64;

/**
 * Whose tokens a role's trust policy takes, for all possible subjects. (AWS: "AssumeRoleWithWebIdentity",
 * "AssumeRoleWithSAML"; for the keys "Available keys for AWS web identity federation"; Kubernetes: "Managing Service Accounts", subjects of tokens.)
 */
export class TokenReach {
  readonly #question: Question;
  readonly #audiences: ReadonlyMap<string, readonly string[]>;

  constructor(question: Question) {
    this.#question = question;
    this.#audiences = new Map(
      question.decider.model.oidcProviders.map(({ arn, audiences }) => [
        arn,
        audiences,
      ]),
    );
  }

  /** What a statement opens to the tokens of a provider that it names. */
  *regionsOf(
    providerArn: string,
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    yield* this.#regions(identityProvider(providerArn), role, statement);
  }

  /** What a statement for everybody opens to tokens, told of one provider for each action. */
  *regionsOfAny(
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    const { index } = this.#question;
    const iam = `arn:${index.partition}:iam::${role.accountId}:`;
    const given = [...this.#audiences.keys()].filter(arn =>
      arn.startsWith(iam),
    );
    const told = new Set<string>();
    for (const provider of possibleProviders(
      given,
      statement.policy,
      index.partition,
      role.accountId,
    )) {
      if (told.has(provider.action)) {
        continue;
      }
      for (const region of this.#regions(provider, role, statement)) {
        if (region.verdict === 'allow') {
          told.add(provider.action);
        }
        yield { ...region, audience: 'such-principals' };
      }
    }
  }

  /** Whether a statement is held, by name, to tokens of the role's own workloads. */
  areOwn(
    providerArn: string,
    role: CompiledRole,
    { conditions }: CompiledStatement,
  ): boolean {
    const { entitlements } = this.#question;
    const { subjectKey } = identityProvider(providerArn);
    return (
      spelledSubjects(conditions, subjectKey)?.every(subject =>
        entitlements.isOwnSubject(role.arn, providerArn, subject),
      ) === true
    );
  }

  *#regions(
    provider: IdentityProvider,
    role: CompiledRole,
    statement: CompiledStatement,
  ): Iterable<ReachRegion> {
    const { catalog, entitlements } = this.#question;
    const [action] = catalog.of(
      catalog.named([provider.action]) & catalog.matching(statement.actions),
    );
    if (!action) {
      return;
    }
    const { arn: providerArn, subjectKey, issuer } = provider;
    if (this.areOwn(providerArn, role, statement)) {
      this.#question.countProved();
      return;
    }
    const isOwn = (subject: string) =>
      entitlements.isOwnSubject(role.arn, providerArn, subject);
    for (const audience of this.#audiencesOf(providerArn)) {
      const contextOf = (subject: string) => ({
        [subjectKey]: subject,
        ...(audience !== undefined && { [`${issuer}:aud`]: audience }),
      });
      const witness = this.#witness(
        provider,
        role,
        statement.policy,
        action,
        isOwn,
        contextOf,
      );
      const region =
        witness &&
        regionOf(
          {
            principal: { kind: 'web-identity', providerArn },
            audience: 'this-principal',
            action,
            resources: role.arn,
            resourceAccounts: [role.accountId],
            witnessContext: contextOf(witness.name),
          },
          { ...witness, name: role.arn },
        );
      if (region) {
        yield {
          ...region,
          explanation: `${region.explanation} The subject of the token is ${region.witnessContext[subjectKey]}.`,
        };
      } else {
        this.#question.countProved();
      }
    }
  }

  #witness(
    provider: IdentityProvider,
    role: CompiledRole,
    trust: CompiledPolicy,
    action: CatalogAction,
    isOwn: (subject: string) => boolean,
    contextOf: (subject: string) => Readonly<Record<string, string>>,
  ): Witness | undefined {
    const { decider } = this.#question;
    const { arn: providerArn, subjectKey } = provider;
    const principal = { kind: 'web-identity', providerArn } as const;
    const spelled = comparedSubjects(trust, subjectKey);
    const compared = spelled.map(value =>
      valuePatternOf(value, decider.caller(principal), role.accountId),
    );
    const asked = decider.find(role.arn, role.accountId);
    const find = (subject: string) => ({ ...asked, resource: subject });
    const lacking = Object.fromEntries(
      keysOfOthers(provider, trust).map(key => [key, []]),
    );
    return findWitness({
      source: new NameSource(this.#question.classes, {
        inside: [ANY_TEXT],
        telling: [
          ...compared,
          ...compared.map(({ text }) => literalPatternOf(text)),
          ...spelled.map(literalPatternOf),
        ],
        avoid: literalPatternOf,
      }),
      examples: [
        ...(providerArn.includes(':oidc-provider/') ? STRANGERS : ['anybody']),
        ...this.#knownSubjects(provider),
        ...compared.map(({ text }) => likely(text)),
      ],
      isOneTarget: true,
      find,
      findAny: find,
      permits: ({ resource }) => (isOwn(resource) ? 'name' : 'no'),
      decide: ({ resource: subject }) =>
        decider.answer(principal, action.name, asked, {
          ...lacking,
          ...contextOf(subject),
        }),
    });
  }

  /** A token must be made for an audience of the provider; undefined where those are not known. */
  #audiencesOf(providerArn: string): readonly (string | undefined)[] {
    const known = this.#audiences.get(providerArn) ?? [];
    return known.length > 0 ? known : [undefined];
  }

  #knownSubjects({ issuer }: IdentityProvider): readonly string[] {
    return this.#question.decider.model.serviceAccounts
      .filter(account => account.issuer === `https://${issuer}`)
      .slice(0, EXAMPLES)
      .map(
        ({ namespace, name }) => `system:serviceaccount:${namespace}:${name}`,
      );
  }
}

/** The subjects that a statement is held to by name; undefined when it is not. */
function spelledSubjects(
  conditions: readonly Condition[],
  subjectKey: string,
): readonly string[] | undefined {
  return conditions.find(
    ({ operator, key, values }) =>
      key.toLowerCase() === subjectKey.toLowerCase() &&
      (operator === 'StringEquals' ||
        (operator === 'StringLike' && !values.some(hasWildcard))) &&
      !values.some(value => value.includes('${')),
  )?.values;
}

function hasWildcard(value: string): boolean {
  return value.includes('*') || value.includes('?');
}

/** A subject that reads well and may be let in by what the trust policy compares the subject with. */
function likely(subject: string): string {
  return subject.replaceAll('*', 'other').replaceAll('?', 'x');
}

/** Everything that the trust policy compares the subject with. */
function comparedSubjects(trust: CompiledPolicy, subjectKey: string): string[] {
  const folded = subjectKey.toLowerCase();
  return statementsOf(trust)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === folded)
    .flatMap(({ values }) => values);
}
