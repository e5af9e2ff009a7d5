import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { NamedPrincipal } from '../../documents/parsePrincipals';
import type { Principal } from '../../request/AccessRequest';
import { principalFilter } from '../analysis/principalFilter';
import { sessionKey } from '../cells/GrantsByPolicy';
import type {
  CompiledAccessModel,
  CompiledBucket,
  CompiledRole,
  CompiledUser,
} from '../CompiledAccessModel';
import { mayMeet } from '../patterns/mayMeet';
import { Pattern, patternOf } from '../patterns/Pattern';
import { accountOf, principalKey } from '../principalKey';
import {
  isLiteral,
  literalBucketOf,
  literalPrefixOf,
} from '../ranges/resourceNames';
import { SortedByName } from '../SortedByName';

/** A part of a model whose reach is worked out on its own. */
export type Unit =
  | { readonly kind: 'identity' | 'trust'; readonly arn: string }
  | { readonly kind: 'bucket'; readonly name: string };

/** A place where a name stands. */
interface Mention {
  readonly unit: Unit;
  /** The name and the unit, so that each mention has a place of its own in the order. */
  readonly key: string;
}

/** A unit that speaks of names by pattern. */
interface WideUnit {
  readonly unit: Unit;
  /** What the patterns begin with, and all that begins so. */
  readonly beginnings: ReadonlyMap<string, Pattern>;
}

type PrincipalFilter = (principal: Principal) => boolean;

/** A unit that lets everybody in, or everybody whom a condition means. */
interface OpenUnit {
  readonly unit: Unit;
  readonly filters: readonly PrincipalFilter[];
}

/** Of what a unit speaks. */
interface Speech {
  /** Names of buckets, ARNs of roles, and how principals are named. */
  readonly names?: readonly string[];
  /** What patterns of names begin with. */
  readonly beginnings?: readonly string[];
  readonly filters?: readonly PrincipalFilter[];
}

/** Stands in no name. */
const SEPARATOR = '\n';

const anybody: PrincipalFilter = () => true;

/** Which parts of a model speak of a bucket, role or principal, so that a change is looked at where it matters. */
export class Whereabouts {
  readonly #mentions: SortedByName<Mention>;
  readonly #ofUnit = new Map<string, readonly Mention[]>();
  readonly #wide = new Map<string, WideUnit>();
  readonly #open = new Map<string, OpenUnit>();
  readonly #bucketPrefix: string;

  constructor(model: CompiledAccessModel, bucketPrefix: string) {
    this.#bucketPrefix = bucketPrefix;
    this.#mentions = new SortedByName(
      [
        ...[...model.roles.values()].flatMap(role => this.#noteRole(role)),
        ...[...model.users.values()].flatMap(user => this.#noteIdentity(user)),
        ...[...model.buckets.values()].flatMap(one => this.#noteBucket(one)),
      ],
      ({ key }) => key,
    );
  }

  /** Units that mention a name, or one that begins so. */
  *mentioning(name: string, isPrefix = false): Iterable<Unit> {
    const start = isPrefix ? name : `${name}${SEPARATOR}`;
    for (const { unit } of this.#mentions.beginningWith(start)) {
      yield unit;
    }
  }

  /** Units that name a principal, or sessions of its role. */
  *naming(principal: Principal): Iterable<Unit> {
    const key = principalKey(principal);
    const roleArn = principal.kind === 'assumed-role' ? principal.roleArn : key;
    const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    yield* this.mentioning(key);
    yield* this.mentioning(sessionKey(accountOf(principal) ?? '', roleName));
  }

  /** Units that leave it to the account of a principal whom they let in, when the account is not their own. */
  *namingAccountOf(principal: Principal): Iterable<Unit> {
    const accountId = accountOf(principal);
    if (accountId !== undefined) {
      yield* this.naming({ kind: 'root', accountId });
    }
  }

  /** Units that speak of names by patterns which may meet one of these, with what those of the units begin with. */
  *wideMeeting(
    patterns: readonly Pattern[],
  ): Iterable<readonly [Unit, Iterable<string>]> {
    for (const { unit, beginnings } of this.#wide.values()) {
      const own = [...beginnings.values()];
      if (own.some(one => patterns.some(other => mayMeet(one, other)))) {
        yield [unit, beginnings.keys()];
      }
    }
  }

  /** Units that may let one of the principals in because they let everybody in. */
  *openTo(principals: readonly Principal[]): Iterable<Unit> {
    for (const { unit, filters } of this.#open.values()) {
      if (filters.some(mayMean => principals.some(mayMean))) {
        yield unit;
      }
    }
  }

  addRole(role: CompiledRole): void {
    this.#noteRole(role).forEach(mention => this.#mentions.add(mention));
  }

  addBucket(bucket: CompiledBucket): void {
    this.#noteBucket(bucket).forEach(mention => this.#mentions.add(mention));
  }

  remove(unit: Unit): void {
    const key = unitKey(unit);
    this.#ofUnit.get(key)?.forEach(mention => this.#mentions.remove(mention));
    this.#ofUnit.delete(key);
    this.#wide.delete(key);
    this.#open.delete(key);
  }

  #noteRole(role: CompiledRole): readonly Mention[] {
    const { arn, accountId, trust } = role;
    return [
      ...this.#noteIdentity(role),
      ...this.#note(
        { kind: 'trust', arn },
        trust ? invitationsOf(trust, accountId) : { filters: [anybody] },
      ),
    ];
  }

