import { environmentYaml } from '../__fixtures__/memo';
import { parseEnvironment } from './parse';

function problemsOf(...cidrs: readonly string[]) {
  const parsed = parseEnvironment(
    environmentYaml('single1', {
      kubernetes: `{ cluster: c, apiServer: { cidrs: ${JSON.stringify(
        cidrs,
      )}, port: 80 }, managerRole: edit-spark }`,
    }),
    'environments/single1.yaml',
  );
  return parsed.ok ? [] : parsed.problems;
}

describe('addresses of the API server', () => {
  it.each([
    ['the metadata service', '169.254.169.254/32', '169.254.0.0/16'],
    ['a range that holds it', '169.254.169.240/28', '169.254.0.0/16'],
    ['credentials of tasks', '169.254.170.2/32', '169.254.0.0/16'],
    ['credentials of pods', '169.254.170.23/32', '169.254.0.0/16'],
    ['bits beyond the prefix', '169.254.1.2/8', '169.254.0.0/16'],
    ['the half that holds it', '128.0.0.0/1', '169.254.0.0/16'],
    ['the half that does not', '0.0.0.0/1', '127.0.0.0/8'],
    ['every IPv4 address', '0.0.0.0/0', '169.254.0.0/16'],
    ['every IPv6 address', '::/0', 'fd00:ec2::/32'],
    ['the metadata service over IPv6', 'fd00:ec2::254/128', 'fd00:ec2::/32'],
    ['credentials of pods over IPv6', 'FD00:0EC2::23/128', 'fd00:ec2::/32'],
    ['all private IPv6 addresses', 'fc00::/7', 'fd00:ec2::/32'],
    ['link-local IPv6', 'fe80::1/128', 'fe80::/10'],
    ['loopback', '127.0.0.1/32', '127.0.0.0/8'],
    ['loopback over IPv6', '::1/128', '::1/128'],
    ['the node itself', '0.0.0.0/32', '0.0.0.0/8'],
    ['multicast', '239.1.2.3/32', '224.0.0.0/4'],
    ['multicast over IPv6', 'ff02::1/128', 'ff00::/8'],
    [
      'the metadata service mapped',
      '::ffff:169.254.169.254/128',
      '::ffff:0:0/96',
    ],
    ['the same in hexadecimal', '::ffff:a9fe:a9fe/128', '::ffff:0:0/96'],
    ['the same written in full', '0:0:0:0:0:ffff:a9fe:a9fe/128', '/96'],
    ['the metadata service compatible', '::169.254.169.254/128', '::/96'],
    ['the metadata service by NAT64', '64:ff9b::a9fe:a9fe/128', 'NAT64'],
    ['the metadata service by 6to4', '2002:a9fe:a9fe::/48', '6to4'],
  ])('refuses %s: %s', (_, cidr, words) => {
    expect(problemsOf('10.0.0.10/32', cidr)).toEqual([
      {
        code: 'forbidden-address',
        severity: 'error',
        field: 'spec.kubernetes.apiServer.cidrs[1]',
        file: 'environments/single1.yaml',
        line: 5,
        column: expect.any(Number),
        message: expect.stringContaining(words),
      },
    ]);
  });

  it.each(['169.254.169.254', '10.0.0.10/33', '10.0.0.010/32', '::1::/64'])(
    'refuses what is no range: %s',
    cidr => {
      expect(problemsOf(cidr)).toMatchObject([
        {
          code: 'invalid-value',
          field: 'spec.kubernetes.apiServer.cidrs[0]',
          message: expect.stringContaining('10.0.0.10/32'),
        },
      ]);
    },
  );

  it.each([
    '10.0.0.10/32',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '169.253.255.255/32',
    '169.255.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '203.0.113.7/32',
    '2001:db8::/32',
    'fd00:ec3::10/128',
    'fdab:1234::/48',
    '64:ff9b::10.0.0.10/128',
  ])('takes %s', cidr => {
    expect(problemsOf(cidr)).toEqual([]);
  });
});
