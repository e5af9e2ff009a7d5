import { Readable } from 'node:stream';
import type { Benchmark } from './support/benchmark';
import { corridorDocuments } from './support/corridorDocuments';
import { corridorsCommand } from './support/corridorsCommand';

const LINES = 100_000;
const FACTOR = 4;

let fewMiB = 0;
let manyMiB = 0;

/**
 * Lines that `corridors evaluate` answers in a second, each with an identity and a bucket policy of its own, from the start
 * of the process. Its memory must not grow with the number of lines.
 */
const benchmark: Benchmark = {
  name: 'evaluate',
  unit: 'lines/s',
  runs: 3,
  async prepare() {
    fewMiB = (await evaluate(LINES)).peakMemoryMiB;
    return async () => {
      const { seconds, peakMemoryMiB } = await evaluate(LINES * FACTOR);
      manyMiB = Math.max(manyMiB, peakMemoryMiB);
      return (LINES * FACTOR) / seconds;
    };
  },
  details: () => ({
    lines: LINES * FACTOR,
    peakMemoryMiB: manyMiB,
    peakMemoryMiBOfAQuarter: fewMiB,
  }),
};

async function evaluate(lines: number) {
  const figures = await corridorsCommand(
    ['evaluate'],
    Readable.from(input(lines)),
  );
  if (JSON.parse(figures.lastLine).id !== lines - 1) {
    throw new Error('corridors evaluate did not answer every line');
  }
  return figures;
}

function* input(lines: number): Iterable<string> {
  const batch = 1_000;
  for (let start = 0; start < lines; start += batch) {
    let text = '';
    for (let id = start; id < Math.min(start + batch, lines); id++) {
      text += `${lineOf(id)}\n`;
    }
    yield text;
  }
}

function lineOf(id: number): string {
  const { roleArn, identity, buckets } = corridorDocuments(id % 100);
  const [bucket] = buckets;
  return JSON.stringify({
    id,
    request: {
      principal: roleArn,
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${bucket?.name}/part-${id}`,
      context: { 'aws:SecureTransport': 'true' },
    },
    policies: { identity: [identity], resource: bucket?.policy },
  });
}

export default benchmark;
