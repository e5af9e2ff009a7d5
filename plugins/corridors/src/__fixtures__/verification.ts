import {
  buildMatrix,
  CAUSE_ROLE_UNAVAILABLE,
  cellsInScope,
  deriveFindings,
  intendedVerdict,
  standingWeaknesses,
  summarizeCoverage,
  type Cell,
  type CellAnswer,
  type Fleet,
  type Matrix,
  type Scope,
} from '@corridors/model';
import type { RunDetail, RunMatrix } from '@corridors/plugin-corridors-common';
import { ACCOUNT } from './fleet';

/** What the fixtures' AWS does otherwise than intended. */
export interface Faults {
  readonly hasLeak: boolean;
  readonly isBillingBroken: boolean;
}

function observe(
  cell: Cell,
  meant: 'allow' | 'deny',
  faults: Faults,
  at: string,
): CellAnswer {
  const base = { cell: cell.id, view: 'observed' } as const;
  if (cell.operation === 'administer') {
    return {
      ...base,
      covered: false,
      reason: 'no-harmless-probe',
      detail: 'trying it would change the policy of the bucket',
    };
  }
  if (cell.identity === 'node-role:lake1') {
    return {
      ...base,
      covered: false,
      reason: 'no-credential-source',
      detail: 'no way to the node role is configured',
    };
  }
  const evidence = (summary: string, status: number) => [
    {
      at,
      summary,
      source: `s3.eu-west-3.amazonaws.com as ${cell.identity}`,
      details: {
        status,
        operation: 'ListObjectsV2',
        requestId: '4442587FB7D0A2F9',
      },
    },
  ];
  if (faults.isBillingBroken && cell.identity === 'corridor:billing') {
    return {
      ...base,
      covered: true,
      verdict: 'inconclusive',
      cause: CAUSE_ROLE_UNAVAILABLE,
      causedBy: 'corridor:billing',
      evidence: evidence(
        'AssumeRoleWithWebIdentity: NoSuchEntity, the role lake1_billing does not exist',
        404,
      ),
    };
  }
  const isLeak =
    faults.hasLeak &&
    cell.identity === 'corridor:gha1' &&
    cell.resource.startsWith('bucket:gha2-primary') &&
    ['list', 'read'].includes(cell.operation);
  const verdict = isLeak ? 'allow' : meant;
  return {
    ...base,
    covered: true,
    verdict,
    evidence: evidence(
      verdict === 'allow'
        ? '200 OK, and the canary was read'
        : '403 AccessDenied; controls prove that the bucket is there',
      verdict === 'allow' ? 200 : 403,
    ),
  };
}

export interface FixtureRun {
  readonly matrix: Matrix;
  readonly detail: RunDetail;
  readonly answered: RunMatrix;
}

/** A finished run over the fixtures' account. */
export function fixtureRun(input: {
  readonly id: string;
  readonly scope: Scope;
  readonly fleet: Fleet;
  readonly faults: Faults;
  readonly at: Date;
}): FixtureRun {
  const { fleet, scope } = input;
  const whole = buildMatrix(fleet, ACCOUNT);
  const cells = cellsInScope(whole, scope);
  const matrix: Matrix = { ...whole, cells };
  const at = input.at.toISOString();
  const intended: CellAnswer[] = cells.map(cell => {
    const { verdict, because } = intendedVerdict(cell, whole, fleet);
    return {
      cell: cell.id,
      view: 'intended',
      covered: true,
      verdict,
      cause: because,
      evidence: [],
    };
  });
  const observed = cells.map(cell =>
    observe(
      cell,
      intendedVerdict(cell, whole, fleet).verdict,
      input.faults,
      at,
    ),
  );
  const findings = deriveFindings(matrix, intended, observed);
  const coverage = summarizeCoverage(cells, [...intended, ...observed]);
  const count = (kind: string) =>
    findings.filter(finding => finding.kind === kind).length;
  const detail: RunDetail = {
    id: input.id,
    scope,
    views: ['intended', 'observed'],
    state: 'succeeded',
    requestedBy: 'user:default/ada',
    createdAt: at,
    startedAt: at,
    finishedAt: new Date(input.at.getTime() + 37_000).toISOString(),
    revision: 9,
    progress: { phase: 'done', cells: cells.length, answered: cells.length },
    result: {
      findings: {
        leak: count('leak'),
        blocked: count('blocked'),
        drift: count('drift'),
        unproven: count('unproven'),
      },
      cells: cells.length,
      covered: observed.filter(answer => answer.covered).length,
      coverage,
    },
    findings,
    analyses: [],
    standingWeaknesses: standingWeaknesses(fleet.environments),
    baseContext: { 'aws:SecureTransport': 'true' },
    probedFrom:
      'the portal, with credentials that it asks for on behalf of each identity',
  };
  const used = (id: string) =>
    cells.some(cell => cell.identity === id || cell.resource === id);
  return {
    matrix,
    detail,
    answered: {
      identities: whole.identities.filter(identity => used(identity.id)),
      resources: whole.resources.filter(resource => used(resource.id)),
      cells: cells.map((cell, index) => ({
        ...cell,
        answers: [intended[index], observed[index]].filter(
          answer => answer !== undefined,
        ),
      })),
      unlisted: [],
    },
  };
}
