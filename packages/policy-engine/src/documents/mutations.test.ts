import { aRole, OBJECT, OWN } from '../__fixtures__/documents';
import { mutate, seededRandom } from '../__fixtures__/mutate';
import {
  CompiledPolicy,
  compilePolicy,
  DocumentKind,
  evaluate,
  PolicyParseError,
} from '..';

const DOCUMENTS: [kind: DocumentKind, document: unknown][] = [
  [
    'identity',
    {
      Version: '2012-10-17',
      Id: 'x',
      Statement: [
        {
          Sid: 'A',
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:ListBucket'],
          Resource: [
            'arn:aws:s3:::gha1-*',
            'arn:aws:s3:::home/${aws:username}/*',
          ],
          Condition: {
            StringLike: { 's3:prefix': ['a/*', '${aws:PrincipalTag/team}'] },
            'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
            IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] },
            NumericLessThan: { 's3:max-keys': 10 },
            DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
            Null: { 'aws:TokenIssueTime': false },
          },
        },
        { Effect: 'Deny', NotAction: 's3:*', NotResource: '*' },
      ],
    },
  ],
  [
    'resource',
    {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        NotPrincipal: {
          AWS: [OWN, `arn:aws:iam::${OWN}:role/gha1`],
          Service: 's3.amazonaws.com',
        },
        Action: 's3:*',
        Resource: ['arn:aws:s3:::gha1', 'arn:aws:s3:::gha1/*'],
        Condition: {
          ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x-*' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      },
    },
  ],
];

/** Whether a document was understood: then it was evaluated, with all that is known and without. */
function understand(document: unknown, kind: DocumentKind): boolean {
  let policy: CompiledPolicy;
  try {
    policy = compilePolicy(document, { kind, name: 'mutated' });
  } catch (error) {
    if (error instanceof PolicyParseError) {
      return false;
    }
    throw new Error(`${String(error)} at ${JSON.stringify(document)}`);
  }
  const request = {
    principal: aRole(),
    action: 's3:GetObject',
    resource: OBJECT,
    resourceAccount: OWN,
  };
  const policies =
    kind === 'identity' ? { identity: [policy] } : { resource: policy };
  return [true, false].every(
    contextComplete =>
      evaluate(request, policies, { contextComplete }).explanation !== '',
  );
}

describe('compilePolicy given mutated documents', () => {
  it('understands or refuses each, and what it understands can be evaluated', () => {
    const random = seededRandom(20_260_701);
    const outcomes = { understood: 0, refused: 0 };
    for (let i = 0; i < 20_000; i++) {
      const [kind, original] = DOCUMENTS[i % DOCUMENTS.length] ?? [
        'identity',
        {},
      ];
      const document = mutate(original, random);
      const given = i % 3 === 0 ? JSON.stringify(document) : document;
      outcomes[understand(given, kind) ? 'understood' : 'refused'] += 1;
    }
    expect(outcomes.understood).toBeGreaterThan(1_000);
    expect(outcomes.refused).toBeGreaterThan(10_000);
  });

  it.each([
    ['opened variables', '${'],
    ['closed variables', '${a:b}'],
    ['wildcards', '*?'],
    ['colons', ':'],
  ])('takes time in proportion to %s', (_, unit) => {
    const start = process.hrtime.bigint();
    for (const Version of ['2012-10-17', '2008-10-17']) {
      const Resource = `arn:aws:s3:::${unit.repeat(200_000)}`;
      understand(
        { Version, Statement: { Effect: 'Allow', Action: 's3:*', Resource } },
        'identity',
      );
    }
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    expect(milliseconds).toBeLessThan(2_000);
  });

  it('does not mind depth, length and names that objects inherit', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const documents: unknown[] = [
      deep,
      `{"Statement":${deep}}`,
      JSON.parse('{"__proto__":{"Statement":[]}}'),
      JSON.parse(
        '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":1}}',
      ),
      {
        Statement: {
          Effect: 'Allow',
          Action: 's3:*',
          Resource: '*',
          Condition: { constructor: { 'a:b': 'c' } },
        },
      },
      new Map([['Statement', []]]),
      Symbol('x'),
      () => ({}),
      NaN,
    ];
    for (const document of documents) {
      expect(() =>
        compilePolicy(document, { kind: 'identity', name: 'odd' }),
      ).toThrow(PolicyParseError);
    }
  });
});
