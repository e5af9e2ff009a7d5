import { AsyncQueue } from './AsyncQueue';

async function readAll<T>(queue: AsyncQueue<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of queue) {
    items.push(item);
  }
  return items;
}

describe('AsyncQueue', () => {
  it('hands on items pushed before and while it is read', async () => {
    const queue = new AsyncQueue<number>();
    queue.push(1);
    const reading = readAll(queue);
    await new Promise(resolve => setImmediate(resolve));
    queue.push(2);
    queue.push(3);
    queue.end();
    expect(await reading).toEqual([1, 2, 3]);
  });

  it('fails after the items that came before', async () => {
    const queue = new AsyncQueue<number>();
    queue.push(1);
    queue.fail(new Error('broken'));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of queue) {
        seen.push(item);
      }
    })();
    await expect(reading).rejects.toThrow('broken');
    expect(seen).toEqual([1]);
  });
});
