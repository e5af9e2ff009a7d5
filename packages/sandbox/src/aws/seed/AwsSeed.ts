import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GetInstanceProfileCommand,
  ListAccessKeysCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AccessKeyRing } from './AccessKeyRing';
import type { UserAccessKey } from './AccessKeyRing';
import { openClients } from '../clients/openClients';
import type { AwsClients, AwsConnection } from '../clients/openClients';
import { ensure } from './ensure';
import {
  ackControllerPolicy,
  boundaryPolicy,
  ec2TrustPolicy,
  nodeRolePolicy,
  portalPolicy,
  tlsOnlyPolicy,
} from './seedPolicies';
import type { SeedSharedBucket } from './seedPolicies';

/**
 * Settings of a seed.
 *
 * @public
 */
export interface AwsSeedOptions {
  /** The account's endpoint, with the root user's key. */
  readonly connection: AwsConnection;
  /** 12 digits: account of that root user. */
  readonly accountId: string;
  /** File that keeps the access keys which the seed makes, mode 0600. */
  readonly keyFile: string;
}

/**
 * A shared bucket, with what is in it.
 *
 * @public
 */
export interface SeedBucket {
  readonly name: string;
  /** Key → content. */
  readonly objects?: Readonly<Record<string, string>>;
}

/**
 * A node's role.
 *
 * @public
 */
export interface SeedNodeRole {
  /** Also the name of its instance profile. */
  readonly name: string;
  /** ARNs, wildcards allowed, of the roles that it may switch to; none: it may not. */
  readonly assumableRoles: readonly string[];
  readonly sharedBuckets: readonly SeedSharedBucket[];
}

function locationOf(region: string): BucketLocationConstraint {
  const known = Object.values(BucketLocationConstraint).find(
    each => each === region,
  );
  if (!known) {
    throw new Error(`${region} is no region that a bucket can be made in`);
  }
  return known;
}

const ownTag = { Key: 'managed-by', Value: 'platform-team' };

/**
 * Sets an account up as a platform team would, over the wire and with the root user's key: what must be there before
 * any corridor can be. Every step may be repeated.
 *
 * @public
 */
export class AwsSeed {
  private constructor(
    private readonly clients: AwsClients,
    private readonly options: AwsSeedOptions,
    private readonly keys: AccessKeyRing,
  ) {}

  /** Opens the connections; they must be closed. */
  static create(options: AwsSeedOptions): AwsSeed {
    return new AwsSeed(
      openClients(options.connection),
      options,
      new AccessKeyRing(options.keyFile),
    );
  }

  /** Closes the connections. */
  close(): void {
    this.clients.destroy();
  }

  /** A bucket that is nobody's own: private, TLS only. */
  async bucket({ name, objects = {} }: SeedBucket): Promise<void> {
    const { s3 } = this.clients;
    await ensure(() =>
      s3.send(
        new CreateBucketCommand({
          Bucket: name,
          CreateBucketConfiguration: this.location(),
        }),
      ),
    );
    await s3.send(
      new PutBucketPolicyCommand({ Bucket: name, Policy: tlsOnlyPolicy(name) }),
    );
    for (const [Key, Body] of Object.entries(objects)) {
      await s3.send(new PutObjectCommand({ Bucket: name, Key, Body }));
    }
  }

  /**
   * The role of a cluster's nodes, with its instance profile.
   *
   * @returns its ARN
   */
  async nodeRole(role: SeedNodeRole): Promise<string> {
    const { iam } = this.clients;
    const { accountId } = this.options;
    await ensure(() =>
      iam.send(
        new CreateRoleCommand({
          RoleName: role.name,
          AssumeRolePolicyDocument: ec2TrustPolicy(),
          Description: 'Role of the nodes of a cluster',
          Tags: [ownTag],
        }),
      ),
    );
    const PolicyDocument = nodeRolePolicy({ accountId, ...role });
    if (PolicyDocument) {
      await iam.send(
        new PutRolePolicyCommand({
          RoleName: role.name,
          PolicyName: 'node',
          PolicyDocument,
        }),
      );
    }
    const InstanceProfileName = role.name;
    await ensure(() =>
      iam.send(new CreateInstanceProfileCommand({ InstanceProfileName })),
    );
    const { InstanceProfile } = await iam.send(
      new GetInstanceProfileCommand({ InstanceProfileName }),
    );
    if (InstanceProfile?.Roles?.length === 0) {
      await iam.send(
        new AddRoleToInstanceProfileCommand({
          InstanceProfileName,
          RoleName: role.name,
        }),
      );
    }
    return `arn:aws:iam::${accountId}:role/${role.name}`;
  }

  /**
   * The policy that bounds every corridor's role.
   *
   * @param path - begins and ends with a slash
   * @returns its ARN
   */
  async permissionsBoundary(name: string, path: string): Promise<string> {
    const { accountId } = this.options;
    await ensure(() =>
      this.clients.iam.send(
        new CreatePolicyCommand({
          PolicyName: name,
          Path: path,
          Description: 'What no role of a corridor may go beyond',
          PolicyDocument: boundaryPolicy(accountId),
        }),
      ),
    );
    return `arn:aws:iam::${accountId}:policy${path}${name}`;
  }

  /** Takes the tokens of a cluster: its ServiceAccounts can assume the roles that trust them. */
  async oidcProvider(issuer: string, audience: string): Promise<void> {
    await ensure(() =>
      this.clients.iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: issuer,
          ClientIDList: [audience],
        }),
      ),
    );
  }

  /**
   * The identity of a cluster's ACK controllers.
   *
   * @param rolePath - below which they make roles and policies
   * @returns its access key
   */
  ackController(userName: string, rolePath: string): Promise<UserAccessKey> {
    const { accountId } = this.options;
    return this.user(userName, ackControllerPolicy({ accountId, rolePath }));
  }

  /**
   * The portal's own identity.
   *
   * @returns its access key
   */
  portal(userName: string): Promise<UserAccessKey> {
    return this.user(userName, portalPolicy(this.options.accountId));
  }

  private async user(
    UserName: string,
    PolicyDocument: string,
  ): Promise<UserAccessKey> {
    const { iam } = this.clients;
    await ensure(() =>
      iam.send(new CreateUserCommand({ UserName, Tags: [ownTag] })),
    );
    await iam.send(
      new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument }),
    );
    const { AccessKeyMetadata = [] } = await iam.send(
      new ListAccessKeysCommand({ UserName }),
    );
    const kept = await this.keys.find(UserName);
    if (
      kept &&
      AccessKeyMetadata.some(key => key.AccessKeyId === kept.accessKeyId)
    ) {
      return kept;
    }
    for (const { AccessKeyId } of AccessKeyMetadata) {
      // Its secret is lost: nobody can use it any more.
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    }
    const { AccessKey } = await iam.send(
      new CreateAccessKeyCommand({ UserName }),
    );
    if (!AccessKey?.AccessKeyId || !AccessKey.SecretAccessKey) {
      throw new Error(
        `IAM answered CreateAccessKey for ${UserName} without a key`,
      );
    }
    const key = {
      accessKeyId: AccessKey.AccessKeyId,
      secretAccessKey: AccessKey.SecretAccessKey,
    };
    await this.keys.keep(UserName, key);
    return key;
  }

  private location() {
    const { region } = this.options.connection;
    return region === 'us-east-1'
      ? undefined
      : { LocationConstraint: locationOf(region) };
  }
}
