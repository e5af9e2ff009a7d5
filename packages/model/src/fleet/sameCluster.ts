import type { Environment } from '../spec/environment';
import { parseAddressRange } from '../spec/addressRange';

/**
 * Whether two environments are of one cluster, so that a namespace of the one is a namespace of the other: they name the same
 * cluster, the same issuer of tokens, or in one account the same address of an API server.
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

function clusterOf({ spec }: Environment): string {
  return spec.kubernetes.cluster.normalize('NFKC').toLowerCase();
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
    left.kubernetes.apiServer.cidrs.some(cidr => {
      const address = singleAddress(cidr);
      return (
        address !== undefined &&
        kubernetes.apiServer.cidrs.some(one => singleAddress(one) === address)
      );
    })
  );
}

function singleAddress(cidr: string): string | undefined {
  const range = parseAddressRange(cidr);
  return range && range.first === range.last
    ? `${range.family} ${range.first}`
    : undefined;
}
