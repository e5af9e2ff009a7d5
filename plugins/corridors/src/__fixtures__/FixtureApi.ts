import {
  cellsInScope,
  deriveNames,
  type Corridor,
  type Fleet,
  type Scope,
} from '@corridors/model';
import {
  formatScope,
  type CorridorsApi,
  type EnvironmentSummary,
  type PreflightBody,
  type RunDetail,
  type RunSummary,
} from '@corridors/plugin-corridors-common';
import {
  ago,
  fixtureCredentials,
  fixtureDetail,
  fixtureSources,
  fixtureSparkRuns,
  fixtureSummary,
  invalidSummaries,
} from './corridors';
import { ACCOUNT, fixtureFleet } from './fleet';
import { fixtureRequests } from './requests';
import { fixtureRun, type FixtureRun } from './verification';

/** What the fixtures' portal is like. */
export interface FixtureOptions {
  readonly extraCorridors?: number;
  readonly isTroubled?: boolean;
  readonly isEmpty?: boolean;
  readonly isUnverified?: boolean;
  /** Rejects every call with this error. */
  readonly error?: Error;
  readonly delayMilliseconds?: number;
}

const RUN_MILLISECONDS = 12_000;

/** A portal in memory, for the development app and for tests. */
export class FixtureApi implements CorridorsApi {
  readonly #options: FixtureOptions;
  readonly #fleet: Fleet;
  readonly #runs: { run: FixtureRun; startedAt?: number }[] = [];

