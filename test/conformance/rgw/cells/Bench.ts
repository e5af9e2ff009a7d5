import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { RgwServer } from '../server/RgwServer';
import type { Administrators } from './Administrators';
import {
  ACCOUNT,
  Answer,
  Attempt,
  Caller,
  Cell,
  FOREIGN_ACCOUNT,
  roleArn,
} from './Cell';
import type { Clients, Keys } from './clients';
import { InlinePolicies } from './InlinePolicies';
import type { PolicyDocument } from './PolicyDocument';
import { OBJECT_TAG } from './Question';
import { tryAttempt } from './tryAttempt';

/** The names on one bench. */
export interface BenchNames {
  /** Buckets whose names overlap: `…gha1-raw`, `…gha1-dev`, `…gha10-raw`. */
  readonly buckets: readonly string[];
  readonly roles: readonly string[];
  /** A user of the buckets' account, by name. */
  readonly user: string;
  /** A user of another account, by name. */
  readonly foreignUser: string;
  /** Keys of the objects in every bucket; one lies below the user's name. */
  readonly keys: readonly string[];
}

/**
 * Buckets, roles and users on the server that one worker has to itself, so that several can work at once.
 */
export class Bench {
  readonly names: BenchNames;
  readonly #clients: Clients;
  readonly #administrators: Administrators;
  readonly #policies = new Map<string, InlinePolicies>();
  readonly #userKeys: ReadonlyMap<string, Keys>;
  readonly #owner: S3Client;

  private constructor(
    names: BenchNames,
    clients: Clients,
    administrators: Administrators,
    userKeys: ReadonlyMap<string, Keys>,
  ) {
    this.names = names;
    this.#clients = clients;
    this.#administrators = administrators;
    this.#userKeys = userKeys;
    this.#owner = clients.s3(administrators.owner);
  }

  /** @param letter - begins every name of the bench; one bench for each */
  static async create(
    server: RgwServer,
    clients: Clients,
    administrators: Administrators,
    letter: string,
  ): Promise<Bench> {
    const names = {
      buckets: ['gha1-raw', 'gha1-dev', 'gha10-raw'].map(
        name => `${letter}${name}`,
      ),
      roles: ['gha1', 'gha2'].map(name => `${letter}-${name}`),
      user: `${letter}-analyst`,
      foreignUser: `${letter}-visitor`,
      keys: [
        'raw/2026/a',
        'raw/b',
        'Raw/b',
        'raw-old/a',
        'raw/*',
        'out/x:y',
        `home/${letter}-analyst/a`,
      ],
    };
    const options = { isAdministrator: false };
    const users = await Promise.all([
      server.createUser(ACCOUNT, names.user, options),
      server.createUser(FOREIGN_ACCOUNT, names.foreignUser, options),
    ]);
    const bench = new Bench(
      names,
      clients,
      administrators,
      new Map(users.map(user => [user.name, user])),
    );
    await bench.#furnish();
    return bench;
  }

  /** Sets the inline policies of a role or user of the bench. */
  async setIdentityPolicies(
    owner: string,
    documents: readonly PolicyDocument[],
  ): Promise<void> {
    await this.#policies.get(owner)?.replace(documents);
  }

  async setBucketPolicy(
    bucket: string,
    document: PolicyDocument | undefined,
  ): Promise<void> {
    if (document) {
      await this.#owner.send(
        new PutBucketPolicyCommand({
          Bucket: bucket,
          Policy: JSON.stringify(document),
        }),
      );
    } else {
      await this.#owner.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
    }
  }

  /** A client that signs as the caller; for a session it is begun now, with a session policy if there is one. */
  async clientOf(
    caller: Caller,
    sessionPolicy?: PolicyDocument,
  ): Promise<S3Client> {
    return this.#clients.s3(await this.keysOf(caller, sessionPolicy));
  }

  /** What the caller signs with; nothing when it is anonymous. */
  async keysOf(
    caller: Caller,
    sessionPolicy?: PolicyDocument,
  ): Promise<Keys | undefined> {
    switch (caller.kind) {
      case 'session':
        return this.#assume(caller.role, caller.sessionName, sessionPolicy);
      case 'user': {
        const keys = this.#userKeys.get(caller.name);
        if (!keys) {
          throw new Error(`${caller.name} is no user of this bench`);
        }
        return keys;
      }
      case 'anonymous':
        return undefined;
      default:
        return unreachable(caller);
    }
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
      await this.#putObject(attempt.bucket, attempt.key);
    }
    return answer;
  }

  /** Puts the cell's policies in place, and nothing else on its bucket and caller, and tries it. */
  async run({ caller, attempt, documents }: Cell): Promise<Answer> {
    await this.setBucketPolicy(attempt.bucket, documents.bucket);
    if (caller.kind !== 'anonymous') {
      await this.setIdentityPolicies(
        caller.kind === 'session' ? caller.role : caller.name,
        documents.identity,
      );
    }
    const client = await this.clientOf(caller, documents.session);
    return this.attempt(client, caller, attempt);
  }

  async #furnish(): Promise<void> {
    const { buckets, roles, user, foreignUser } = this.names;
    await Promise.all([
      ...buckets.map(bucket => this.#createBucket(bucket)),
      ...roles.map(role => this.#createRole(role)),
    ]);
    const iam = this.#administrators.iam;
    this.#policies.set(user, userPolicies(iam, ACCOUNT, user));
    this.#policies.set(
      foreignUser,
      userPolicies(
        this.#administrators.foreignIam,
        FOREIGN_ACCOUNT,
        foreignUser,
      ),
    );
  }

  async #createBucket(bucket: string): Promise<void> {
    await this.#owner.send(new CreateBucketCommand({ Bucket: bucket }));
    for (const key of this.names.keys) {
      await this.#putObject(bucket, key);
    }
  }

  async #putObject(bucket: string, key: string): Promise<void> {
    await this.#owner.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: 'as it was',
        Tagging: `${OBJECT_TAG.key}=${OBJECT_TAG.value}`,
      }),
    );
  }

  async #createRole(role: string): Promise<void> {
    const iam = this.#administrators.iam;
    await iam.send(
      new CreateRoleCommand({
        RoleName: role,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: [this.#administrators.nodeArn] },
              Action: ['sts:AssumeRole'],
            },
          ],
        }),
      }),
    );
    this.#policies.set(
      role,
      new InlinePolicies({
        put: async (PolicyName, PolicyDocument) => {
          await iam.send(
            new PutRolePolicyCommand({
              RoleName: role,
              PolicyName,
              PolicyDocument,
            }),
          );
        },
        remove: async PolicyName => {
          await iam.send(
            new DeleteRolePolicyCommand({ RoleName: role, PolicyName }),
          );
        },
      }),
    );
  }

  async #assume(
    role: string,
    sessionName: string,
    policy: PolicyDocument | undefined,
  ): Promise<Keys> {
    const { Credentials: credentials } =
      await this.#administrators.nodeSts.send(
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

/** The gateway knows a user of a tenant as `tenant$user`. (Ceph: "RGW Multi-tenancy") */
function userPolicies(
  iam: IAMClient,
  account: string,
  user: string,
): InlinePolicies {
  const UserName = `${account}$${user}`;
  return new InlinePolicies({
    put: async (PolicyName, PolicyDocument) => {
      await iam.send(
        new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }),
      );
    },
    remove: async PolicyName => {
      await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
    },
  });
}

function unreachable(caller: never): never {
  throw new Error(`Unexpected caller ${JSON.stringify(caller)}`);
}
