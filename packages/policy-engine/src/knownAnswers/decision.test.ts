import {
  allow,
  allowOther,
  bucket,
  decide,
  deny,
  denyTo,
  identity,
} from '../__fixtures__/layers';
import { aRole, OTHER, OWN, statement } from '../__fixtures__/documents';

describe('a decision', () => {
  it('names the statements that allow, in the order identity, resource', () => {
    const decision = decide(
      aRole(),
      {
        ...identity(allowOther, statement({ Sid: 'Own' })),
        ...bucket(statement({ Sid: 'Partner', Principal: { AWS: OWN } })),
      },
      OTHER,
    );
    expect(decision.decidedBy).toEqual([
      { policy: 'identity', kind: 'identity', statement: 1, sid: 'Own' },
      { policy: 'resource', kind: 'resource', statement: 0, sid: 'Partner' },
    ]);
    expect(decision.explanation).toBe(
      'arn:aws:iam::111122223333:role/gha1 may do s3:GetObject on arn:aws:s3:::gha1-primary/data/part-0: ' +
        'statement 1 (Own) of identity policy identity and statement 0 (Partner) of bucket policy resource allow it.',
    );
  });

  it('names every statement that denies', () => {
    const decision = decide(
      aRole(),
      { ...identity(allow, deny), ...bucket(denyTo('*')) },
      OWN,
    );
    expect(decision.decidedBy.map(by => [by.policy, by.statement])).toEqual([
      ['identity', 1],
      ['resource', 0],
    ]);
  });

  it('names nothing when nothing allows', () => {
    expect(decide(aRole(), {}, OWN)).toEqual({
      verdict: 'deny',
      reason: 'implicit-deny',
      decidedBy: [],
      missingKeys: [],
      explanation:
        'arn:aws:iam::111122223333:role/gha1 may not do s3:GetObject on arn:aws:s3:::gha1-primary/data/part-0: ' +
        'no policy allows it.',
    });
  });
});
