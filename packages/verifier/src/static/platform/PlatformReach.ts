import {
  findTrespasses,
  intersects,
  type AccessDecider,
  type AccessModelRole,
  type ReachRegion,
  type StatementReference,
  type Territory,
  type Trespass,
} from '@corridors/policy-engine';
import type { IntendedTerritories } from '../territories';
import { groupBy } from '../groupBy';
import { isWorse, type Entry } from './Entry';

/** What a role of the platform reaches of a territory, by itself or through other roles. */
export interface Chain {
  /** ARNs of the roles that are assumed on the way, in order, without the first. */
  readonly through: readonly string[];
  /** Account of what is reached. */
  readonly accountId: string;
  /** Territory that is reached; absent when access is widened anywhere. */
  readonly territory?: string;
  readonly verdict: Entry['verdict'];
  readonly missingKeys: readonly string[];
  readonly statements: readonly StatementReference[];
  /** One sentence. */
  readonly explanation: string;
}

/** What is not of a territory is for the platform's roles to use. */
const OWN = 'platform:';

/** Finds out what of territories roles of the platform reach. */
export class PlatformReach {
  private readonly direct = new Map<string, readonly Chain[]>();
  private regions: ReadonlyMap<string, readonly Trespass[]> | undefined;

  constructor(
    private readonly roles: readonly AccessModelRole[],
    private readonly intended: IntendedTerritories,
    private readonly decider: AccessDecider,
    private readonly context: Readonly<Record<string, string>>,
  ) {}

  /** What a role reaches: by the fewest roles, and of these what is reached most surely. */
  chainsFrom(arn: string): readonly Chain[] {
    const paths = new Map<string, Chain>([
      [
        arn,
        {
          through: [],
          accountId: '',
          verdict: 'allow',
          missingKeys: [],
          statements: [],
          explanation: '',
        },
      ],
    ]);
    const found: Chain[] = [];
    for (const [role, path] of paths) {
      found.push(...this.reachedBy(role).map(reached => joined(path, reached)));
      for (const { arn: next } of this.roles) {
        const step = paths.has(next) ? undefined : this.step(role, next);
        if (step) {
          paths.set(next, joined(path, step));
        }
      }
    }
    return found;
  }

  /** From one role of the platform to another. */
  private step(from: string, to: string): Chain | undefined {
    return this.bySwitching(from, to, [to]);
  }

  private bySwitching(
    from: string,
    to: string,
    through: readonly string[],
    territory?: string,
  ): Chain | undefined {
    const accountId = to.split(':')[4] ?? '';
    const { verdict, decision, explanation } = this.decider.answer(
      { kind: 'role', arn: from },
      'sts:AssumeRole',
      this.decider.find(to, accountId),
    );
    return verdict === 'deny'
      ? undefined
      : {
          through,
          accountId,
          ...(territory === undefined ? {} : { territory }),
          verdict,
          missingKeys: decision.missingKeys,
          statements: decision.decidedBy,
          explanation,
        };
  }

  private reachedBy(arn: string): readonly Chain[] {
    const known = this.direct.get(arn);
    if (known) {
      return known;
    }
    this.regions ??= this.findRegions();
    const regions = this.regions.get(arn) ?? [];
    const reached = [
      ...regions.flatMap(trespass => this.territoryReached(trespass)),
      ...(regions.some(({ region }) => region.action.startsWith('sts:'))
        ? this.rolesReached(arn)
        : []),
    ];
    const most = [...mostOfEach(reached).values()];
    this.direct.set(arn, most);
    return most;
  }

