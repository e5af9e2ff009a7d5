import { once } from 'events';
import { createServer, type IncomingMessage, type ServerResponse } from 'http';
import { answerTestGithub } from './answerTestGithub';
import { type TestFault, TestFaults } from './TestFaults';
import { TestRepository } from './TestRepository';

/**
 * A server that speaks as much of GitHub's REST API as forges need, for the repository `platform/corridors-gitops`.
 *
 * @public
 */
export interface TestGithub {
  /** Page of the repository. */
  readonly repoUrl: string;
  /** Entry for `integrations.github` in app-config, with the one token that is let in. */
  readonly integration: {
    readonly host: string;
    readonly apiBaseUrl: string;
    readonly token: string;
  };
  readonly repository: TestRepository;
  /** `METHOD /path` of every request, the path taken after the repository. */
  readonly requests: readonly string[];
  /** Lets the next matching requests fail. */
  fail(fault: TestFault): void;
  close(): Promise<void>;
}

const TOKEN = 'ghp_testTokenOfThePortal';
const PREFIX = '/api/v3/repos/platform/corridors-gitops';

/**
 * Starts on a free port of 127.0.0.1.
 *
 * @param files - what branch main holds
 * @public
 */
export async function startTestGithub(
  files: Readonly<Record<string, string>> = {},
): Promise<TestGithub> {
  const repository = new TestRepository(files);
  const faults = new TestFaults();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const serve = async () => {
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      const path = decodeURIComponent(url.pathname.slice(PREFIX.length));
      const method = request.method ?? 'GET';
      requests.push(`${method} ${path}`);
      const fault = faults.take(method, path);
      if (fault?.answer === 'hang') {
        return;
      }
      if (typeof fault?.answer === 'number') {
        send(
          response,
          fault.answer,
          fault.body ?? { message: fault.message ?? 'Injected fault' },
          fault.headers,
        );
        return;
      }
      const answer =
        request.headers.authorization === `token ${TOKEN}`
          ? answerTestGithub(
              repository,
              `http://${url.host}/platform/corridors-gitops`,
              {
                method,
                path,
                query: url.searchParams,
                body: await readBody(request),
              },
            )
          : { status: 401, body: { message: 'Bad credentials' } };
      if (fault) {
        request.socket.destroy();
        return;
      }
      send(response, answer.status, answer.body);
    };
    serve().catch(error => send(response, 500, { message: String(error) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `localhost:${
    typeof address === 'object' ? address?.port : address
  }`;
  return {
    repoUrl: `http://${host}/platform/corridors-gitops`,
    integration: { host, apiBaseUrl: `http://${host}/api/v3`, token: TOKEN },
    repository,
    requests,
    fail: fault => faults.add(fault),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text ? JSON.parse(text) : undefined;
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(JSON.stringify(body));
}
