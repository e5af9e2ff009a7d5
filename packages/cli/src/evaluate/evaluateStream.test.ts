import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { document, request } from '../__fixtures__/lines';
import { evaluateStream } from './evaluateStream';

const line = (id: number) =>
  `${JSON.stringify({
    id,
    request: request({ resource: `arn:aws:s3:::gha1-raw/${id}` }),
    policies: { identity: [document()] },
  })}\n`;

async function* chunksOf(...texts: string[]): AsyncIterable<Buffer> {
  for (const one of texts) {
    yield Buffer.from(one);
  }
}

async function answersTo(input: AsyncIterable<Buffer>) {
  const output = new PassThrough();
  const answered = text(output);
  await evaluateStream(input, output);
  output.end();
  return (await answered)
    .split('\n')
    .slice(0, -1)
    .map(answer => JSON.parse(answer));
}

describe('evaluateStream', () => {
  it('answers nothing to nothing', async () => {
    expect(await answersTo(chunksOf())).toEqual([]);
  });

  it('answers each line in order, also those that it does not understand', async () => {
    const input = chunksOf(line(1), 'nonsense\n\n', line(2).trimEnd());
    expect(await answersTo(input)).toMatchObject([
      { id: 1, verdict: 'allow' },
      { id: null, error: { code: 'invalid-json' } },
      { id: null, error: { code: 'empty-line' } },
      { id: 2, verdict: 'allow' },
    ]);
  });

  it('answers what has come before more comes', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const done = evaluateStream(input, output);
    for (const id of [1, 2]) {
      input.write(line(id));
      const [answer] = await new Promise<Buffer[]>(resolve => {
        output.once('data', (...data: Buffer[]) => resolve(data));
      });
      expect(JSON.parse(String(answer))).toMatchObject({ id });
    }
    input.end();
    await done;
  });

  it('takes no more input than a slow reader lets it answer', async () => {
    let taken = 0;
    let last = 0;
    async function* endless(): AsyncIterable<Buffer> {
      for (let id = 0; id < 2_000; id++) {
        taken = id;
        yield Buffer.from(line(id));
      }
    }
    let widest = 0;
    const output = new Writable({
      highWaterMark: 1,
      write(chunk, _, done) {
        last = JSON.parse(String(chunk)).id;
        widest = Math.max(widest, taken - last);
        setImmediate(done);
      },
    });
    await evaluateStream(endless(), output);
    expect(last).toBe(1_999);
    expect(widest).toBeLessThanOrEqual(1);
  });

  it('ends with the error of its reader', async () => {
    const output = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('closed'), { code: 'EPIPE' }));
      },
    });
    await expect(
      evaluateStream(chunksOf(line(1), line(2)), output),
    ).rejects.toThrow('closed');
  });
});
