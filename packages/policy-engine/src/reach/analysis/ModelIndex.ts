import { CompiledPolicy, statementsOf } from '../../documents/CompiledPolicy';
import type { Principal } from '../../request/AccessRequest';
import type { CompiledAccessModel } from '../CompiledAccessModel';
import { literalPrefixOf } from '../ranges/resourceNames';
import { SortedByName } from '../SortedByName';

/** Who and what of a model is near at hand. Each part is made when it is first needed. */
export class ModelIndex {
  readonly partition: string;
  /** What the ARNs of buckets begin with. */
  readonly bucketPrefix: string;
  readonly #model: CompiledAccessModel;
  #bucketNames: SortedByName<string> | undefined;
  #delegatingRoles: SortedByName<string> | undefined;
  #principals: Map<string, Map<string, Principal>> | undefined;

  constructor(model: CompiledAccessModel) {
    this.#model = model;
    const anyone =
      model.roles.keys().next().value ?? model.users.keys().next().value;
    this.partition = anyone?.split(':')[1] ?? 'aws';
    this.bucketPrefix = `arn:${this.partition}:s3:::`;
  }

  /** Roles and users of an account. */
  principalsOf(accountId: string): Iterable<Principal> {
    if (!this.#principals) {
      this.#principals = new Map();
      for (const owners of [this.#model.roles, this.#model.users]) {
        for (const { kind, arn, accountId: of } of owners.values()) {
          this.#accountOf(of).set(arn, { kind, arn });
        }
      }
    }
    return this.#principals.get(accountId)?.values() ?? [];
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
    const [prefix = ''] = start.slice(this.bucketPrefix.length).split('/', 1);
    this.#bucketNames ??= new SortedByName(
      this.#model.buckets.keys(),
      name => name,
    );
    for (const name of this.#bucketNames.beginningWith(prefix, limit)) {
      yield `${this.bucketPrefix}${name}`;
    }
  }

  /** Some roles that leave it to the policies of an account who assumes them, always in the same order. */
  delegatingRoles(limit: number): Iterable<string> {
    this.#delegatingRoles ??= new SortedByName(
      [...this.#model.roles.values()].flatMap(({ arn, trust }) =>
        trust && delegates(trust) ? [arn] : [],
      ),
      arn => arn,
    );
    return this.#delegatingRoles.beginningWith('', limit);
  }

  /** Takes note that the model holds another role of the ARN now, or none. */
  updateRole(arn: string, accountId: string): void {
    const role = this.#model.roles.get(arn);
    this.#delegatingRoles?.remove(arn);
    if (role?.trust && delegates(role.trust)) {
      this.#delegatingRoles?.add(arn);
    }
    if (!this.#principals) {
      return;
    }
    if (role) {
      this.#accountOf(accountId).set(arn, { kind: 'role', arn });
    } else {
      this.#accountOf(accountId).delete(arn);
    }
  }

  /** Takes note that the model holds another bucket of the name now, or none. */
  updateBucket(name: string): void {
    this.#bucketNames?.remove(name);
    if (this.#model.buckets.has(name)) {
      this.#bucketNames?.add(name);
    }
  }

  #accountOf(accountId: string): Map<string, Principal> {
    this.#principals ??= new Map();
    let account = this.#principals.get(accountId);
    if (!account) {
      account = new Map();
      this.#principals.set(accountId, account);
    }
    return account;
  }
}

/** Whether a trust policy names an account or everybody. */
function delegates(trust: CompiledPolicy): boolean {
  return statementsOf(trust).some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals?.named.some(
        ({ kind }) => kind === 'account' || kind === 'everyone',
      ),
  );
}
