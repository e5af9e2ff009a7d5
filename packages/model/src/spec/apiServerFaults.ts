import { parseAddressRange, rangesOverlap } from './addressRange';
import type { ConsistencyFault } from './corridorConsistency';
import type { Environment } from './environment';

const INSTANCE = 'where nodes hand out the credentials of their role';

/**
 * Ranges that no API server is in, most telling first ("Instance metadata and user data", "EKS Pod Identities", "Task IAM role",
 * all within these; "IANA IPv4 Special-Purpose Address Registry" and its like for IPv6). What stands for an IPv4 address within
 * IPv6 is as good as the address.
 */
const CLOSED: readonly (readonly [range: string, what: string])[] = [
  ['169.254.0.0/16', `link-local addresses, ${INSTANCE}`],
  ['fd00:ec2::/32', `addresses of instance services, ${INSTANCE}`],
  ['fe80::/10', 'link-local addresses'],
  ['127.0.0.0/8', 'the loopback addresses of a node'],
  ['::1/128', 'the loopback address of a node'],
  ['0.0.0.0/8', 'addresses of the node itself'],
  ['::/96', 'IPv4 addresses in IPv6'],
  ['::ffff:0:0/96', 'IPv4 addresses in IPv6'],
  ['64:ff9b::169.254.0.0/112', `link-local addresses by NAT64, ${INSTANCE}`],
  ['2002:a9fe::/32', `link-local addresses by 6to4, ${INSTANCE}`],
  ['224.0.0.0/4', 'multicast addresses'],
  ['ff00::/8', 'multicast addresses'],
];

const CLOSED_RANGES = CLOSED.flatMap(([text, what]) => {
  const range = parseAddressRange(text);
  return range ? [{ text, what, range }] : [];
});

/**
 * What the addresses of the API server must not be: the NetworkPolicy of every corridor opens them, so a range that holds the
 * metadata service gives every pod the way to the role of its node.
 */
export function apiServerFaults({
  kubernetes: { apiServer },
}: Environment['spec']): ConsistencyFault[] {
  return apiServer.cidrs.flatMap((cidr, index): ConsistencyFault[] => {
    const path = ['spec', 'kubernetes', 'apiServer', 'cidrs', index];
    const range = parseAddressRange(cidr);
    if (!range) {
      return [
        {
          code: 'invalid-value',
          path,
          message: `is "${cidr}", but must be an address range such as 10.0.0.10/32`,
        },
      ];
    }
    const closed = CLOSED_RANGES.find(one => rangesOverlap(one.range, range));
    return closed
      ? [
          {
            code: 'forbidden-address',
            path,
            message: `is ${cidr}, which reaches into ${closed.text}, ${closed.what}; every corridor's pods are let through to it, so name the addresses of the API server alone, such as 10.0.0.10/32`,
          },
        ]
      : [];
  });
}
