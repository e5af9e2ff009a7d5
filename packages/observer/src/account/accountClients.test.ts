import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { createAccountClients } from './accountClients';

/** The host that S3 Control is asked at, instead of asking it. */
async function hostAsked(s3Control: string | undefined): Promise<string> {
  const { s3Control: client, destroy } = createAccountClients(
    { region: 'eu-west-3', s3Control },
    async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' }),
  );
  let host = '';
  client.middlewareStack.add(
    () => async args => {
      const { request } = args;
      if (
        typeof request === 'object' &&
        request !== null &&
        'headers' in request &&
        typeof request.headers === 'object' &&
        request.headers !== null &&
        'host' in request.headers
      ) {
        host = String(request.headers.host);
      }
      throw new Error('not sent');
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  try {
    await expect(
      client.send(
        new GetPublicAccessBlockCommand({ AccountId: '111122223333' }),
      ),
    ).rejects.toThrow('not sent');
    return host;
  } finally {
    destroy();
  }
}

describe('createAccountClients', () => {
  it.each([
    [undefined, '111122223333.s3-control.eu-west-3.amazonaws.com'],
    [
      'https://control.vpce-1.s3.eu-west-3.vpce.amazonaws.com',
      '111122223333.control.vpce-1.s3.eu-west-3.vpce.amazonaws.com',
    ],
    ['https://localhost:8182', 'localhost:8182'],
    ['http://127.0.0.1:5000', '127.0.0.1:5000'],
    ['http://[::1]:5000', '[::1]:5000'],
  ])('asks S3 Control of %s at %s', async (endpoint, host) => {
    expect(await hostAsked(endpoint)).toBe(host);
  });
});
