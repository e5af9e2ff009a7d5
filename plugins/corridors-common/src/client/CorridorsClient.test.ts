import { ResponseError } from '@backstage/errors';
import { CorridorsClient } from './CorridorsClient';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

const BASE_URL = 'http://portal.example/api/corridors';

function clientAnswering(answer: Response) {
  const calls: Request[] = [];
  const client = new CorridorsClient({
    discoveryApi: { getBaseUrl: async () => BASE_URL },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push(new Request(input, init));
        return answer;
      },
    },
  });
  return { client, calls };
}

describe('CorridorsClient', () => {
  it('sends filters as query parameters and the token as a bearer', async () => {
    const { client, calls } = clientAnswering(
      Response.json({
        items: [],
        sources: [],
        totals: { corridors: 0, needAttention: 0, byState: {} },
      }),
    );
    await client.listCorridors(
      { environment: 'single1', state: ['broken', 'invalid'] },
      { token: 'abc' },
    );
    expect(calls[0]?.url).toBe(
      `${BASE_URL}/v1/corridors?environment=single1&state=broken&state=invalid`,
    );
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer abc');
  });

  it('escapes names in paths', async () => {
    const { client, calls } = clientAnswering(Response.json({ items: [] }));
    await client.getConnection('../requests');
    expect(calls[0]?.url).toBe(
      `${BASE_URL}/v1/corridors/..%2Frequests/connection`,
    );
  });

  it('sends a body as JSON with its method', async () => {
    const { client, calls } = clientAnswering(
      Response.json({ ok: true, problems: [] }),
    );
    await client.preflight({
      spec: { metadata: { name: 'gha1' } },
      stage: 'name',
    });
    expect(calls[0]?.method).toBe('POST');
    await expect(calls[0]?.json()).resolves.toEqual({
      spec: { metadata: { name: 'gha1' } },
      stage: 'name',
    });
  });

  it('throws the refusal of the backend', async () => {
    const { client } = clientAnswering(
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'Not yours' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    const failure = await client.getCorridor('gha1').catch(error => error);
    expect(failure).toBeInstanceOf(ResponseError);
    expect(failure.statusCode).toBe(403);
  });

  it('refuses an answer of another shape and names the field', async () => {
    const { client } = clientAnswering(Response.json({ items: [{ id: 7 }] }));
    const failure = await client.listRequests().catch(error => error);
    expect(failure).toBeInstanceOf(UnexpectedAnswerError);
    expect(failure.message).toContain('items.0.id');
  });
});
