import { members } from '../query/QueryCall';
import type { XmlNode } from '../http/xml';
import type { AccountState } from '../state/AwsState';
import { isAwsManaged, managedPolicyDocument } from './awsManagedPolicies';
import {
  describeAwsPolicyDetail,
  describePolicyDetail,
  describeRoleDetail,
  describeUserDetail,
} from './describe';
import type { IamCall, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';

type Kind = 'User' | 'Role' | 'LocalManagedPolicy' | 'AWSManagedPolicy';

interface Detail {
  readonly kind: Kind;
  readonly describe: () => XmlNode;
}

function everything(call: IamCall): Detail[] {
  const { account, context } = call;
  const { state } = context.store;
  const users = byName(account.users.values()).map(
    (user): Detail => ({
      kind: 'User',
      describe: () => describeUserDetail(account, user),
    }),
  );
  const roles = byName(account.roles.values()).map(
    (role): Detail => ({
      kind: 'Role',
      describe: () => describeRoleDetail(account, role, state),
    }),
  );
  const policies = byName(account.policies.values()).map(
    (policy): Detail => ({
      kind: 'LocalManagedPolicy',
      describe: () => describePolicyDetail(account, policy),
    }),
  );
  const awsPolicies = awsPoliciesInUse(account).map(
    (arn): Detail => ({
      kind: 'AWSManagedPolicy',
      describe: () =>
        describeAwsPolicyDetail(
          account,
          arn,
          managedPolicyDocument(state, arn),
        ),
    }),
  );
  return [...users, ...roles, ...policies, ...awsPolicies];
}

function awsPoliciesInUse(account: AccountState): string[] {
  const arns = [...account.roles.values(), ...account.users.values()].flatMap(
    ({ attachedPolicies, permissionsBoundary = '' }) => [
      ...attachedPolicies,
      permissionsBoundary,
    ],
  );
  return [...new Set(arns)].filter(isAwsManaged).sort();
}

/** All users, roles and policies of the account, and those of AWS that are in use, page by page. */
export const accountDetailOperations: IamOperations = {
  GetAccountAuthorizationDetails: {
    resource: () => '*',
    run(call) {
      const filter = call.parameters.list('Filter');
      const wanted = everything(call).filter(
        detail => filter.length === 0 || filter.includes(detail.kind),
      );
      const { items, result } = paginate(call, wanted);
      const of = (...kinds: Kind[]) =>
        members(
          items
            .filter(detail => kinds.includes(detail.kind))
            .map(detail => detail.describe()),
        );
      return {
        UserDetailList: of('User'),
        GroupDetailList: '',
        RoleDetailList: of('Role'),
        Policies: of('LocalManagedPolicy', 'AWSManagedPolicy'),
        ...result,
      };
    },
  },
};
