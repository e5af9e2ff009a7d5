import { AwsServer, type ReceivedRequest, type Reply } from './AwsServer';

/** What an access key may do: `gha1-primary list`, `arn:…:role/x assume`. */
type Grants = ReadonlySet<string>;

interface Caller {
  readonly arn: string;
  readonly grants: Grants;
}

interface Bucket {
  readonly accountId: string;
  readonly versioning?: 'Enabled' | 'Suspended';
  hasCanary: boolean;
}

export const ACCOUNT = '111122223333';

/** Reply to make instead of the account's own. */
export type Fault = (request: ReceivedRequest) => Reply | undefined;

const ALLOWED: Record<string, string> = {
  ListObjectsV2: 'list',
  GetObject: 'read',
  UploadPart: 'write',
  DeleteObject: 'delete',
};

/**
 * An account of a few buckets and roles that grants what a test says, without looking at signatures.
 */
export class AwsAccount {
  readonly buckets = new Map<string, Bucket>();
  readonly roles = new Set<string>();
  /** By access key id; `undefined` for unsigned requests. */
  readonly callers = new Map<string | undefined, Caller>();
  /** Token → what it may assume. */
  readonly tokens = new Map<string, Grants>();
  /** What a role may do once assumed. */
  readonly roleGrants = new Map<string, Grants>();
  fault: Fault = () => undefined;
  server!: AwsServer;
  #sessions = 0;

  static async start(
    options: Parameters<typeof AwsServer.start>[1] = {},
  ): Promise<AwsAccount> {
    const account = new AwsAccount();
    account.server = await AwsServer.start(
      request => account.fault(request) ?? account.#reply(request),
      options,
    );
    return account;
  }

  /** Every secret that was given out, to look for where none may be. */
  readonly secrets: string[] = [];

  #reply(request: ReceivedRequest): Reply {
    switch (request.call) {
      case 'GetCallerIdentity':
        return this.#callerIdentity(request);
      case 'AssumeRole':
        return this.#assume(
          request,
          this.callers.get(request.accessKeyId)?.grants,
        );
      case 'AssumeRoleWithWebIdentity':
        return this.#assume(
          request,
          this.tokens.get(request.form.get('WebIdentityToken') ?? ''),
        );
      case 'GetRole':
        return this.#role(request);
      default:
        return this.#store(request);
    }
  }

  #callerIdentity({ accessKeyId }: ReceivedRequest): Reply {
    const caller = this.callers.get(accessKeyId);
    if (!caller) {
      return { status: 403, code: 'InvalidClientTokenId' };
    }
    const result = `<Arn>${caller.arn}</Arn><UserId>u</UserId><Account>${ACCOUNT}</Account>`;
    return { status: 200, body: envelope('GetCallerIdentity', result) };
  }

  #assume(request: ReceivedRequest, grants: Grants | undefined): Reply {
    const arn = request.form.get('RoleArn') ?? '';
    if (!this.roles.has(arn) || !grants?.has(`${arn} assume`)) {
      return { status: 403, code: 'AccessDenied' };
    }
    this.#sessions += 1;
    const accessKeyId = `ASIA${this.#sessions}`;
    const secrets = [
      `secret-of-${accessKeyId}`,
      `session-token-of-${accessKeyId}`,
    ] as const;
    this.secrets.push(...secrets);
    const sessionArn = `${arn
      .replace(':iam:', ':sts:')
      .replace(/role\/(?:.*\/)?/, 'assumed-role/')}/${request.form.get(
      'RoleSessionName',
    )}`;
    const isWorthless = request.form.get('Policy')?.includes('Deny') ?? false;
    const none: Grants = new Set();
    this.callers.set(accessKeyId, {
      arn: sessionArn,
      grants: isWorthless ? none : this.roleGrants.get(arn) ?? none,
    });
    const credentials = `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secrets[0]}</SecretAccessKey><SessionToken>${secrets[1]}</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>`;
    return { status: 200, body: envelope(request.call, credentials) };
  }

  #role(request: ReceivedRequest): Reply {
    const name = request.form.get('RoleName');
    const arn = [...this.roles].find(role => role.endsWith(`/${name}`));
    return arn
      ? {
          status: 200,
          body: envelope('GetRole', `<Role><Arn>${arn}</Arn></Role>`),
        }
      : { status: 404, code: 'NoSuchEntity' };
  }

  #store(request: ReceivedRequest): Reply {
    const bucket = this.buckets.get(request.bucket ?? '');
    if (!bucket) {
      return { status: 404, code: 'NoSuchBucket' };
    }
    const expected = request.headers['x-amz-expected-bucket-owner'];
    if (expected !== bucket.accountId) {
      return { status: 403, code: 'AccessDenied' };
    }
    if (request.accessKeyId === 'PORTAL') {
      return portalReply(request, bucket);
    }
    const grants = this.callers.get(request.accessKeyId)?.grants;
    if (!grants?.has(`${request.bucket} ${ALLOWED[request.call]}`)) {
      return { status: 403, code: 'AccessDenied' };
    }
    switch (request.call) {
      case 'ListObjectsV2':
        return {
          status: 200,
          body: '<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>',
        };
      case 'UploadPart':
        return { status: 404, code: 'NoSuchUpload' };
      case 'DeleteObject':
        return request.headers['if-match'] === '*'
          ? { status: 412, code: 'PreconditionFailed' }
          : { status: 204 };
      default:
        return bucket.hasCanary
          ? { status: 206, body: 'c' }
          : { status: 404, code: 'NoSuchKey' };
    }
  }
}

function portalReply({ call }: ReceivedRequest, bucket: Bucket): Reply {
  switch (call) {
    case 'GetBucketVersioning': {
      const status = bucket.versioning
        ? `<Status>${bucket.versioning}</Status>`
        : '';
      return {
        status: 200,
        body: `<VersioningConfiguration>${status}</VersioningConfiguration>`,
      };
    }
    case 'GetObject':
      return bucket.hasCanary
        ? { status: 206, body: 'c' }
        : { status: 404, code: 'NoSuchKey' };
    case 'PutObject':
      bucket.hasCanary = true;
      return { status: 200 };
    default:
      return { status: 403, code: 'AccessDenied' };
  }
}

function envelope(call: string, result: string): string {
  return `<${call}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${call}Result>${result}</${call}Result></${call}Response>`;
}
