import type { Environment } from '../spec/environment';
import {
  parseAddressRange,
  rangesOverlap,
  type AddressRange,
} from '../spec/addressRange';

/**
 * Whether two environments are of one cluster, so that a namespace of the one is a namespace of the other: they name the same
 * cluster, the same issuer of tokens, or in one account and Region an address of an API server in common.
 */
export function areOfSameCluster(
  left: Environment,
  right: Environment,
): boolean {
  return (
    left.metadata.name === right.metadata.name ||
    clusterOf(left) === clusterOf(right) ||
    haveSameIssuer(left, right) ||
    haveSameApiServer(left, right)
  );
}

/** As it reads: of two that look alike, somebody took one for the other. */
function clusterOf({ spec }: Environment): string {
  return spec.kubernetes.cluster
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
}

function haveSameIssuer(left: Environment, right: Environment): boolean {
  const [one, other] = [left.spec.identity, right.spec.identity];
  return (
    one.mechanism === 'irsa' &&
    other.mechanism === 'irsa' &&
    one.oidcIssuer.toLowerCase() === other.oidcIssuer.toLowerCase()
  );
}

/** Private addresses are used again in other networks, so they tell clusters of one account and Region alone. */
function haveSameApiServer({ spec: left }: Environment, right: Environment) {
  const { aws, kubernetes } = right.spec;
  return (
    left.aws.accountId === aws.accountId &&
    left.aws.region === aws.region &&
    left.kubernetes.apiServer.port === kubernetes.apiServer.port &&
    rangesOf(left.kubernetes.apiServer.cidrs).some(one =>
      rangesOf(kubernetes.apiServer.cidrs).some(other =>
        rangesOverlap(one, other),
      ),
    )
  );
}

function rangesOf(cidrs: readonly string[]): AddressRange[] {
  return cidrs.flatMap(cidr => parseAddressRange(cidr) ?? []);
}