  /** What the roles of the platform reach beside what is of no territory. */
  private findRegions(): ReadonlyMap<string, readonly Trespass[]> {
    const accounts = new Set(this.roles.map(({ accountId }) => accountId));
    const own = [...accounts].map((accountId): Territory => {
      const arns = this.roles
        .filter(role => role.accountId === accountId)
        .map(({ arn }) => arn);
      return {
        id: `${OWN}${accountId}`,
        accountId,
        bucketNames: ['*'],
        roleArns: arns,
        principals: arns.map(arn => ({ kind: 'role', arn })),
      };
    });
    const { trespasses } = findTrespasses(this.decider.model, {
      territories: [...this.intended.territories, ...own],
      permissions: this.intended.permissions,
      principals: own.flatMap(({ principals }) => principals),
      context: this.context,
    });
    return groupBy(trespasses, ({ region: { principal } }) =>
      principal.kind === 'role' ? principal.arn : '',
    );
  }

  private territoryReached({ kind, region, territory }: Trespass): Chain[] {
    if (territory !== undefined && !territory.startsWith(OWN)) {
      return [chainOf(region, territory)];
    }
    if (kind !== 'widening') {
      return [];
    }
    return region.witness.includes(':s3:::')
      ? this.bucketsWidened(region)
      : [chainOf(region)];
  }

  /** Buckets of territories within a range by which access to buckets is widened. */
  private bucketsWidened(region: ReachRegion): Chain[] {
    const partition = region.witness.split(':')[1] ?? 'aws';
    const action = askable(region.action);
    return this.intended.territories.flatMap(territory =>
      territory.bucketNames.flatMap(name => {
        const bucket = `arn:${partition}:s3:::${name}`;
        const within = region.witness.includes('/') ? `${bucket}/*` : bucket;
        const witness = intersects(region.resources, within);
        const answer =
          witness === undefined
            ? undefined
            : this.decider.decide(
                region.principal,
                action,
                witness,
                territory.accountId,
              );
        return answer && answer.verdict !== 'deny'
          ? [
              {
                through: [],
                accountId: territory.accountId,
                territory: territory.id,
                verdict: answer.verdict,
                missingKeys: answer.decision.missingKeys,
                statements: answer.decision.decidedBy,
                explanation: answer.explanation,
              },
            ]
          : [];
      }),
    );
  }

  /** Roles of territories that a role may assume. */
  private rolesReached(arn: string): Chain[] {
    return this.intended.territories.flatMap(({ id, roleArns }) =>
      roleArns
        .filter(role => this.decider.model.roles.has(role))
        .flatMap(role => this.bySwitching(arn, role, [], id) ?? []),
    );
  }
}

/** An action that policies may be asked about: what is told in words or as a pattern stands for more than one. */
function askable(told: string): string {
  return /^s3:[\w*?]+$/.test(told)
    ? told.replaceAll('*', 'Any').replaceAll('?', 'x')
    : 's3:YetUnknown';
}

function chainOf(region: ReachRegion, territory?: string): Chain {
  return {
    through: [],
    accountId: region.witnessAccount,
    ...(territory === undefined ? {} : { territory }),
    verdict: region.verdict,
    missingKeys: region.missingKeys,
    statements: region.decidedBy,
    explanation: region.explanation,
  };
}

function joined(first: Chain, then: Chain): Chain {
  return {
    ...then,
    through: [...first.through, ...then.through],
    verdict: isWorse(first.verdict, then.verdict)
      ? then.verdict
      : first.verdict,
    missingKeys: [...new Set([...first.missingKeys, ...then.missingKeys])],
    statements: [...first.statements, ...then.statements],
    explanation: [first.explanation, then.explanation].join(' ').trim(),
  };
}

/** What is reached most surely, of each territory and account, with all statements by which any of it is. */
function mostOfEach(chains: readonly Chain[]): Map<string, Chain> {
  const most = new Map<string, Chain>();
  for (const chain of chains) {
    const key = `${chain.accountId} ${chain.territory ?? ''}`;
    const known = most.get(key);
    most.set(key, {
      ...(known && !isWorse(chain.verdict, known.verdict) ? known : chain),
      statements: [
        ...new Set([...(known?.statements ?? []), ...chain.statements]),
      ],
    });
  }
  return most;
}
