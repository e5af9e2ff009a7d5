import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMetadataCredentials } from './metadataCredentials';

const TOKEN = 'metadata-token';
const SECRET = 'secret-of-the-node';
const FOLDER = '/latest/meta-data/iam/security-credentials/';

const credentials = {
  Code: 'Success',
  AccessKeyId: 'ASIANODE',
  SecretAccessKey: SECRET,
  Token: 'session',
  Expiration: '2026-11-23T16:00:00Z',
};

describe('readMetadataCredentials', () => {
  let server: Server;
  let url: string;
  let answers: Record<string, string | undefined>;

  beforeEach(async () => {
    answers = {
      [FOLDER]: 'single1_instance',
      [`${FOLDER}single1_instance`]: JSON.stringify(credentials),
    };
    server = createServer((request, response) => {
      if (request.url === '/latest/api/token') {
        const good =
          request.method === 'PUT' &&
          request.headers['x-aws-ec2-metadata-token-ttl-seconds'];
        response.writeHead(good ? 200 : 400).end(TOKEN);
        return;
      }
      if (request.headers['x-aws-ec2-metadata-token'] !== TOKEN) {
        response.writeHead(401).end();
        return;
      }
      const answer = answers[request.url ?? ''];
      response.writeHead(answer === undefined ? 404 : 200).end(answer);
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const read = (signal = new AbortController().signal) =>
    readMetadataCredentials(url, signal);

  it('asks for a token, the role and its credentials', async () => {
    await expect(read()).resolves.toEqual({
      accessKeyId: 'ASIANODE',
      secretAccessKey: SECRET,
      sessionToken: 'session',
      expiration: new Date('2026-11-23T16:00:00Z'),
    });
  });

  it.each<[string, () => void, string]>([
    [
      'no instance profile',
      () => {
        answers[FOLDER] = undefined;
      },
      'answered 404',
    ],
    [
      'an empty list of roles',
      () => {
        answers[FOLDER] = '';
      },
      'names no role',
    ],
    [
      'credentials that failed',
      () => {
        answers[`${FOLDER}single1_instance`] = JSON.stringify({
          ...credentials,
          Code: 'Failed',
        });
      },
      'did not answer with credentials',
    ],
    [
      'no JSON',
      () => {
        answers[`${FOLDER}single1_instance`] = '<html>';
      },
      'did not answer with credentials',
    ],
  ])(
    'says what is wrong with %s, and no secret',
    async (_what, prepare, message) => {
      prepare();
      const error = await read().catch(failure => failure);
      expect(error.message).toContain(message);
      expect(error.message).not.toContain(SECRET);
      expect(error.message).not.toContain(TOKEN);
    },
  );

  it('says that nobody answers', async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
    await expect(read()).rejects.toThrow(/does not answer: ECONNREFUSED/);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    await expect(read(controller.signal)).rejects.toThrow('cancelled');
  });
});
