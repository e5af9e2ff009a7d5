import type { Fleet } from '@corridors/model';
import type {
  AccessDecider,
  AccessModel,
  AccessModelRole,
  Principal,
  StatementReference,
  Territory,
  Trespass,
} from '@corridors/policy-engine';
import type { IntendedTerritories } from '../territories';
import { isWorse, type Entry } from './Entry';
import { PlatformReach, type Chain } from './PlatformReach';
import { podEntries } from './podEntries';
import { rolesOfFleet, rolesOfFolders } from './platformRoles';
import { TokenEntries } from './TokenEntries';

/** What is looked at. */
export interface PlatformOptions {
  readonly fleet: Fleet;
  readonly model: AccessModel;
  readonly roles: readonly AccessModelRole[];
  readonly intended: IntendedTerritories;
  readonly decider: AccessDecider;
  readonly context: Readonly<Record<string, string>>;
  /** Whose territories are reached, 12 digits. */
  readonly accountId: string;
  /** Everything that is reached beside what is permitted. */
  readonly trespasses: readonly Trespass[];
}

const territoryOf = (arn: string) => `role:${arn}`;

/** The roles of the platform as territories, so that whoever gets into them is told. */
export function platformTerritories(
  roles: readonly AccessModelRole[],
): Territory[] {
  return roles.map(({ arn, accountId }) => ({
    id: territoryOf(arn),
    accountId,
    bucketNames: [],
    roleArns: [arn],
    principals: [],
  }));
}

/** Trespasses, and those by way of roles of the platform. */
export interface DividedTrespasses {
  /** As they were found, without those of administrators of the platform. */
  readonly others: readonly Trespass[];
  readonly through: readonly Trespass[];
}

/**
 * Divides the trespasses from those through roles of the platform: that somebody gets into one counts when he is a corridor or node, or
 * when the role reaches a territory and he is no administrator of its own.
 */
export function divideTrespasses(options: PlatformOptions): DividedTrespasses {
  const { fleet, model, roles, decider, accountId, trespasses } = options;
  if (roles.length === 0) {
    return { others: trespasses, through: [] };
  }
  const ids = new Set(roles.map(({ arn }) => territoryOf(arn)));
  const own = rolesOfFleet(fleet);
  const folders = rolesOfFolders(model);
  const isCorridors = (principal: Principal) => {
    const arn = roleOf(principal);
    return arn !== undefined && (own.has(arn) || folders.has(arn));
  };
  const accounts = new Set(
    fleet.environments.map(({ spec }) => spec.aws.accountId),
  );
  const tokens = new TokenEntries(fleet, decider);
  const reach = new PlatformReach(
    roles,
    options.intended,
    decider,
    options.context,
  );
  const namespaces = fleet.corridors.map(({ metadata }) => metadata.name);
  const others = trespasses.filter(
    ({ territory, region }) =>
      territory === undefined ||
      !ids.has(territory) ||
      isCorridors(region.principal),
  );
  const through = roles.flatMap(role => {
    const letIn = trespasses
      .filter(({ territory }) => territory === territoryOf(role.arn))
      .map(({ region }) => region);
    const isForEveryone = letIn.some(
      ({ audience, verdict }) =>
        audience === 'every-principal' && verdict !== 'conditional',
    );
    const entries = [
      ...letIn.filter(entry => isStranger(entry, accounts, isCorridors)),
      ...(isForEveryone
        ? []
        : [...tokens.into(role), ...podEntries(role, namespaces, decider)]),
    ];
    return entries.length === 0
      ? []
      : throughEach(
          entries,
          reach
            .chainsFrom(role.arn)
            .filter(chain => chain.accountId === accountId),
        );
  });
  return { others, through };
}

/**
 * By the first entry that a statement opens everything that is reached, and by others what is reached most surely: they are of
 * one finding, and each corridor with each would be too many.
 */
function throughEach(
  entries: readonly Entry[],
  chains: readonly Chain[],
): Trespass[] {
  const worstFirst = [...chains].sort((left, right) =>
    isWorse(left.verdict, right.verdict)
      ? -1
      : Number(isWorse(right.verdict, left.verdict)),
  );
  const told = new Set<StatementReference | undefined>();
  return entries.flatMap(entry => {
    const [opening] = entry.decidedBy;
    const chosen = told.has(opening) ? worstFirst.slice(0, 1) : worstFirst;
    told.add(opening);
    return chosen.map(chain => trespassBy(entry, chain));
  });
}

function roleOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'role':
      return principal.arn;
    case 'assumed-role':
      return principal.roleArn;
    case 'user':
    case 'root':
    case 'web-identity':
    case 'service':
    case 'anonymous':
      return undefined;
    default: {
      const unknown: never = principal;
      throw new Error(`Unknown principal ${JSON.stringify(unknown)}`);
    }
  }
}

/**
 * Whether somebody who gets in by a trust policy is no administrator: neither of an account of the fleet nor a service, unless
 * everybody is meant. Tokens and pods are looked at by themselves.
 */
function isStranger(
  { principal, audience, action }: Entry,
  accounts: ReadonlySet<string>,
  isCorridors: (principal: Principal) => boolean,
): boolean {
  if (!action.startsWith('sts:') || principal.kind === 'web-identity') {
    return false;
  }
  switch (principal.kind) {
    case 'anonymous':
      return true;
    case 'service':
      return false;
    case 'root':
      return !accounts.has(principal.accountId);
    case 'role':
    case 'user':
    case 'assumed-role':
      return (
        !isCorridors(principal) &&
        (audience === 'every-principal' ||
          !accounts.has(principal.arn.split(':')[4] ?? ''))
      );
    default: {
      const unknown: never = principal;
      throw new Error(`Unknown principal ${JSON.stringify(unknown)}`);
    }
  }
}

function trespassBy(entry: Entry, chain: Chain): Trespass {
  const { through, territory, explanation } = chain;
  const way =
    through.length === 0
      ? 'That role'
      : `That role can become ${through.join(', then ')}, which`;
  const whose = territory === undefined ? '' : ` of ${territory}`;
  const told = `${entry.explanation} ${way} reaches what is not its own${whose}: ${explanation}`;
  const verdict = isWorse(entry.verdict, chain.verdict)
    ? chain.verdict
    : entry.verdict;
  return {
    kind: 'role',
    region: {
      ...entry,
      verdict,
      missingKeys:
        verdict === 'allow'
          ? []
          : [...new Set([...entry.missingKeys, ...chain.missingKeys])],
      explanation: told,
    },
    ...(territory === undefined ? {} : { territory }),
    hops: [...new Set([...entry.decidedBy, ...chain.statements])],
    explanation: told,
  };
}
