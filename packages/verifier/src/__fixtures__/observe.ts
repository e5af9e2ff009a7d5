import { deriveFindings, intendedVerdict } from '@corridors/model';
import type {
  Cell,
  CellAnswer,
  CoveredAnswer,
  Fleet,
  Matrix,
} from '@corridors/model';
import {
  createIntendedView,
  createObservedView,
  type EnvironmentAccess,
  type ObservedViewOptions,
} from '..';
import { ACCOUNT, AwsAccount } from './AwsAccount';

/** A fleet and its matrix. */
export interface Subject {
  readonly fleet: Fleet;
  readonly matrix: Matrix;
}

export const roleOf = (corridor: string, environment = 'cluster1') =>
  `arn:aws:iam::${ACCOUNT}:role/corridors/${environment}_${corridor}`;
export const NODE_ROLE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;

const EVERYTHING = ['list', 'read', 'write', 'delete'];
export const grantsOn = (...buckets: string[]) =>
  new Set(
    buckets.flatMap(bucket =>
      EVERYTHING.map(operation => `${bucket} ${operation}`),
    ),
  );

/** Fills an account as the matrix of `switchingFleet` intends. */
export function fillSwitchingAccount(account: AwsAccount): void {
  for (const name of ['gha1-primary', 'gha2-primary', 'gha-common-1']) {
    account.buckets.set(name, { accountId: ACCOUNT, hasCanary: true });
  }
  const roles = ['gha1', 'gha2'].map(name => roleOf(name, 'single1'));
  roles.forEach(role => account.roles.add(role));
  account.roles.add(NODE_ROLE);
  account.roleGrants.set(roleOf('gha1', 'single1'), grantsOn('gha1-primary'));
  account.roleGrants.set(roleOf('gha2', 'single1'), grantsOn('gha2-primary'));
  account.callers.set('NODE', {
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/single1_instance/i-0123456789`,
    grants: new Set([
      ...grantsOn('gha-common-1'),
      ...roles.map(role => `${role} assume`),
    ]),
  });
}

/** Fills an account as the matrix of `tokenFleet` intends. */
export function fillTokenAccount(account: AwsAccount): void {
  for (const name of ['red', 'blue']) {
    account.buckets.set(`${name}-primary`, {
      accountId: ACCOUNT,
      hasCanary: true,
    });
    account.roles.add(roleOf(name));
    account.roleGrants.set(roleOf(name), grantsOn(`${name}-primary`));
    account.tokens.set(`token-of-${name}`, new Set([`${roleOf(name)} assume`]));
    account.secrets.push(`token-of-${name}`);
  }
}

/** How to reach every environment of a fleet at one account. */
export function accessTo(
  account: AwsAccount,
  fleet: Fleet,
  over: Partial<EnvironmentAccess> = {},
): EnvironmentAccess[] {
  const secrets = ['secret-of-portal', 'secret-of-node'] as const;
  account.secrets.push(...secrets);
  return fleet.environments.map(environment => ({
    environment,
    endpoints: {
      region: 'eu-west-3',
      s3: account.server.url,
      sts: account.server.url,
      iam: account.server.url,
      forcePathStyle: true,
    },
    portalCredentials: async () => ({
      accessKeyId: 'PORTAL',
      secretAccessKey: secrets[0],
    }),
    nodeRoleCredentials: async () => ({
      accessKeyId: 'NODE',
      secretAccessKey: secrets[1],
    }),
    requestServiceAccountToken: async ({ serviceAccount }) =>
      `token-of-${serviceAccount}`,
    requestsPerSecond: 10_000,
    ...over,
  }));
}

/** What an observation brought, and everything that was told of it. */
export interface Observation {
  readonly answers: ReadonlyMap<string, CellAnswer>;
  readonly phases: readonly string[];
  readonly log: readonly string[];
  /** Milliseconds that were waited between rounds. */
  readonly waits: readonly number[];
  /** Verdict, or why the cell is not covered. */
  verdict(cell: string): string | undefined;
  covered(cell: string): CoveredAnswer;
}

/** Observes all cells, or those that are chosen; waiting takes no time. */
export async function observe(
  { fleet, matrix }: Subject,
  accesses: readonly EnvironmentAccess[],
  options: Partial<ObservedViewOptions> & {
    choose?: (cell: Cell) => boolean;
    signal?: AbortSignal;
    onWait?: () => void;
  } = {},
): Promise<Observation> {
  const {
    choose = () => true,
    signal = new AbortController().signal,
    onWait,
    ...over
  } = options;
  const phases: string[] = [];
  const log: string[] = [];
  const waits: number[] = [];
  let counter = 0;
  const view = createObservedView({
    matrix,
    fleet,
    accesses,
    clock: () => new Date(),
    random: () => {
      counter += 1;
      return `unused${String(counter).padStart(6, '0')}`;
    },
    onPhase: phase => phases.push(phase),
    log: {
      info: message => log.push(message),
      warn: message => log.push(message),
    },
    timings: {
      requestTimeoutMilliseconds: 2_000,
      retryDelaysMilliseconds: [2_000, 4_000],
    },
    sleep: async (milliseconds, waitSignal) => {
      waitSignal.throwIfAborted();
      if (milliseconds >= 1_000) {
        waits.push(milliseconds);
        onWait?.();
      }
    },
    ...over,
  });
  const answers = new Map<string, CellAnswer>();
  for await (const answer of view.fill(matrix.cells.filter(choose), signal)) {
    if (answers.has(answer.cell)) {
      throw new Error(`${answer.cell} was answered twice`);
    }
    answers.set(answer.cell, answer);
  }
  return {
    answers,
    phases,
    log,
    waits,
    verdict: cell => {
      const answer = answers.get(cell);
      return answer?.covered ? answer.verdict : answer?.reason;
    },
    covered: cell => {
      const answer = answers.get(cell);
      if (!answer?.covered) {
        throw new Error(`${cell} is not covered: ${JSON.stringify(answer)}`);
      }
      return answer;
    },
  };
}

/** Cells that were covered and are not what was meant. */
export function deviations(
  { fleet, matrix }: Subject,
  observation: Observation,
): string[] {
  return matrix.cells
    .filter(cell => {
      const answer = observation.answers.get(cell.id);
      return (
        answer?.covered &&
        answer.verdict !== intendedVerdict(cell, matrix, fleet).verdict
      );
    })
    .map(cell => `${cell.id}: ${observation.verdict(cell.id)}`);
}

export async function findingsOf(subject: Subject, observation: Observation) {
  const intended = [];
  const view = createIntendedView(subject.matrix, subject.fleet);
  for await (const answer of view.fill(
    subject.matrix.cells,
    new AbortController().signal,
  )) {
    intended.push(answer);
  }
  return deriveFindings(subject.matrix, intended, [
    ...observation.answers.values(),
  ]);
}

/** Chooses cells whose id holds all of the words. */
export const isAbout =
  (...words: string[]) =>
  (cell: Cell) =>
    words.every(word => cell.id.includes(word));
