import {
  ACCOUNT,
  ask,
  askText,
  bucketPolicy,
  document,
  OTHER,
  request,
  trustPolicy,
} from '../__fixtures__/lines';
import { answerLine } from './answerLine';

const ROLE = `arn:aws:iam::${ACCOUNT}:role/gha1`;
const PATHED_ROLE = `arn:aws:iam::${ACCOUNT}:role/team/gha1`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/gha1/spark`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ops/ann`;
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example/id/1`;

const verdictOf = (change: Record<string, unknown>, policies: unknown) =>
  ask({ id: 1, request: request(change), policies }).verdict;

describe('answerLine', () => {
  it('names the deciding statement by the place of its policy', () => {
    expect(
      ask({
        id: 'a',
        request: request(),
        policies: {
          identity: [
            document({ Action: 's3:ListBucket' }),
            document({ Sid: 'Own' }),
          ],
        },
      }),
    ).toEqual({
      id: 'a',
      verdict: 'allow',
      reason: 'allowed',
      decidedBy: [{ policy: 'identity[1]', statement: 0, sid: 'Own' }],
      explanation: expect.stringContaining('identity[1]'),
    });
  });

  it('leaves out the Sid of a statement that has none', () => {
    const { decidedBy } = ask({
      id: 1,
      request: request(),
      policies: { resource: bucketPolicy('*') },
    });
    expect(decidedBy).toEqual([{ policy: 'resource', statement: 0 }]);
  });

  it.each([
    ['identity[0]', { identity: [document({ Effect: 'Deny' })] }],
    ['resource', { resource: bucketPolicy('*', { Effect: 'Deny' }) }],
    ['boundary[0]', { boundary: [document({ Effect: 'Deny' })] }],
    ['session[0]', { session: [document({ Effect: 'Deny' })] }],
    [
      'scp[1][0]',
      { scp: [[document()], [document({ Effect: 'Deny' }), document()]] },
    ],
  ])('lets a Deny in %s win', (policy, policies) => {
    expect(
      ask({
        id: 1,
        request: request(),
        policies: { identity: [document()], ...policies },
      }),
    ).toMatchObject({
      verdict: 'deny',
      reason: 'explicit-deny',
      decidedBy: expect.arrayContaining([{ policy, statement: 0 }]),
    });
  });

  it.each([
    [
      'one level allows nothing',
      { scp: [[document()], []] },
      { verdict: 'deny', reason: 'scp' },
    ],
    ['no level is given', { scp: [] }, { verdict: 'allow' }],
    ['the boundary is an empty list', { boundary: [] }, { verdict: 'allow' }],
    ['the session is an empty list', { session: [] }, { verdict: 'allow' }],
    [
      'the boundary allows something else',
      { boundary: [document({ Action: 's3:PutObject' })] },
      { verdict: 'deny', reason: 'boundary' },
    ],
  ])('decides when %s', (_, policies, expected) => {
    expect(
      ask({
        id: 1,
        request: request(),
        policies: { identity: [document()], ...policies },
      }),
    ).toMatchObject(expected);
  });

  it('takes null for what is not there', () => {
    const nothing = Object.fromEntries(
      ['resource', 'boundary', 'session', 'scp'].map(name => [name, null]),
    );
    expect(
      ask({
        id: 1,
        request: request({ context: null, resourceAccount: null }),
        policies: { identity: [document()], ...nothing },
      }),
    ).toMatchObject({ verdict: 'allow' });
    expect(ask({ id: 1, request: request(), policies: null })).toMatchObject({
      reason: 'implicit-deny',
    });
  });

  it('knows tags by names with spaces', () => {
    expect(
      ask({
        id: 1,
        request: request({ context: { 'aws:PrincipalTag/Cost Center': '1' } }),
        policies: {
          identity: [
            document({
              Condition: {
                StringEquals: { 'aws:PrincipalTag/Cost Center': '1' },
              },
            }),
          ],
        },
      }),
    ).toMatchObject({ verdict: 'allow' });
  });

  it('denies when there are no policies at all', () => {
    expect(ask({ id: 1, request: request() })).toMatchObject({
      verdict: 'deny',
      reason: 'implicit-deny',
      decidedBy: [],
    });
  });
});

describe('answerLine, the principal', () => {
  it.each([
    ['a role', ROLE, { AWS: ROLE }],
    ['a role with a path', PATHED_ROLE, { AWS: PATHED_ROLE }],
    ['a user', USER, { AWS: USER }],
    ['a session, by its session', SESSION, { AWS: SESSION }],
    ['a session, by its role', SESSION, { AWS: ROLE }],
    ['a session, by its role with a path', SESSION, { AWS: PATHED_ROLE }],
    [
      'a service',
      { service: 'pods.eks.amazonaws.com' },
      { Service: 'pods.eks.amazonaws.com' },
    ],
    ['an anonymous caller', 'anonymous', '*'],
  ])('is %s', (_, principal, named) => {
    const change = { principal, resourceAccount: ACCOUNT };
    expect(verdictOf(change, { resource: bucketPolicy(named) })).toBe('allow');
    expect(
      verdictOf(change, {
        resource: bucketPolicy({ AWS: `arn:aws:iam::${ACCOUNT}:role/gha2` }),
      }),
    ).toBe('deny');
  });

  it('is the root user of an account, which needs no policy', () => {
    expect(verdictOf({ principal: `arn:aws:iam::${ACCOUNT}:root` }, {})).toBe(
      'allow',
    );
  });

  it('is the bearer of a token, decided by the trust policy', () => {
    const trust = trustPolicy(
      { Federated: PROVIDER },
      {
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'oidc.example/id/1:sub': 'system:serviceaccount:gha1:gha1',
          },
        },
      },
    );
    const assume = (sub: string) =>
      verdictOf(
        {
          principal: { federated: PROVIDER },
          action: 'sts:AssumeRoleWithWebIdentity',
          resource: ROLE,
          context: { 'oidc.example/id/1:sub': sub },
        },
        { resource: trust },
      );
    expect(assume('system:serviceaccount:gha1:gha1')).toBe('allow');
    expect(assume('system:serviceaccount:gha2:gha2')).toBe('deny');
  });

  it('is a role in a session that no policy names, when its ARN is given', () => {
    const answer = (effect: string) =>
      ask({
        id: 1,
        request: request(),
        policies: {
          identity: effect === 'Deny' ? [document()] : [],
          resource: bucketPolicy({ AWS: SESSION }, { Effect: effect }),
        },
      });
    expect(answer('Allow')).toMatchObject({
      verdict: 'deny',
      explanation: expect.stringContaining(`${ROLE} may not`),
    });
    expect(answer('Deny')).toMatchObject({ verdict: 'allow' });
  });

  it('has the path that aws:PrincipalArn of the context says', () => {
    const change = {
      principal: SESSION,
      context: { 'AWS:PrincipalArn': PATHED_ROLE },
    };
    const resource = bucketPolicy({ AWS: [ROLE, PATHED_ROLE] });
    expect(verdictOf(change, { resource })).toBe('allow');
    expect(verdictOf(change, { resource: bucketPolicy({ AWS: ROLE }) })).toBe(
      'deny',
    );
  });

  it('is refused when two roles of one name may be meant', () => {
    expect(
      ask({
        id: 1,
        request: request({ principal: SESSION }),
        policies: { resource: bucketPolicy({ AWS: [ROLE, PATHED_ROLE] }) },
      }),
    ).toEqual({
      id: 1,
      error: {
        code: 'ambiguous-role',
        path: 'request.principal',
        message: expect.stringContaining('aws:PrincipalArn'),
      },
    });
  });

  it.each([
    ['gha1', 'malformed-principal', 'request.principal'],
    ['*', 'malformed-principal', 'request.principal'],
    [
      `arn:aws:iam::${ACCOUNT}:role/`,
      'malformed-principal',
      'request.principal',
    ],
    [
      `arn:aws:iam::${ACCOUNT}:root/x`,
      'malformed-principal',
      'request.principal',
    ],
    [
      `arn:aws:iam:eu-west-3:${ACCOUNT}:role/a`,
      'malformed-principal',
      'request.principal',
    ],
    ['arn:aws:iam::1:role/gha1', 'malformed-principal', 'request.principal'],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/gha1`,
      'malformed-principal',
      'request.principal',
    ],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/team/gha1/s`,
      'malformed-principal',
      'request.principal',
    ],
    [
      `arn:aws:sts::${ACCOUNT}:federated-user/ann`,
      'unsupported-principal',
      'request.principal',
    ],
    [
      `arn:aws:iam::${ACCOUNT}:group/ops`,
      'unsupported-principal',
      'request.principal',
    ],
    [PROVIDER, 'unsupported-principal', 'request.principal'],
    ['arn:aws:s3:::bucket', 'malformed-principal', 'request.principal'],
    [{ service: 'pods' }, 'malformed-principal', 'request.principal.service'],
    [{ federated: ROLE }, 'malformed-principal', 'request.principal.federated'],
    [{}, 'malformed-principal', 'request.principal'],
    [
      { service: 'a.b', federated: PROVIDER },
      'malformed-principal',
      'request.principal',
    ],
    [{ service: ['a.b'] }, 'invalid-type', 'request.principal.service'],
    [{ user: 'ann' }, 'unknown-member', 'request.principal.user'],
    [null, 'missing-member', 'request.principal'],
    [7, 'invalid-type', 'request.principal'],
    [[ROLE], 'invalid-type', 'request.principal'],
  ])('is refused: %j', (principal, code, path) => {
    expect(ask({ id: 1, request: request({ principal }) })).toMatchObject({
      id: 1,
      error: { code, path },
    });
  });
});

describe('answerLine, what follows from principal and resource', () => {
  const own = (Condition: unknown) => ({ identity: [document({ Condition })] });

  it.each([
    ['aws:PrincipalArn', SESSION, ROLE],
    ['aws:PrincipalAccount', SESSION, ACCOUNT],
    ['aws:PrincipalType', SESSION, 'AssumedRole'],
    ['aws:PrincipalType', USER, 'User'],
    ['aws:username', USER, 'ann'],
    ['aws:ResourceAccount', ROLE, ACCOUNT],
    ['s3:ResourceAccount', ROLE, ACCOUNT],
  ])('fills in %s', (key, principal, value) => {
    expect(
      verdictOf({ principal }, own({ StringEquals: { [key]: value } })),
    ).toBe('allow');
  });

  it('keeps what the context says of it', () => {
    expect(
      verdictOf(
        { context: { 'AWS:PRINCIPALACCOUNT': OTHER } },
        own({ StringEquals: { 'aws:PrincipalAccount': OTHER } }),
      ),
    ).toBe('allow');
  });

  it('takes the context for complete', () => {
    const sourced = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    expect(verdictOf({}, own(sourced))).toBe('deny');
    expect(
      verdictOf({ context: { 'aws:SourceVpc': ['vpc-1'] } }, own(sourced)),
    ).toBe('allow');
  });
});

describe("answerLine, the resource's account", () => {
  it("is the ARN's, else the principal's", () => {
    const policies = { identity: [document()] };
    expect(verdictOf({}, policies)).toBe('allow');
    expect(
      verdictOf(
        { action: 'iam:PassRole', resource: `arn:aws:iam::${OTHER}:role/x` },
        policies,
      ),
    ).toBe('deny');
  });

  it('decides whether the request crosses accounts', () => {
    expect(
      ask({
        id: 1,
        request: request({ resourceAccount: OTHER }),
        policies: { identity: [document()] },
      }),
    ).toMatchObject({ verdict: 'deny', reason: 'resource-policy' });
  });

  it.each([
    [{ principal: 'anonymous' }, 'unknown-resource-account'],
    [{ resourceAccount: '1' }, 'malformed-account'],
  ])('is refused: %j', (change, code) => {
    expect(ask({ id: 1, request: request(change) })).toMatchObject({
      error: { code, path: 'request.resourceAccount' },
    });
  });
});

describe('answerLine, assuming a role', () => {
  it.each([
    ['sts:AssumeRole', 'allow'],
    ['STS:ASSUMEROLE', 'allow'],
    ['sts:TagSession', 'deny'],
  ])(
    'reads the resource document of %s as a trust policy',
    (action, verdict) => {
      expect(
        verdictOf(
          { action, resource: `arn:aws:iam::${ACCOUNT}:role/gha2` },
          { resource: trustPolicy({ AWS: ROLE }) },
        ),
      ).toBe(verdict);
    },
  );

  it('reads that of other actions as the policy of the resource', () => {
    expect(
      ask({
        id: 1,
        request: request(),
        policies: { resource: trustPolicy({ AWS: ROLE }) },
      }),
    ).toMatchObject({
      error: {
        code: 'missing-element',
        path: 'policies.resource.Statement[0]',
      },
    });
  });
});

describe('answerLine, what is not understood', () => {
  const valid = JSON.stringify({ id: 7, request: request() });
  const statement = (change: Record<string, unknown>) => ({
    id: 7,
    request: request(),
    policies: { identity: [document(), document(change)] },
  });

  it.each([
    ['no JSON', '{"id": 7', null, 'invalid-json', ''],
    ['nothing', '', null, 'empty-line', ''],
    ['blanks', ' \t ', null, 'empty-line', ''],
    ['a list', '[]', null, 'invalid-type', ''],
    ['null', 'null', null, 'invalid-type', ''],
    ['two values', `${valid} ${valid}`, null, 'invalid-json', ''],
    ['an id twice', '{"id": 7, "id": 8}', null, 'duplicate-key', 'id'],
    [
      'a member twice',
      '{"id": 7, "request": {"action": "a:b", "action": "a:c"}}',
      7,
      'duplicate-key',
      'request.action',
    ],
    [
      'an element of a policy twice',
      '{"id": 7, "policies": {"identity": [{}, {"Statement": [{"Effect": "Deny", "Effect": "Allow"}]}]}}',
      7,
      'duplicate-key',
      'policies.identity[1].Statement[0].Effect',
    ],
    ['a mark within the line', ` \uFEFF${valid}`, null, 'invalid-json', ''],
    ['no id', '{"request": {}}', null, 'missing-member', 'id'],
    ['an object as id', '{"id": {}}', null, 'invalid-id', 'id'],
    [
      'an id that JSON numbers lose',
      '{"id": 12345678901234567890}',
      null,
      'invalid-id',
      'id',
    ],
    ['no request', '{"id": 7}', 7, 'missing-member', 'request'],
    [
      'no action',
      '{"id": 7, "request": {"principal": "anonymous"}}',
      7,
      'missing-member',
      'request.action',
    ],
    [
      '__proto__',
      '{"id": 7, "__proto__": {"request": {}}}',
      7,
      'unknown-member',
      '__proto__',
    ],
    [
      '__proto__ in the context',
      '{"id": 7, "request": {"context": {"__proto__": "x"}}}',
      7,
      'malformed-context-key',
      'request.context.__proto__',
    ],
  ])('refuses %s', (_, line, id, code, path) => {
    expect(askText(line)).toEqual({
      id,
      error: { code, path, message: expect.stringMatching(/\.$/) },
    });
  });

  it.each([
    [
      'an unknown member',
      { ...JSON.parse(valid), now: 1 },
      'unknown-member',
      'now',
    ],
    [
      'an unknown member of the request',
      { id: 7, request: request({ bucket: 'x' }) },
      'unknown-member',
      'request.bucket',
    ],
    [
      'an unknown policy',
      { ...JSON.parse(valid), policies: { rcp: [] } },
      'unknown-member',
      'policies.rcp',
    ],
    [
      'a document that is no list',
      { ...JSON.parse(valid), policies: { identity: document() } },
      'invalid-type',
      'policies.identity',
    ],
    [
      'null in a list of documents',
      { ...JSON.parse(valid), policies: { identity: [null] } },
      'invalid-type',
      'policies.identity[0]',
    ],
    [
      'a document as text',
      { ...JSON.parse(valid), policies: { session: ['{}'] } },
      'invalid-type',
      'policies.session[0]',
    ],
    [
      'a level that is no list',
      { ...JSON.parse(valid), policies: { scp: [document()] } },
      'invalid-type',
      'policies.scp[0]',
    ],
    [
      'a malformed action',
      { id: 7, request: request({ action: 's3:*' }) },
      'malformed-action',
      'request.action',
    ],
    [
      'a malformed resource',
      { id: 7, request: request({ resource: 'gha1' }) },
      'malformed-resource',
      'request.resource',
    ],
    [
      'a number in the context',
      { id: 7, request: request({ context: { 'aws:X': 1 } }) },
      'invalid-type',
      'request.context.aws:X',
    ],
    [
      'a number in a list of the context',
      { id: 7, request: request({ context: { 'aws:X': ['a', 1] } }) },
      'invalid-type',
      'request.context.aws:X[1]',
    ],
    [
      'a context key without a colon',
      { id: 7, request: request({ context: { SourceIp: '1' } }) },
      'malformed-context-key',
      'request.context.SourceIp',
    ],
    [
      'a context key in two cases',
      { id: 7, request: request({ context: { 'a:b': '1', 'A:B': '1' } }) },
      'ambiguous-context',
      'request.context.A:B',
    ],
    [
      'an unknown operator',
      statement({ Condition: { StringIs: { 'aws:x': 'y' } } }),
      'unknown-operator',
      'policies.identity[1].Statement[0].Condition.StringIs',
    ],
    [
      'an unknown element',
      statement({ Bucket: 'x' }),
      'unknown-element',
      'policies.identity[1].Statement[0].Bucket',
    ],
    [
      '__proto__ in a statement',
      JSON.parse(
        JSON.stringify(statement({ X: 1 })).replace('"X"', '"__proto__"'),
      ),
      'unknown-element',
      'policies.identity[1].Statement[0].__proto__',
    ],
  ])('refuses %s and says where', (_, line, code, path) => {
    const answer = ask(line);
    expect(answer).toEqual({
      id: 7,
      error: { code, path, message: expect.any(String) },
    });
    expect(answer.error.message).not.toContain(`${path}: `);
  });

  it('refuses what is not UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xc3, 0x28, 0x22]);
    expect(JSON.parse(answerLine({ kind: 'line', bytes }))).toMatchObject({
      id: null,
      error: { code: 'invalid-utf8' },
    });
  });

  it('refuses a line that is too long to be held', () => {
    expect(
      JSON.parse(answerLine({ kind: 'too-long', bytes: 11, limit: 10 })),
    ).toEqual({
      id: null,
      error: {
        code: 'line-too-long',
        path: '',
        message: 'The line has 11 bytes; at most 10 are read.',
      },
    });
  });

  it('answers for a document that is nested beyond all measure', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(
      askText(
        `{"id": 7, "request": ${JSON.stringify(
          request(),
        )}, "policies": {"identity": [{"Statement": {"Effect": ${deep}}}]}}`,
      ),
    ).toMatchObject({ id: 7, error: { code: expect.any(String) } });
  });
});
