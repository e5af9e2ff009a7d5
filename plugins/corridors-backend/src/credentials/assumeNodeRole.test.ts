import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assumeNodeRole } from './assumeNodeRole';

const ROLE = 'arn:aws:iam::111122223333:role/single1_instance';

describe('assumeNodeRole', () => {
  let server: Server;
  let endpoint: string;
  let answer: { status: number; body: string };
  let asked: URLSearchParams;

  beforeEach(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        asked = new URLSearchParams(body);
        response
          .writeHead(answer.status, { 'content-type': 'text/xml' })
          .end(answer.body);
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const assume = () =>
    assumeNodeRole(
      ROLE,
      { region: 'eu-west-3', sts: endpoint },
      async () => ({ accessKeyId: 'key-id', secretAccessKey: 'key-secret' }),
      new AbortController().signal,
    );

  it('asks for the shortest session', async () => {
    answer = {
      status: 200,
      body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIANODE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>
        <Expiration>2026-11-23T16:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    };
    await expect(assume()).resolves.toEqual({
      accessKeyId: 'ASIANODE',
      secretAccessKey: 'secret',
      sessionToken: 'session',
      expiration: new Date('2026-11-23T16:00:00Z'),
    });
    expect(Object.fromEntries(asked)).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: ROLE,
      DurationSeconds: '900',
    });
  });

  it('says which role cannot be assumed and why, without the key', async () => {
    answer = {
      status: 403,
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform
        sts:AssumeRole</Message></Error></ErrorResponse>`,
    };
    const error = await assume().catch(failure => failure);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(
      /single1_instance cannot be assumed: not authorized/,
    );
    expect(error.message).not.toContain('key-secret');
  });
});
