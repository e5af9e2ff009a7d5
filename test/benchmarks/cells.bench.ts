import {
  compilePolicy,
  decide,
  type Decision,
  prepareCaller,
  prepareTarget,
} from '@corridors/policy-engine';
import type { Benchmark } from './support/benchmark';
import {
  ACCOUNT,
  BOUNDARY,
  corridorDocuments,
  SERVICE_CONTROL_POLICY,
} from './support/corridorDocuments';

const CORRIDORS = 200;

const OPERATIONS = [
  { action: 's3:ListBucket', key: '' },
  { action: 's3:GetObject', key: '/.corridors/canary' },
  { action: 's3:PutObject', key: '/.corridors/canary' },
  { action: 's3:DeleteObject', key: '/.corridors/canary' },
  { action: 's3:PutBucketPolicy', key: '' },
];

const counts: Record<Decision['verdict'], number> = {
  allow: 0,
  deny: 0,
  conditional: 0,
};
let cells = 0;

/**
 * Every role × every bucket × every operation, each decided on its own: no index, no memory of earlier answers.
 * Half of the roles have a permissions boundary, a third are under a service control policy.
 */
const benchmark: Benchmark = {
  name: 'cells',
  unit: 'cells/s',
  goal: { atLeast: 2_000_000 },
  runs: 9,
  warmUps: 2,
  prepare() {
    const corridors = Array.from({ length: CORRIDORS }, (_, i) =>
      corridorDocuments(i),
    );
    const boundary = [
      compilePolicy(BOUNDARY, { kind: 'boundary', name: 'boundary' }),
    ];
    const scp = [
      [compilePolicy(SERVICE_CONTROL_POLICY, { kind: 'scp', name: 'root' })],
    ];
    const callers = corridors.map(({ name, roleArn, identity }, i) =>
      prepareCaller(
        { kind: 'role', arn: roleArn },
        {
          identity: [compilePolicy(identity, { kind: 'identity', name })],
          ...(i % 2 === 0 && { boundary }),
          ...(i % 3 === 0 && { scp }),
        },
        { 'aws:SecureTransport': 'true' },
        { contextComplete: false },
      ),
    );
    const buckets = corridors.flatMap(corridor => corridor.buckets);
    const targets = buckets.map(({ name, policy }) => {
      const compiled = compilePolicy(policy, { kind: 'resource', name });
      return OPERATIONS.map(({ action, key }) => ({
        action,
        target: prepareTarget(`arn:aws:s3:::${name}${key}`, ACCOUNT, compiled),
      }));
    });
    return () => {
      counts.allow = 0;
      counts.deny = 0;
      counts.conditional = 0;
      cells = 0;
      const start = process.hrtime.bigint();
      for (const caller of callers) {
        for (const operations of targets) {
          for (const { action, target } of operations) {
            counts[decide(caller, action, target).verdict]++;
            cells++;
          }
        }
      }
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      return cells / seconds;
    };
  },
  details: () => ({ corridors: CORRIDORS, cells, ...counts }),
};

export default benchmark;
