import { compilePolicy } from '@corridors/policy-engine';
import type { Benchmark } from './support/benchmark';
import { corridorDocuments } from './support/corridorDocuments';

const CORRIDORS = 10_000;

/** The five documents of each corridor, as parsed from the repository: identity, trust and three bucket policies. */
const benchmark: Benchmark = {
  name: 'compile',
  unit: 'µs/document',
  goal: { atMost: 10 },
  prepare() {
    const corridors = Array.from({ length: CORRIDORS }, (_, i) =>
      corridorDocuments(i),
    );
    return () => {
      const start = process.hrtime.bigint();
      const compiled = corridors.flatMap(
        ({ name, identity, trust, buckets }) => [
          compilePolicy(identity, { kind: 'identity', name }),
          compilePolicy(trust, { kind: 'trust', name }),
          ...buckets.map(bucket =>
            compilePolicy(bucket.policy, {
              kind: 'resource',
              name: bucket.name,
            }),
          ),
        ],
      );
      const microseconds = Number(process.hrtime.bigint() - start) / 1e3;
      return microseconds / compiled.length;
    };
  },
  details: () => ({ documents: CORRIDORS * 5 }),
};

export default benchmark;