  constructor(options: FixtureOptions = {}) {
    this.#options = options;
    const fleet = fixtureFleet(options.extraCorridors ?? 0);
    this.#fleet = options.isEmpty
      ? { ...fleet, corridors: [], invalid: [] }
      : fleet;
    if (!options.isEmpty && !options.isUnverified) {
      const scope: Scope = { kind: 'account', accountId: ACCOUNT };
      const now = new Date();
      const at = (seconds: number) => new Date(now.getTime() - seconds * 1000);
      this.#runs = [
        {
          run: fixtureRun({
            id: 'run-3',
            scope,
            fleet: this.#fleet,
            faults: { hasLeak: true, isBillingBroken: true },
            at: at(740),
          }),
        },
        {
          run: fixtureRun({
            id: 'run-2',
            scope,
            fleet: this.#fleet,
            faults: { hasLeak: false, isBillingBroken: true },
            at: at(11_000),
          }),
        },
        {
          run: fixtureRun({
            id: 'run-1',
            scope,
            fleet: this.#fleet,
            faults: { hasLeak: false, isBillingBroken: false },
            at: at(90_000),
          }),
        },
      ];
    }
  }

  async #answer<T>(value: () => T): Promise<T> {
    await new Promise(resolve =>
      setTimeout(resolve, this.#options.delayMilliseconds ?? 0),
    );
    if (this.#options.error) {
      throw this.#options.error;
    }
    return value();
  }

  #latest(): FixtureRun {
    const [latest] = this.#runs;
    return (
      latest?.run ??
      fixtureRun({
        id: 'none',
        scope: { kind: 'corridor', corridor: 'gha1' },
        fleet: this.#fleet,
        faults: { hasLeak: false, isBillingBroken: false },
        at: new Date(),
      })
    );
  }

  #detailOf({
    run,
    startedAt,
  }: {
    run: FixtureRun;
    startedAt?: number;
  }): RunDetail {
    const share =
      startedAt === undefined ? 1 : (Date.now() - startedAt) / RUN_MILLISECONDS;
    if (share >= 1) {
      return run.detail;
    }
    const { cells } = run.detail.progress;
    return {
      ...run.detail,
      state: 'running',
      finishedAt: undefined,
      result: undefined,
      findings: [],
      progress: {
        phase: share < 0.2 ? 'controls' : 'probing',
        cells,
        answered: Math.floor(share * cells),
      },
    };
  }

  #corridor(name: string): Corridor {
    const corridor = this.#fleet.corridors.find(
      candidate => candidate.metadata.name === name,
    );
    if (!corridor) {
      throw Object.assign(new Error(`No corridor ${name}`), {
        name: 'NotFoundError',
      });
    }
    return corridor;
  }

  #find(id: string) {
    const found = this.#runs.find(({ run }) => run.detail.id === id);
    if (!found) {
      throw Object.assign(new Error(`No verification ${id}`), {
        name: 'NotFoundError',
      });
    }
    return found;
  }

  listEnvironments() {
    return this.#answer(() => ({
      items: this.#fleet.environments.map(
        ({ metadata, spec }): EnvironmentSummary => ({
          name: metadata.name,
          title: metadata.title,
          cluster: spec.kubernetes.cluster,
          accountId: spec.aws.accountId,
          region: spec.aws.region,
          provisioner: spec.provisioner,
          mechanism: spec.identity.mechanism,
          rolePattern: spec.aws.roleNamePattern,
          bucketPattern: spec.aws.bucketNamePattern,
          sharedBuckets: spec.sharedBuckets.flatMap(({ name, corridors }) =>
            corridors === 'none' ? [] : [{ name, access: corridors }],
          ),
          sparkVersions: spec.spark.versions,
          sparkOperators: spec.spark.operators,
          quotaMaximum: spec.quota.maximum,
          quotaDefault: spec.quota.default,
          liveVerification: true,
          standingWeakness:
            spec.identity.mechanism === 'assume-role'
              ? {
                  title: "Pods can take the node role's place",
                  explanation: 'They reach the metadata service.',
                }
              : undefined,
          state: 'available',
          problems: [],
        }),
      ),
      sources: fixtureSources(new Date(), false),
    }));
  }

  listCorridors() {
    return this.#answer(() => {
      const now = new Date();
      const items = [
        ...this.#fleet.corridors.map(corridor =>
          fixtureSummary(corridor, this.#latest(), now),
        ),
        ...invalidSummaries(this.#fleet, now),
      ];
      const byState: Record<string, number> = {};
      items.forEach(({ state }) => {
        byState[state] = (byState[state] ?? 0) + 1;
      });
      return {
        items,
        sources: fixtureSources(now, Boolean(this.#options.isTroubled)),
        totals: {
          corridors: items.length,
          needAttention: items.filter(item => item.attention > 0).length,
          byState,
        },
        lastVerification: this.#runs[0]?.run.detail,
      };
    });
  }

  getCorridor(name: string) {
    return this.#answer(() =>
      fixtureDetail(
        this.#corridor(name),
        this.#fleet,
        this.#latest(),
        new Date(),
      ),
    );
  }

  getCredentials(name: string) {
    return this.#answer(() => fixtureCredentials(name, new Date()));
  }

  listSparkRuns(name: string) {
    return this.#answer(() => ({
      items: fixtureSparkRuns(
        name,
        this.#corridor(name).spec.environment,
        new Date(),
      ),
      sources: fixtureSources(new Date(), Boolean(this.#options.isTroubled)),
    }));
  }

  getConnection(name: string) {
    return this.#answer(() => ({
      items: [
        {
          id: 'spark',
          title: 'spark-defaults.conf',
          language: 'properties',
          content: `spark.kubernetes.namespace ${name}\nspark.kubernetes.authenticate.driver.serviceAccountName ${name}\nspark.hadoop.fs.s3a.endpoint.region eu-west-3\n`,
        },
        {
          id: 'aws-cli',
          title: '~/.aws/config',
          language: 'ini',
          content: `[profile ${name}]\nrole_arn = arn:aws:iam::${ACCOUNT}:role/corridors/single1_${name}\ncredential_source = Ec2InstanceMetadata\n`,
        },
      ],
    }));
  }

  preflight(body: PreflightBody) {
    return this.#answer(() => {
      const metadata = body.spec.metadata as { name?: string } | undefined;
      const environment = this.#fleet.environments[0];
      const name = metadata?.name ?? '';
      const isTaken = this.#fleet.corridors.some(
        corridor => corridor.metadata.name === name,
      );
      if (!environment || isTaken) {
        const message = `"${name}" is taken by the corridor of that name.`;
        return {
          ok: false,
          problems: [
            {
              code: 'name-taken',
              severity: 'error',
              message,
              field: 'metadata.name',
            } as const,
          ],
        };
      }
      return {
        ok: true,
        problems: [],
        names: deriveNames({ name, buckets: [] }, environment),
        files: [
          { path: 'corridor.yaml', content: `metadata: { name: ${name} }\n` },
        ],
        filesDigest: 'sha256:0f1e',
      };
    });
  }

  listRequests() {
    return this.#answer(() => ({
      items: this.#options.isEmpty ? [] : fixtureRequests(new Date()),
    }));
  }

  getRequest(id: string) {
    return this.#answer(() => {
      const request = fixtureRequests(new Date()).find(
        candidate => candidate.id === id,
      );
      if (!request) {
        throw Object.assign(new Error(`No request ${id}`), {
          name: 'NotFoundError',
        });
      }
      return request;
    });
  }

  startVerification(body: { readonly scope: Scope }) {
    return this.#answer((): RunSummary => {
      const run = fixtureRun({
        id: `run-${this.#runs.length + 1}`,
        scope: body.scope,
        fleet: this.#fleet,
        faults: { hasLeak: true, isBillingBroken: true },
        at: new Date(),
      });
      const entry = { run, startedAt: Date.now() };
      this.#runs.unshift(entry);
      return this.#detailOf(entry);
    });
  }

  listVerifications(filter: { readonly scope?: Scope } = {}) {
    return this.#answer(() => ({
      items: this.#runs
        .filter(
          ({ run }) =>
            !filter.scope ||
            formatScope(run.detail.scope) === formatScope(filter.scope),
        )
        .map(entry => this.#detailOf(entry)),
    }));
  }

  getVerification(id: string) {
    return this.#answer(() => this.#detailOf(this.#find(id)));
  }

  getVerificationMatrix(id: string) {
    return this.#answer(() => {
      const { run } = this.#find(id);
      const wanted = new Set(
        cellsInScope(run.matrix, run.detail.scope).map(cell => cell.id),
      );
      return {
        ...run.answered,
        cells: run.answered.cells.filter(cell => wanted.has(cell.id)),
      };
    });
  }

  getVerificationReport(id: string) {
    return this.#answer(() =>
      JSON.stringify(this.#find(id).run.detail, null, 2),
    );
  }

  cancelVerification(id: string) {
    return this.#answer(
      (): RunSummary => ({ ...this.#find(id).run.detail, state: 'cancelled' }),
    );
  }

  createRequest(): never {
    throw new Error('The fixtures open no pull requests');
  }

  recordPullRequest(): never {
    throw new Error('The fixtures open no pull requests');
  }

  releaseRequest(): never {
    throw new Error('The fixtures open no pull requests');
  }
}

export { ago };
