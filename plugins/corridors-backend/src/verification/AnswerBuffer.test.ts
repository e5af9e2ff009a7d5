import type { CellAnswer } from '@corridors/model';
import { waitUntil } from '../__testUtils__/waitUntil';
import { AnswerBuffer } from './AnswerBuffer';

const answer = (cell: string): CellAnswer => ({
  cell,
  view: 'observed',
  covered: true,
  verdict: 'deny',
  evidence: [],
});

describe('AnswerBuffer', () => {
  it('stores a full batch at once and the rest on demand', async () => {
    const batches: number[] = [];
    const buffer = new AnswerBuffer(async batch => {
      batches.push(batch.length);
    });
    for (let index = 0; index < 250; index++) {
      await buffer.add(answer(String(index)));
    }
    expect(batches).toEqual([200]);
    await buffer.flush();
    expect(batches).toEqual([200, 50]);
  });

  it('stores what there is when no further answer comes', async () => {
    const stored: string[] = [];
    const buffer = new AnswerBuffer(async batch => {
      stored.push(...batch.map(({ cell }) => cell));
    });
    await buffer.add(answer('a'));
    await buffer.add(answer('b'));
    await waitUntil(async () => (stored.length > 0 ? true : undefined));
    expect(stored).toEqual(['a', 'b']);
  });

  it('never writes two batches at a time', async () => {
    let writing = 0;
    const buffer = new AnswerBuffer(async () => {
      writing += 1;
      expect(writing).toBe(1);
      await Promise.resolve();
      writing -= 1;
    });
    await buffer.add(answer('a'));
    await Promise.all([buffer.flush(), buffer.flush(), buffer.flush()]);
  });

  it('fails the next call when a batch could not be stored', async () => {
    const buffer = new AnswerBuffer(async () => {
      throw new Error('disk full');
    });
    await buffer.add(answer('a'));
    await expect(buffer.flush()).rejects.toThrow('disk full');
    await expect(buffer.add(answer('b'))).rejects.toThrow('disk full');
  });
});
