import type { Finding } from '@corridors/model';
import type { PredictedAccess } from '@corridors/plugin-corridors-common';
import {
  describePullRequest,
  type PullRequestFacts,
} from './describePullRequest';

const gha1 = {
  kind: 'corridor',
  id: 'corridor:gha1',
  corridor: 'gha1',
  environment: 'single1',
  accountId: '111122223333',
  roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
  namespace: 'gha1',
  serviceAccount: 'gha1',
} as const;

const bucketOf = (corridor: string) =>
  ({
    kind: 'bucket',
    id: `bucket:${corridor}-primary`,
    name: `${corridor}-primary`,
    accountId: '111122223333',
    region: 'eu-west-3',
    owner: { kind: 'corridor', corridor },
    environment: 'single1',
  } as const);

const prediction: PredictedAccess = {
  corridor: 'gha1',
  identities: [gha1],
  resources: [bucketOf('gha1'), bucketOf('gha2')],
  pairs: [
    {
      identity: gha1.id,
      resource: 'bucket:gha1-primary',
      intended: ['list', 'read', 'write', 'delete'],
      declared: ['list', 'read'],
      conditional: ['write'],
    },
    {
      identity: gha1.id,
      resource: 'bucket:gha2-primary',
      intended: [],
      declared: ['read'],
      conditional: ['write'],
    },
  ],
  deniedCells: 42,
  findings: [],
  standingWeaknesses: [],
  notUnderstood: [],
  notCovered: ['S3 access points'],
  baseContext: { 'aws:SecureTransport': 'true' },
};

const facts: PullRequestFacts = {
  requestId: 'request-1',
  corridor: 'gha1',
  environment: 'single1',
  owner: 'group:default/gha',
  requestedBy: 'user:default/ada',
  files: ['corridors/gha1/corridor.yaml'],
  prediction,
  warnings: [],
};

const leak: Finding = {
  id: 'leak-1',
  kind: 'leak',
  title: 'gha1 can read gha2-primary',
  explanation: 'This must be denied.',
  nextAction: 'Remove it.',
  cells: [],
  views: ['declared'],
  environments: ['single1'],
  corridors: ['gha1', 'gha2'],
  statements: [
    {
      policy: 'node',
      kind: 'identity',
      statement: 1,
      sid: 'Wide',
      file: 'environments/single1/policies/node.yaml',
      line: 12,
    },
  ],
};

/** GitHub refuses more. */
const MOST = 65_536;

describe('describePullRequest', () => {
  it('shows who could do what with what, measured against what is meant', () => {
    const { body } = describePullRequest(facts);
    expect(body).toContain(
      '| `gha1` | `bucket gha1-primary of gha1` | **blocked**: delete; list, read, write |',
    );
    expect(body).toContain(
      '| `gha1` | `bucket gha2-primary of gha2` | **leak**: read; **unproven**: write |',
    );
    expect(body).toContain('Everything else is denied: 42 more ways');
    expect(body).toContain('`aws:SecureTransport` = `true`');
    expect(body).toContain('not covered: S3 access points');
    expect(body).toContain('- `corridors/gha1/corridor.yaml`');
  });

  it('tells findings before the table, with their statements', () => {
    const { body } = describePullRequest({
      ...facts,
      prediction: { ...prediction, findings: [leak] },
    });
    expect(body).toContain(
      '- **leak**: gha1 can read gha2\\-primary. This must be denied. It is statement 1 \\(Wide\\) of identity policy node `environments/single1/policies/node.yaml:12`.',
    );
    expect(body.indexOf('**leak**: gha1')).toBeLessThan(
      body.indexOf('| Who | What | May |'),
    );
  });

  it('leaves out warnings that are told as findings', () => {
    const warning = {
      code: 'leak-exists',
      severity: 'warning',
      message: 'Already so',
    } as const;
    const { body } = describePullRequest({
      ...facts,
      prediction: { ...prediction, findings: [leak] },
      warnings: [
        { ...warning, related: leak.id },
        { ...warning, message: 'The quota is generous' },
      ],
    });
    expect(body).not.toContain('Already so');
    expect(body).toContain('- **warning**: The quota is generous');
  });

  it.each([
    ['a mention', 'ask @platform now', /@platform/],
    ['a table cell', 'a | b', /[^\\]\| b/],
    ['a line of its own', 'a\n## b', /^## b/m],
    ['an element', '<img src=x onerror=alert(1)>', /<img/],
    ['the end of its part', '</details><script>', /<\/details><script>/],
    ['a link', '[press](http://evil.example)', /\[press\]\(http:\/\//],
    ['an address', 'see http://evil.example', /http:\/\/evil/],
    ['an issue', 'closes #1', /#1/],
    ['code', 'a `b` c', /a `b` c/],
    ['an escaped escape', 'a \\| b', /[^\\]\\\\\| b/],
  ])('keeps %s from being Markdown', (_what, text, forbidden) => {
    const { body } = describePullRequest({
      ...facts,
      title: text,
      prediction: {
        ...prediction,
        findings: [{ ...leak, title: text, explanation: text }],
        notCovered: [text],
        standingWeaknesses: [
          { environment: 'single1', title: text, explanation: text },
        ],
      },
      warnings: [{ code: 'x', severity: 'warning', message: text }],
    });
    const sentences = body
      .split('\n')
      .filter(line => line.startsWith('- ') || !line.includes('| Title |'))
      .join('\n');
    expect(sentences).not.toMatch(forbidden);
    const rows = body.split('\n').filter(line => line.startsWith('|'));
    for (const row of rows.slice(0, 8)) {
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
    }
  });

  it('stays below what GitHub takes, and says how much it leaves out', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => index);
    const long = 'x'.repeat(5_000);
    const { body } = describePullRequest({
      ...facts,
      title: long,
      files: many.map(index => `corridors/gha1/${index}/${long}`),
      prediction: {
        ...prediction,
        pairs: many.flatMap(() => prediction.pairs),
        findings: many.map(index => ({
          ...leak,
          id: `leak-${index}`,
          title: long,
          explanation: long,
        })),
        notCovered: many.map(index => `${index} ${long}`),
      },
      warnings: many.map(index => ({
        code: 'x',
        severity: 'warning',
        message: `${index} ${long}`,
      })),
    });
    expect(body.length).toBeLessThan(MOST);
    expect(body).toMatch(/… and \d+ more, in the portal/);
    expect(body).toMatch(/\d+ more rows are in the portal/);
    expect(body.match(/<details>/g)).toHaveLength(3);
    expect(body.match(/<\/details>/g)).toHaveLength(3);
  });
});
