import { compileAccessModel, IsolationProof } from '@corridors/policy-engine';
import type { Benchmark } from './support/benchmark';
import { BASE_CONTEXT, changeOf, corridorFleet } from './support/corridorFleet';
import { percentile } from './support/measure';

const SIZE = 10_000;
const CHANGES = 500;

let slowest = 0;
let rechecked = 0;

/**
 * One corridor of a fleet of 10,000 changes: its documents are compiled, and what the change can touch is proved again.
 * Corridors all over the fleet change in turn, each to a sabotaged one and back, in all ways of sabotage.
 */
const benchmark: Benchmark = {
  name: 'recheck',
  unit: 'ms (p99)',
  goal: { atMost: 10 },
  runs: 5,
  warmUps: 2,
  prepare() {
    const { model, territories, permissions } = corridorFleet(SIZE, 0.005);
    const proof = new IsolationProof(compileAccessModel(model), {
      territories,
      permissions,
      context: BASE_CONTEXT,
    });
    let turn = 0;
    return () => {
      // What proving the whole fleet left behind is not a change's doing.
      globalThis.gc?.();
      const milliseconds: number[] = [];
      for (let i = 0; i < CHANGES; i++) {
        const number = (Math.floor(i / 2) * 7919 + turn) % SIZE;
        const change = changeOf(number, i % 2 === 0 ? i / 2 : undefined);
        const start = process.hrtime.bigint();
        proof.recheck(change);
        milliseconds.push(Number(process.hrtime.bigint() - start) / 1e6);
      }
      turn++;
      rechecked += CHANGES;
      slowest = Math.max(slowest, ...milliseconds);
      return percentile(milliseconds, 0.99);
    };
  },
  details: () => ({
    corridors: SIZE,
    rechecked,
    slowestMs: Math.round(slowest),
  }),
};

export default benchmark;
