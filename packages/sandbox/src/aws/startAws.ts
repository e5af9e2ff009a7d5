import { createServer as createHttpServer } from 'node:http';
import type {
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AwsContext } from './AwsContext';
import { Authorizer } from './authorization/Authorizer';
import { PolicyCompiler } from './authorization/PolicyCompiler';
import type { FixedKey } from './authentication/findCredentials';
import { handleRequest } from './handleRequest';
import { readRequest } from './http/readRequest';
import { AwsStore } from './state/AwsStore';
import { createJwksFetcher } from './sts/fetchJwks';
import type { FetchJwks } from './sts/fetchJwks';

/**
 * An AWS account of the sandbox.
 *
 * @public
 */
export interface SandboxAccount {
  /** 12 digits. */
  readonly accountId: string;
  /** Access key of the root user, with which the account is set up. */
  readonly rootAccessKey: FixedKey;
  /** Names of its EKS clusters, to which ServiceAccounts may be bound. Default: none. */
  readonly eksClusters?: readonly string[];
}

/**
 * Settings of the AWS endpoint.
 *
 * @public
 */
export interface AwsOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Certificate and key of the server. Without them it speaks plain HTTP, and `aws:SecureTransport` is false. */
  readonly tls?: { readonly certPem: string; readonly keyPem: string };
  readonly accounts: readonly SandboxAccount[];
  /**
   * Access keys of AWS's own services, by service principal (`ec2.amazonaws.com`), with which a service assumes the
   * roles that trust it.
   */
  readonly serviceAccessKeys?: Readonly<Record<string, FixedKey>>;
  /** Folder of `aws.json`. */
  readonly stateDir: string;
  /** Region of unsigned requests. Default: `eu-west-3`. */
  readonly region?: string;
  /** Names below which `<bucket>.<name>` is a bucket's own host. Default: `s3.localhost`. */
  readonly virtualHosts?: readonly string[];
  readonly clock?: () => Date;
  /** Reads the keys of an OpenID Connect issuer. Default: over its discovery document, trusting the usual authorities. */
  readonly fetchJwks?: FetchJwks;
  /** Hears of requests and of faults of the sandbox itself. */
  readonly log?: (message: string) => void;
}

/**
 * A running AWS endpoint: S3, S3 Control, STS, IAM and EKS behind one address.
 *
 * @public
 */
export interface RunningAws {
  /** `https://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Forgets all roles, buckets and sessions of all accounts. Root keys stay. */
  reset(): Promise<void>;
  /** Stops serving, and writes what is not yet on disk. */
  close(): Promise<void>;
}

const isWaiting = (incoming: IncomingMessage) =>
  incoming.headers.expect !== undefined && !incoming.complete;

async function respond(
  context: AwsContext,
  incoming: IncomingMessage,
  response: ServerResponse,
  at: Date,
  log: (message: string) => void,
): Promise<void> {
  const request = readRequest(incoming, response, at);
  const answer = await handleRequest(context, request, log);
  log(`${request.method} ${request.path} ${answer.status}`);
  const body = answer.body ?? '';
  const hasBody = answer.status !== 204 && answer.status !== 304;
  response.writeHead(answer.status, {
    server: 'AmazonS3',
    date: at.toUTCString(),
    'x-amz-request-id': request.id,
    'x-amzn-requestid': request.id,
    ...(hasBody && request.method !== 'HEAD'
      ? { 'content-length': String(Buffer.byteLength(body)) }
      : {}),
    ...answer.headers,
    // Whether a client that was not told to continue sends its body all the same, nobody knows: the next request on this
    // connection could not be told from it.
    ...(isWaiting(incoming) ? { connection: 'close' } : {}),
  });
  response.end(hasBody && request.method !== 'HEAD' ? body : undefined);
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(
        typeof address === 'object' && address !== null ? address.port : port,
      );
    });
  });

/**
 * Starts the AWS endpoint on loopback. It speaks S3 (REST, path and virtual-host style), STS and IAM (query protocol),
 * the public access block of S3 Control and the pod identity associations of EKS, for several accounts at once, checks the Signature Version 4 of every request and authorizes every call by the
 * policies that it was given.
 *
 * Objects are kept in memory and in one file: it is made for the little that a sandbox holds.
 *
 * @public
 */
export async function startAws(options: AwsOptions): Promise<RunningAws> {
  const { tls, clock = () => new Date(), log = () => {} } = options;
  const store = await AwsStore.open({
    stateDir: options.stateDir,
    accountIds: options.accounts.map(account => account.accountId),
  });
  const compiler = new PolicyCompiler();
  const context: AwsContext = {
    store,
    compiler,
    authorizer: new Authorizer(() => store.state, compiler),
    fixedKeys: {
      roots: new Map(
        options.accounts.map(each => [each.accountId, each.rootAccessKey]),
      ),
      services: new Map(Object.entries(options.serviceAccessKeys ?? {})),
    },
    eksClusters: new Map(
      options.accounts.map(each => [each.accountId, each.eksClusters ?? []]),
    ),
    fetchJwks: options.fetchJwks ?? createJwksFetcher({}),
    region: options.region ?? 'eu-west-3',
    virtualHosts: options.virtualHosts ?? ['s3.localhost'],
  };
  const listener: RequestListener = (incoming, response) => {
    respond(context, incoming, response, clock(), log).catch(error => {
      log(`AWS sandbox: ${String(error)}`);
      response.destroy();
    });
  };
  const server = tls
    ? createHttpsServer({ cert: tls.certPem, key: tls.keyPem }, listener)
    : createHttpServer(listener);
  server.on('checkContinue', listener);
  const port = await listen(server, options.port);
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${port}`,
    port,
    reset: () => store.reset(),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
      });
      await store.flush();
    },
  };
}
