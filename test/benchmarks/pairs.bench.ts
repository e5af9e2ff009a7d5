import { compileAccessModel, findReachedCells } from '@corridors/policy-engine';
import type { Benchmark } from './support/benchmark';
import { BASE_CONTEXT, corridorFleet } from './support/corridorFleet';

const SIZE = 500;
const OPERATIONS = [
  's3:ListBucket',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
];

const counts = { allow: 0, conditional: 0, deny: 0, 'not-understood': 0 };

/**
 * 500 roles × 500 buckets × list, read, write and delete, a twentieth of the corridors sabotaged: every cell that is not
 * denied, found through the index.
 */
const benchmark: Benchmark = {
  name: 'pairs',
  unit: 'ms',
  goal: { atMost: 50 },
  runs: 9,
  warmUps: 3,
  prepare() {
    const model = compileAccessModel(corridorFleet(SIZE, 0.05).model);
    const targets = [...model.buckets.values()]
      .filter(({ name }) => name.endsWith('-raw'))
      .flatMap(({ name, accountId }) => [
        { resource: `arn:aws:s3:::${name}`, accountId },
        { resource: `arn:aws:s3:::${name}/.corridors/canary`, accountId },
      ]);
    const principals = [...model.roles.keys()].map(arn => ({
      kind: 'role' as const,
      arn,
    }));
    return () => {
      counts.allow = 0;
      counts.conditional = 0;
      counts['not-understood'] = 0;
      const start = process.hrtime.bigint();
      for (const { answer } of findReachedCells(model, {
        targets,
        principals,
        actions: OPERATIONS,
        context: BASE_CONTEXT,
      })) {
        counts[answer.verdict]++;
      }
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
  },
  details: () => ({
    cells: SIZE * SIZE * OPERATIONS.length,
    allow: counts.allow,
    conditional: counts.conditional,
  }),
};

export default benchmark;
