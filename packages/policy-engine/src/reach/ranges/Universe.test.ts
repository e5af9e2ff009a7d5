import { compileAccessModel } from '../compileAccessModel';
import { computeReach } from '../computeReach';
import { OWN, roleArn } from '../__fixtures__/smallFleet';
import { allow, gha1With, told } from '../__fixtures__/tell';

const { Condition: _, ...anywhere } = allow({});

describe('what there is to reach', () => {
  it('is told of every account beside the own one', () => {
    expect(told(gha1With({ ...anywhere, Action: 'sts:AssumeRole' }))).toEqual([
      `role sts:AssumeRole arn:aws:iam::${OWN}:role/* of nobody: allow`,
      'foreign-account sts:AssumeRole arn:aws:iam::*:role/* of nobody: allow',
    ]);
  });

  it('is everything of a service whose resources are not known', () => {
    const { model } = gha1With({ ...anywhere, Action: 'kms:*' });
    const regions = [
      ...computeReach(compileAccessModel(model), {
        actions: ['KMS:Decrypt'],
        principals: [{ kind: 'role', arn: roleArn('gha1') }],
      }),
    ];
    expect(regions).toMatchObject([
      { resources: 'arn:aws:kms:*:*:*', verdict: 'allow' },
    ]);
  });
});
