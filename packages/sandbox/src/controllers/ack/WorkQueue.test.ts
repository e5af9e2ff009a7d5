import { WorkQueue } from './WorkQueue';
import type { WorkResult } from './WorkQueue';

const NEVER: WorkResult = { next: 'never', hasFailed: false };

let now = 0;
let queue: WorkQueue;

const clock = () => new Date(now);

async function until(isSo: () => boolean) {
  const deadline = Date.now() + 2000;
  while (!isSo()) {
    if (Date.now() > deadline) {
      throw new Error('It did not come to pass within 2 s');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}

beforeEach(() => {
  now = 1000;
});

afterEach(() => queue.stop());

it('comes back to a key when it is due, and not before', async () => {
  const done: string[] = [];
  queue = new WorkQueue(
    async key => {
      done.push(key);
      return { next: 500, hasFailed: false };
    },
    clock,
    1,
  );
  queue.add('a');
  await until(() => done.length === 1);
  now += 499;
  queue.add('b');
  await until(() => done.length === 2);
  expect(done).toEqual(['a', 'b']);
  now += 1;
  await until(() => done.length === 3);
  expect(done).toEqual(['a', 'b', 'a']);
});

it('works again on what came in while it was being worked on', async () => {
  let count = 0;
  let release = () => {};
  queue = new WorkQueue(
    async () => {
      count += 1;
      if (count === 1) {
        await new Promise<void>(resolve => {
          release = resolve;
        });
      }
      return NEVER;
    },
    clock,
    1,
  );
  queue.add('a');
  await until(() => count === 1);
  queue.add('a');
  release();
  await until(() => count === 2);
  expect(count).toBe(2);
});

it('counts the failures of a key until it succeeds', async () => {
  const seen: number[] = [];
  queue = new WorkQueue(
    async (_, failures) => {
      seen.push(failures);
      return { next: 1, hasFailed: seen.length < 3 };
    },
    clock,
    1,
  );
  queue.add('a');
  for (let round = 1; round <= 4; round += 1) {
    await until(() => seen.length === round);
    now += 1;
  }
  expect(seen).toEqual([0, 1, 2, 0]);
});

it('does nothing more once it is stopped, and waits for what it is doing', async () => {
  const events: string[] = [];
  let release = () => {};
  queue = new WorkQueue(
    async key => {
      events.push(`begin ${key}`);
      await new Promise<void>(resolve => {
        release = resolve;
      });
      events.push(`end ${key}`);
      return NEVER;
    },
    clock,
    1,
  );
  queue.add('a');
  queue.add('b');
  await until(() => events.length === 1);
  const stopped = queue.stop();
  release();
  await stopped;
  expect(events).toEqual(['begin a', 'end a']);
});

it('forgets a key', async () => {
  const done: string[] = [];
  queue = new WorkQueue(
    async key => {
      done.push(key);
      return { next: 1, hasFailed: false };
    },
    clock,
    1,
  );
  queue.add('a');
  await until(() => done.length === 1);
  queue.forget('a');
  now += 10;
  queue.add('b');
  await until(() => done.includes('b'));
  expect(done).toEqual(['a', 'b']);
});
