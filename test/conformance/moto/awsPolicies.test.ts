import { compilePolicy, PolicyParseError } from '@corridors/policy-engine';
import type { DocumentKind } from '@corridors/policy-engine';
import { authorizationDetails } from './support/authorizationDetails';
import { describeMoto } from './support/describeMoto';

/** Policies of AWS's own that are refused: a role that one is attached to is not understood. */
const REFUSED: Readonly<Record<string, string>> = {
  // One of its resources is "arn:aws:organizations::*:", which names nothing.
  'arn:aws:iam::aws:policy/AmazonDevOpsGuruOrganizationsAccess':
    'Statement[1].Resource',
};

const KINDS: readonly DocumentKind[] = ['identity', 'boundary'];

describeMoto("AWS's own policies, as moto has them,", stage => {
  it('are understood, but for those listed', async () => {
    const { Policies: policies = [] } = await authorizationDetails(
      stage().server.url,
    );
    const refused: Record<string, string> = {};
    for (const { Arn: arn = '', PolicyVersionList: versions } of policies) {
      const document = decodeURIComponent(
        versions?.find(version => version.IsDefaultVersion)?.Document ?? '',
      );
      for (const kind of KINDS) {
        try {
          compilePolicy(document, { kind, name: arn });
        } catch (error) {
          if (!(error instanceof PolicyParseError)) {
            throw error;
          }
          refused[arn] = error.path;
        }
      }
    }
    expect(policies.length).toBeGreaterThan(1_000);
    expect(refused).toEqual(REFUSED);
  });
});
