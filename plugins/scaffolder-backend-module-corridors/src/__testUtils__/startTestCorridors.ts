import { createHash } from 'crypto';
import { once } from 'events';
import { createServer, type IncomingMessage } from 'http';
import {
  type CorridorRequest,
  type PredictedAccess,
  preflightBodySchema,
  pullRequestBodySchema,
  releaseBodySchema,
  type RequestBody,
  requestBodySchema,
} from '@corridors/plugin-corridors-common';
import { z } from 'zod';

const corridorSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ environment: z.string(), owner: z.string() }),
});

/** A failure that the next request meets. */
interface Fault {
  readonly path: RegExp;
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: unknown;
}

/** What the corridors plugin would keep. */
export interface TestCorridors {
  readonly url: string;
  /** Rendered files, relative to the corridor's folder; change them to make the digest change. */
  readonly files: Record<string, string>;
  readonly removed: string[];
  readonly requests: CorridorRequest[];
  readonly sent: readonly SentRequest[];
  problems: object[];
  /** What the change would come to, in preflights and reservations. */
  prediction: PredictedAccess;
  fail(fault: Fault): void;
  close(): Promise<void>;
}

const PREDICTION: PredictedAccess = {
  corridor: 'gha1',
  identities: [
    {
      kind: 'corridor',
      id: 'corridor:gha1',
      corridor: 'gha1',
      environment: 'single1',
      accountId: '111122223333',
      roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
      namespace: 'gha1',
      serviceAccount: 'gha1',
    },
  ],
  resources: [
    {
      kind: 'bucket',
      id: 'bucket:gha1-primary',
      name: 'gha1-primary',
      accountId: '111122223333',
      region: 'eu-west-3',
      owner: { kind: 'corridor', corridor: 'gha1' },
      environment: 'single1',
    },
  ],
  pairs: [
    {
      identity: 'corridor:gha1',
      resource: 'bucket:gha1-primary',
      intended: ['list', 'read', 'write', 'delete'],
      declared: ['list', 'read', 'write', 'delete'],
      conditional: [],
    },
  ],
  deniedCells: 42,
  findings: [],
  standingWeaknesses: [],
  notUnderstood: [],
  notCovered: ['S3 access points'],
  baseContext: { 'aws:SecureTransport': 'true' },
};

const NAMES = {
  namespace: 'gha1',
  serviceAccount: 'gha1',
  roleName: 'single1_gha1',
  roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
  policyName: 'single1_gha1',
  policyArn: 'arn:aws:iam::111122223333:policy/corridors/single1_gha1',
  bucketPrefix: 'gha1-',
  buckets: [
    {
      bucket: 'primary',
      name: 'gha1-primary',
      arn: 'arn:aws:s3:::gha1-primary',
    },
  ],
};

/** The HTTP API of the corridors plugin, as far as the actions use it: reservations are kept, one open a corridor. */
export async function startTestCorridors(
  repoUrl: () => string,
): Promise<TestCorridors> {
  const faults: Fault[] = [];
  const sent: SentRequest[] = [];
  const state = {
    url: '',
    files: {
      'corridor.yaml': 'kind: Corridor\nmetadata:\n  name: gha1\n',
      'kubernetes/namespace.yaml': 'kind: Namespace\nmetadata:\n  name: gha1\n',
    } as Record<string, string>,
    removed: [] as string[],
    requests: [] as CorridorRequest[],
    problems: [] as object[],
    prediction: PREDICTION,
  };
  const digest = () =>
    `sha256:${createHash('sha256')
      .update(JSON.stringify(state.files))
      .digest('hex')}`;
  const listFiles = () =>
    Object.entries(state.files).map(([path, content]) => ({ path, content }));
  const refuse = (status: number, name: string, message: string) => ({
    status,
    body: {
      error: { name, message },
      request: {},
      response: { statusCode: status },
    },
  });

  function reserve(body: RequestBody) {
    const { metadata, spec } = corridorSchema.parse(body.spec);
    const { name } = metadata;
    const open = state.requests.find(
      request =>
        request.corridor === name &&
        ['reserved', 'open'].includes(request.state),
    );
    if (open) {
      return refuse(
        409,
        'ConflictError',
        `A request for "${name}" is open already: ${open.id}`,
      );
    }
    if (body.filesDigest !== digest()) {
      return refuse(
        409,
        'ConflictError',
        'filesDigest is not the digest of the files',
      );
    }
    const at = '2027-01-02T03:04:05Z';
    const request: CorridorRequest = {
      id: `request-${state.requests.length + 1}`,
      corridor: name,
      environment: spec.environment,
      kind: 'create',
      state: 'reserved',
      requestedBy: 'user:default/ada',
      owner: spec.owner,
      createdAt: at,
      updatedAt: at,
      waitingFor: 'the pull request',
      filesDigest: digest(),
      timeline: [],
    };
    state.requests.push(request);
    return {
      status: 201,
      body: {
        ...request,
        files: listFiles(),
        remove: state.removed,
        repoUrl: repoUrl(),
        branch: `corridors/${name}`,
        target: { branch: 'main', folder: `corridors/${name}` },
        prediction: state.prediction,
        warnings: [],
      },
    };
  }

  function answer(method: string, path: string, body: unknown) {
    if (method === 'POST' && path === '/v1/preflight') {
      preflightBodySchema.parse(body);
      const hasErrors = state.problems.some(
        problem => 'severity' in problem && problem.severity === 'error',
      );
      return {
        status: 200,
        body: hasErrors
          ? { ok: false, problems: state.problems, names: NAMES }
          : {
              ok: true,
              problems: state.problems,
              names: NAMES,
              files: listFiles(),
              filesDigest: digest(),
              prediction: state.prediction,
            },
      };
    }
    if (method === 'POST' && path === '/v1/requests') {
      return reserve(requestBodySchema.parse(body));
    }
    const [, id, part] = /^\/v1\/requests\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const at = state.requests.findIndex(request => request.id === id);
    const request = state.requests[at];
    if (!request) {
      return refuse(404, 'NotFoundError', `There is no request ${id}`);
    }
    if (method === 'PUT' && part === 'pull-request') {
      state.requests[at] = {
        ...request,
        state: 'open',
        pullRequest: {
          ...pullRequestBodySchema.parse(body),
          branch: 'corridors/gha1',
          state: 'open',
          checkedAt: request.createdAt,
        },
      };
    } else if (method === 'POST' && part === 'release') {
      state.requests[at] = {
        ...request,
        state: 'failed',
        error: releaseBodySchema.parse(body).reason,
      };
    }
    return { status: 200, body: state.requests[at] };
  }

  const server = createServer((request, response) => {
    const serve = async () => {
      const path = (request.url ?? '').replace('/api/corridors', '');
      const method = request.method ?? 'GET';
      const body = await readBody(request);
      sent.push({
        method,
        path,
        authorization: request.headers.authorization ?? '',
        body,
      });
      const fault = faults.findIndex(candidate => candidate.path.test(path));
      const [failing] = fault === -1 ? [] : faults.splice(fault, 1);
      const result = failing
        ? refuse(failing.status, failing.name, failing.message)
        : answer(method, path, body);
      response.writeHead(result.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(result.body));
    };
    serve().catch(error => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return Object.assign(state, {
    url: `http://localhost:${
      typeof address === 'object' ? address?.port : address
    }/api/corridors`,
    sent,
    fail: (fault: Fault) => faults.push(fault),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text ? JSON.parse(text) : undefined;
}
