import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CredentialCache } from './CredentialCache';
import type { InstanceCredentials } from './instanceRoleCredentials';
import { MetadataTokens } from './MetadataTokens';

/**
 * Settings of the instance metadata service.
 *
 * @public
 */
export interface InstanceMetadataOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Name of the instance's role, without its path. */
  readonly roleName: string;
  /** Gets credentials of that role; asked again shortly before they expire. */
  readonly credentialsFor: () => Promise<InstanceCredentials>;
  /** Default: `i-0123456789abcdef0`. */
  readonly instanceId?: string;
  /** Default: `eu-west-3`. */
  readonly region?: string;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running metadata service.
 *
 * @public
 */
export interface RunningInstanceMetadata {
  /** `http://localhost:<port>`, for `AWS_EC2_METADATA_SERVICE_ENDPOINT`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TOKEN_PATH = '/latest/api/token';
const ROOT = '/latest/meta-data/';
const ROLES = `${ROOT}iam/security-credentials/`;
const TTL_HEADER = 'x-aws-ec2-metadata-token-ttl-seconds';
const TOKEN_HEADER = 'x-aws-ec2-metadata-token';

const NOT_FOUND: Answer = { status: 404 };

const seconds = (time: Date) => time.toISOString().replace(/\.\d+/, '');

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Answers for one instance. */
class InstanceMetadata {
  private readonly tokens: MetadataTokens;
  private readonly cache: CredentialCache;

  constructor(private readonly options: InstanceMetadataOptions) {
    const clock = options.clock ?? (() => new Date());
    this.tokens = new MetadataTokens(clock);
    this.cache = new CredentialCache(options.credentialsFor, clock);
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === TOKEN_PATH) {
      return this.issueToken(request);
    }
    if (!this.tokens.isValid(header(request, TOKEN_HEADER))) {
      return { status: 401 };
    }
    if (request.method !== 'GET') {
      return { status: 405, headers: { allow: 'OPTIONS, GET' } };
    }
    return this.read(path);
  }

  private issueToken(request: IncomingMessage): Answer {
    if (request.method !== 'PUT') {
      return { status: 405, headers: { allow: 'OPTIONS, PUT' } };
    }
    if (header(request, 'x-forwarded-for') !== undefined) {
      // "PUT requests that contain an X-Forwarded-For header are rejected": a proxy must not pass tokens on.
      return { status: 403 };
    }
    const issued = this.tokens.issue(header(request, TTL_HEADER));
    return issued
      ? {
          status: 200,
          body: issued.token,
          headers: { [TTL_HEADER]: String(issued.seconds) },
        }
      : { status: 400 };
  }

  private async read(path: string): Promise<Answer> {
    const {
      roleName,
      instanceId = 'i-0123456789abcdef0',
      region = 'eu-west-3',
    } = this.options;
    switch (path) {
      case ROOT:
      case ROOT.slice(0, -1):
        return { status: 200, body: 'iam/\ninstance-id\nplacement/' };
      case `${ROOT}instance-id`:
        return { status: 200, body: instanceId };
      case `${ROOT}placement/region`:
        return { status: 200, body: region };
      case ROLES:
      case ROLES.slice(0, -1):
        return { status: 200, body: roleName };
      case `${ROLES}${roleName}`:
        return this.readCredentials();
      default:
        return NOT_FOUND;
    }
  }

  private async readCredentials(): Promise<Answer> {
    const { credentials, updatedAt } = await this.cache.get();
    return {
      status: 200,
      body: JSON.stringify(
        {
          Code: 'Success',
          LastUpdated: seconds(updatedAt),
          Type: 'AWS-HMAC',
          AccessKeyId: credentials.accessKeyId,
          SecretAccessKey: credentials.secretAccessKey,
          Token: credentials.sessionToken,
          Expiration: seconds(credentials.expiration),
        },
        undefined,
        2,
      ),
    };
  }
}

/**
 * Starts an instance metadata service on loopback, as the nodes of a cluster see theirs: version 2 only, so that a
 * request without a token is refused with 401 ("Use the Instance Metadata Service to access instance metadata"). What
 * it cannot copy is the hop limit: everything here is one hop away.
 *
 * @public
 */
export async function startInstanceMetadata(
  options: InstanceMetadataOptions,
): Promise<RunningInstanceMetadata> {
  const log = options.log ?? (() => {});
  const metadata = new InstanceMetadata(options);
  const respond = (
    response: ServerResponse,
    { status, body, headers }: Answer,
  ) => {
    response.writeHead(status, {
      'content-type': 'text/plain',
      server: 'EC2ws',
      ...headers,
    });
    response.end(body);
  };
  const server = createServer((request, response) => {
    request.resume();
    metadata
      .answer(request)
      .catch((error: unknown): Answer => {
        log(
          `Instance metadata: no credentials of ${options.roleName}: ${String(
            error,
          )}`,
        );
        return { status: 500 };
      })
      .then(answer => respond(response, answer))
      .catch(() => response.destroy());
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      resolve(
        typeof address === 'object' && address !== null
          ? address.port
          : options.port,
      );
    });
  });
  return {
    url: `http://localhost:${port}`,
    port,
    async close() {
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}
