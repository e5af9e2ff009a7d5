import { CreateRoleCommand } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { RgwServer } from '../server/RgwServer';
import type { Administrators } from './Administrators';
import { BenchNames, benchNames } from './BenchNames';
import {
  ACCOUNT,
  Answer,
  Attempt,
  Caller,
  Cell,
  FOREIGN_ACCOUNT,
  ownerOf,
  roleArn,
} from './Cell';
import type { Clients, Keys } from './clients';
import { InlinePolicies } from './InlinePolicies';
import { OwnedBuckets } from './OwnedBuckets';
import type { PolicyDocument } from './PolicyDocument';
import { tryAttempt } from './tryAttempt';

/** The server, and those who set the scene on it. */
export interface Surroundings {
  readonly server: RgwServer;
  readonly clients: Clients;
  readonly administrators: Administrators;
}

/**
 * Buckets, roles and users on the server that one worker has to itself, so that several can work at once.
 */
export class Bench {
  readonly names: BenchNames;
  readonly #surroundings: Surroundings;
  readonly #buckets: OwnedBuckets;
  /** By name of role or user. */
  readonly #policies: ReadonlyMap<string, InlinePolicies>;
  readonly #userKeys: ReadonlyMap<string, Keys>;

  private constructor(
    names: BenchNames,
    surroundings: Surroundings,
    userKeys: ReadonlyMap<string, Keys>,
  ) {
    const { clients, administrators } = surroundings;
    const { iam, foreignIam, owner } = administrators;
    const { user, foreignUser } = names;
    this.names = names;
    this.#surroundings = surroundings;
    this.#buckets = new OwnedBuckets(clients.s3(owner), names.keys);
    this.#userKeys = userKeys;
    this.#policies = new Map([
      ...names.roles.map(
        role => [role, InlinePolicies.ofRole(iam, role)] as const,
      ),
      [user, InlinePolicies.ofUser(iam, ACCOUNT, user)],
      [
        foreignUser,
        InlinePolicies.ofUser(foreignIam, FOREIGN_ACCOUNT, foreignUser),
      ],
    ]);
  }

  /** @param letter - begins every name of the bench; one bench for each */
  static async create(
    surroundings: Surroundings,
    letter: string,
  ): Promise<Bench> {
    const names = benchNames(letter);
    const { server } = surroundings;
    const options = { isAdministrator: false };
    const users = await Promise.all([
      server.createUser(ACCOUNT, names.user, options),
      server.createUser(FOREIGN_ACCOUNT, names.foreignUser, options),
    ]);
    const bench = new Bench(
      names,
      surroundings,
      new Map(users.map(user => [user.name, user])),
    );
    await Promise.all([
      ...names.buckets.map(bucket => bench.#buckets.create(bucket)),
      ...names.roles.map(role => bench.#createRole(role)),
    ]);
    return bench;
  }

  /** Sets the inline policies of a role or user of the bench. */
  async setIdentityPolicies(
    owner: string,
    documents: readonly PolicyDocument[],
  ): Promise<void> {
    await found(this.#policies, owner).replace(documents);
  }

  async setBucketPolicy(
    bucket: string,
    document: PolicyDocument | undefined,
  ): Promise<void> {
    await this.#buckets.setPolicy(bucket, document);
  }

  /** A client that signs as the caller; for a session it is begun now, with a session policy if there is one. */
  async clientOf(
    caller: Caller,
    sessionPolicy?: PolicyDocument,
  ): Promise<S3Client> {
    const { clients } = this.#surroundings;
    return caller.kind === 'anonymous'
      ? clients.s3()
      : clients.s3(await this.keysOf(caller, sessionPolicy));
  }

  /** What the caller signs with. */
  async keysOf(
    caller: Exclude<Caller, { kind: 'anonymous' }>,
    sessionPolicy?: PolicyDocument,
  ): Promise<Keys> {
    return caller.kind === 'session'
      ? this.#assume(caller.role, caller.sessionName, sessionPolicy)
      : found(this.#userKeys, caller.name);
  }

  /** Tries it, and puts back what it changed. */
  async attempt(
    client: S3Client,
    caller: Caller,
    attempt: Attempt,
  ): Promise<Answer> {
    const answer = await tryAttempt(client, caller, attempt);
    if (
      answer === 'allow' &&
      (attempt.operation === 'put' || attempt.operation === 'delete')
    ) {
      await this.#buckets.putObject(attempt.bucket, attempt.key);
    }
    return answer;
  }

  /** Puts the cell's policies in place, and nothing else on its bucket and caller, and tries it. */
  async run({ caller, attempt, documents }: Cell): Promise<Answer> {
    await this.setBucketPolicy(attempt.bucket, documents.bucket);
    const owner = ownerOf(caller);
    if (owner !== undefined) {
      await this.setIdentityPolicies(owner, documents.identity);
    }
    const client = await this.clientOf(caller, documents.session);
    return this.attempt(client, caller, attempt);
  }

  async #createRole(role: string): Promise<void> {
    const { iam, nodeArn } = this.#surroundings.administrators;
    await iam.send(
      new CreateRoleCommand({
        RoleName: role,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: [nodeArn] },
              Action: ['sts:AssumeRole'],
            },
          ],
        }),
      }),
    );
  }

  async #assume(
    role: string,
    sessionName: string,
    policy: PolicyDocument | undefined,
  ): Promise<Keys> {
    const { nodeSts } = this.#surroundings.administrators;
    const { Credentials: credentials } = await nodeSts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn(role),
        RoleSessionName: sessionName,
        DurationSeconds: 900,
        ...(policy && { Policy: JSON.stringify(policy) }),
      }),
    );
    if (!credentials?.AccessKeyId || !credentials.SecretAccessKey) {
      throw new Error(`AssumeRole ${role} answered without credentials`);
    }
    return {
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
    };
  }
}

function found<T>(byName: ReadonlyMap<string, T>, name: string): T {
  const item = byName.get(name);
  if (!item) {
    throw new Error(`${name} is not on this bench`);
  }
  return item;
}
