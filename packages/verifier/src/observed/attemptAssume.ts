import type { RoleResource } from '@corridors/model';
import { nameAnswer } from '../aws/answer';
import { classify, type Classification } from '../classify/classify';
import type { ProbeAnswer } from '../probes/probe';
import {
  probeAssumeRole,
  probeAssumeRoleWithToken,
  type RoleProbe,
} from '../probes/probeAssume';
import type { Attempt } from './attempt';
import type { AttemptTools } from './attemptBucket';
import type { Row } from './row';

/**
 * Tries to assume a role by every direct way that a row has: from its own role, and with its own token. One way that
 * leads there is an allow; a deny needs all ways to be denied.
 */
export async function attemptAssume(
  role: RoleResource,
  row: Extract<Row, { kind: 'ready' | 'refused' }>,
  { session, random, signal }: AttemptTools,
): Promise<Attempt> {
  const probe: RoleProbe = {
    clients: session.clients,
    roleArn: role.arn,
    sessionName: `corridors-probe-${random()}`,
    signal,
  };
  const answers: ProbeAnswer[] = [];
  if (row.kind === 'ready' && row.signer !== 'unsigned') {
    answers.push(await probeAssumeRole(probe, row.signer));
  }
  if (row.token !== undefined) {
    answers.push(await probeAssumeRoleWithToken(probe, row.token));
  }
  const evidence = answers.map(({ call, answer }) =>
    session.evidence(
      'sts',
      `${call} for ${role.arn} answered ${nameAnswer(answer)}.`,
      {
        call,
        answer: nameAnswer(answer),
      },
    ),
  );
  const classification = combine(
    answers.map(({ answer }) => classify('assume', answer)),
  );
  return row.kind === 'refused' && classification.verdict !== 'allow'
    ? { kind: 'role-unavailable', evidence: [...evidence, ...row.evidence] }
    : { kind: 'probed', classification, evidence };
}

function combine(ways: readonly Classification[]): Classification {
  return (
    ways.find(way => way.verdict === 'allow') ??
    ways.find(way => way.verdict === 'inconclusive') ??
    ways[0] ?? { verdict: 'inconclusive', cause: 'there was no way to try' }
  );
}