  #noteBucket({
    name,
    accountId,
    policy,
    isPolicyUnknown,
  }: CompiledBucket): readonly Mention[] {
    return this.#note(
      { kind: 'bucket', name },
      {
        ...(policy && invitationsOf(policy, accountId)),
        ...(isPolicyUnknown && { filters: [anybody] }),
      },
    );
  }

  #noteIdentity({
    arn,
    identity,
    unknown,
  }: CompiledRole | CompiledUser): readonly Mention[] {
    const names: string[] = [];
    const beginnings: string[] = [];
    const isUnknown = unknown.some(part => part === 'identity');
    for (const { effect, resources } of identity.flatMap(statementsOf)) {
      if (effect !== 'Allow' || !resources) {
        continue;
      }
      if (resources.isNegated) {
        beginnings.push('');
        continue;
      }
      for (const text of resources.patterns) {
        const bucket = literalBucketOf(text, this.#bucketPrefix);
        if (bucket !== undefined) {
          names.push(bucket);
        } else if (isLiteral(text)) {
          names.push(text);
        } else {
          beginnings.push(literalPrefixOf(text));
        }
      }
    }
    return this.#note(
      { kind: 'identity', arn },
      { names, beginnings: isUnknown ? [''] : beginnings },
    );
  }

  #note(
    unit: Unit,
    { names = [], beginnings = [], filters = [] }: Speech,
  ): readonly Mention[] {
    const owner = unitKey(unit);
    const mentions = [...new Set(names)].map(name => ({
      unit,
      key: `${name}${SEPARATOR}${owner}`,
    }));
    this.#ofUnit.set(owner, mentions);
    if (beginnings.length > 0) {
      this.#wide.set(owner, {
        unit,
        beginnings: new Map(
          beginnings.map(beginning => [beginning, patternOf(`${beginning}*`)]),
        ),
      });
    }
    if (filters.length > 0) {
      this.#open.set(owner, { unit, filters });
    }
    return mentions;
  }
}

export function unitKey(unit: Unit): string {
  return `${unit.kind} ${unit.kind === 'bucket' ? unit.name : unit.arn}`;
}

/** Whom the policy of a resource of the account lets in. */
function invitationsOf(policy: CompiledPolicy, accountId: string): Speech {
  const names: string[] = [];
  const filters: PrincipalFilter[] = [];
  for (const { effect, principals, conditions } of statementsOf(policy)) {
    if (effect !== 'Allow') {
      continue;
    }
    for (const named of principals?.named ?? []) {
      if (named.kind === 'everyone') {
        filters.push(principalFilter(conditions) ?? anybody);
      } else {
        names.push(...namesOf(named, accountId));
      }
    }
  }
  return { names, filters };
}

/** How a principal is named that a territory may hold; its own account lets nobody in that has no policy of its own. */
function namesOf(named: NamedPrincipal, own: string): readonly string[] {
  switch (named.kind) {
    case 'role':
    case 'user':
      return [named.arn];
    case 'session':
      return [sessionKey(named.accountId, named.roleName)];
    case 'account':
      return named.accountId === own
        ? []
        : [principalKey({ kind: 'root', accountId: named.accountId })];
    case 'service':
      return [principalKey({ kind: 'service', service: named.service })];
    default:
      return [];
  }
}
