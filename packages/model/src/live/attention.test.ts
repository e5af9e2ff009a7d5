import { attentionOf } from './attention';

it('sets the evidence of a failed check apart from what it says', () => {
  const [item] = attentionOf({
    corridor: 'archive',
    problems: [],
    invalid: false,
    retiring: false,
    namespace: 'present',
    awsResources: [],
    sparkRuns: [],
    findings: [],
    sources: [],
    credentials: {
      state: 'broken',
      reason: 'the role does not exist',
      checks: [
        {
          id: 'role-exists',
          status: 'fail',
          required: true,
          source: 'AWS account 444455556666',
          ttlSeconds: 900,
          detail: 'Role analytics-archive does not exist',
          evidence: 'iam:GetRole: NoSuchEntity',
        },
      ],
    },
  });
  expect(item).toMatchObject({
    severity: 'broken',
    title: 'Credentials are broken',
    cause: 'Role analytics-archive does not exist (iam:GetRole: NoSuchEntity)',
  });
});
