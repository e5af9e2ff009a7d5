import { statementsOf } from '../../documents/CompiledPolicy';
import type { Principal } from '../../request/AccessRequest';
import type { CompiledAccessModel } from '../CompiledAccessModel';
import { literalPrefixOf } from '../ranges/resourceNames';

/** Who and what of a model is near at hand. */
export class ModelIndex {
  readonly partition: string;
  /** What the ARNs of buckets begin with. */
  readonly bucketPrefix: string;
  readonly #model: CompiledAccessModel;
  #bucketNames: readonly string[] | undefined;
  #delegatingRoles: readonly string[] | undefined;
  #principals: ReadonlyMap<string, readonly Principal[]> | undefined;

  constructor(model: CompiledAccessModel) {
    this.#model = model;
    const anyone =
      model.roles.keys().next().value ?? model.users.keys().next().value;
    this.partition = anyone?.split(':')[1] ?? 'aws';
    this.bucketPrefix = `arn:${this.partition}:s3:::`;
  }

  /** Roles and users of an account. */
  principalsOf(accountId: string): readonly Principal[] {
    if (!this.#principals) {
      const principals = new Map<string, Principal[]>();
      for (const owners of [this.#model.roles, this.#model.users]) {
        for (const { kind, arn, accountId: of } of owners.values()) {
          const known = principals.get(of);
          if (known) {
            known.push({ kind, arn });
          } else {
            principals.set(of, [{ kind, arn }]);
          }
        }
      }
      this.#principals = principals;
    }
    return this.#principals.get(accountId) ?? [];
  }

  /** Some ARNs of buckets that a resource pattern may match, as far as its beginning tells. */
  *bucketsWithin(pattern: string, limit: number): Iterable<string> {
    const start = literalPrefixOf(pattern);
    if (
      !start.startsWith(this.bucketPrefix) &&
      !this.bucketPrefix.startsWith(start)
    ) {
      return;
    }
    const prefix = start.slice(this.bucketPrefix.length).split('/', 1)[0] ?? '';
    const names = this.#sortedBucketNames();
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((names[middle] ?? '') < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (let i = low; i < Math.min(names.length, low + limit); i++) {
      const name = names[i];
      if (!name?.startsWith(prefix)) {
        return;
      }
      yield `${this.bucketPrefix}${name}`;
    }
  }

  /** Roles that leave it to the policies of an account who assumes them. */
  delegatingRoles(): readonly string[] {
    this.#delegatingRoles ??= [...this.#model.roles.values()]
      .filter(
        ({ trust }) =>
          trust &&
          statementsOf(trust).some(
            ({ effect, principals }) =>
              effect === 'Allow' &&
              principals?.named.some(
                ({ kind }) => kind === 'account' || kind === 'everyone',
              ),
          ),
      )
      .map(({ arn }) => arn);
    return this.#delegatingRoles;
  }

  #sortedBucketNames(): readonly string[] {
    this.#bucketNames ??= [...this.#model.buckets.keys()].sort();
    return this.#bucketNames;
  }
}
