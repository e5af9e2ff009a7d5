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

interface Mention {
  /** A bucket's name, the ARN of a role or user, or whose sessions. */
  readonly of: string;
  readonly unit: Unit;
  /** Both, so that each mention has a place of its own in the order. */
  readonly key: string;
}

/** Stands in no name. */
const SEPARATOR = '\n';

/** A unit that speaks of names by pattern. */
interface WideUnit {
  readonly unit: Unit;
  readonly pattern: Pattern;
}

/** A unit that lets everybody in, or everybody whom a condition means. */
interface OpenUnit {
  readonly unit: Unit;
  mayMean(principal: Principal): boolean;
}

/** Which parts of a model speak of a bucket, role or principal, so that a change is looked at where it matters. */
export class Whereabouts {
  readonly #mentions: SortedByName<Mention>;
  readonly #wide = new Map<string, WideUnit[]>();
  readonly #open = new Map<string, OpenUnit[]>();
  readonly #ofUnit = new Map<string, Mention[]>();
  readonly #bucketPrefix: string;

  constructor(model: CompiledAccessModel, bucketPrefix: string) {
    this.#bucketPrefix = bucketPrefix;
    const all: Mention[] = [];
    const note = (mention: Mention) => all.push(mention);
    model.roles.forEach(role => this.#noteRole(role, note));
    model.users.forEach(user => this.#noteIdentity(user, note));
    model.buckets.forEach(bucket => this.#noteBucket(bucket, note));
    this.#mentions = new SortedByName(all, ({ key }) => key);
  }

  /** Units that mention a name, or one that begins so. */
  *mentioning(name: string, isPrefix = false): Iterable<Unit> {
    const start = isPrefix ? name : `${name}${SEPARATOR}`;
    for (const { unit } of this.#mentions.beginningWith(start)) {
      yield unit;
    }
  }

  /** Units that speak of names by patterns which may meet one of these. */
  *wideMeeting(patterns: readonly Pattern[]): Iterable<Unit> {
    for (const units of this.#wide.values()) {
      for (const { unit, pattern } of units) {
        if (patterns.some(other => mayMeet(pattern, other))) {
          yield unit;
          break;
        }
      }
    }
  }

  /** Units that may let one of the principals in because they let everybody in. */
  *openTo(principals: readonly Principal[]): Iterable<Unit> {
    for (const units of this.#open.values()) {
      for (const { unit, mayMean } of units) {
        if (principals.some(mayMean)) {
          yield unit;
          break;
        }
      }
    }
  }

  addRole(role: CompiledRole): void {
    this.#noteRole(role, mention => this.#mentions.add(mention));
  }

  addBucket(bucket: CompiledBucket): void {
    this.#noteBucket(bucket, mention => this.#mentions.add(mention));
  }

  remove(unit: Unit): void {
    const key = unitKey(unit);
    this.#ofUnit.get(key)?.forEach(mention => this.#mentions.remove(mention));
    this.#ofUnit.delete(key);
    this.#wide.delete(key);
    this.#open.delete(key);
  }

  #noteRole(role: CompiledRole, note: (mention: Mention) => void): void {
    this.#noteIdentity(role, note);
    if (role.trust) {
      this.#noteNamed({ kind: 'trust', arn: role.arn }, role.trust, note);
    }
  }

  #noteBucket(bucket: CompiledBucket, note: (mention: Mention) => void): void {
    if (bucket.policy) {
      const unit: Unit = { kind: 'bucket', name: bucket.name };
      this.#noteNamed(unit, bucket.policy, note);
    }
  }

  #noteIdentity(
    owner: CompiledRole | CompiledUser,
    note: (mention: Mention) => void,
  ): void {
    const unit: Unit = { kind: 'identity', arn: owner.arn };
    for (const policy of owner.identity) {
      for (const { effect, resources } of statementsOf(policy)) {
        if (effect !== 'Allow' || !resources) {
          continue;
        }
        if (resources.isNegated) {
          this.#noteWide(unit, '*');
          continue;
        }
        for (const text of resources.patterns) {
          const bucket = literalBucketOf(text, this.#bucketPrefix);
          if (bucket !== undefined) {
            this.#noteMention(bucket, unit, note);
          } else if (isLiteral(text)) {
            this.#noteMention(text, unit, note);
          } else {
            this.#noteWide(unit, literalPrefixOf(text));
          }
        }
      }
    }
  }

  /** Whom the policy of a resource lets in. */
  #noteNamed(
    unit: Unit,
    policy: CompiledPolicy,
    note: (mention: Mention) => void,
  ): void {
    for (const { effect, principals, conditions } of statementsOf(policy)) {
      if (effect === 'Allow') {
        for (const named of principals?.named ?? []) {
          if (named.kind === 'everyone') {
            const mayMean = principalFilter(conditions) ?? (() => true);
            push(this.#open, unitKey(unit), { unit, mayMean });
          }
          const of = nameOf(named);
          if (of !== undefined) {
            this.#noteMention(of, unit, note);
          }
        }
      }
    }
  }

  #noteMention(of: string, unit: Unit, note: (mention: Mention) => void): void {
    const owner = unitKey(unit);
    const mentions = this.#ofUnit.get(owner);
    if (mentions?.some(mention => mention.of === of)) {
      return;
    }
    const mention = { of, unit, key: `${of}${SEPARATOR}${owner}` };
    if (mentions) {
      mentions.push(mention);
    } else {
      this.#ofUnit.set(owner, [mention]);
    }
    note(mention);
  }

  #noteWide(unit: Unit, prefix: string): void {
    const pattern = patternOf(`${prefix}*`);
    push(this.#wide, unitKey(unit), { unit, pattern });
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) {
    items.push(item);
  } else {
    map.set(key, [item]);
  }
}

export function unitKey(unit: Unit): string {
  return `${unit.kind} ${unit.kind === 'bucket' ? unit.name : unit.arn}`;
}

/** What a principal of a territory may be named by; undefined for those that belong to none. */
function nameOf(named: NamedPrincipal): string | undefined {
  switch (named.kind) {
    case 'role':
    case 'user':
      return named.arn;
    case 'session':
      return sessionKey(named.accountId, named.roleName);
    default:
      return undefined;
  }
}
