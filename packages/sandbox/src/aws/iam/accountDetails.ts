import { members } from '../query/QueryCall';
import type { XmlNode } from '../http/xml';
import {
  describePolicyDetail,
  describeRoleDetail,
  describeUserDetail,
} from './describe';
import type { IamCall, IamOperations } from './IamOperation';
import { byName, paginate } from './paginate';

type Kind = 'User' | 'Role' | 'LocalManagedPolicy';

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
  return [...users, ...roles, ...policies];
}

/** All users, roles and policies of the account, page by page. */
export const accountDetailOperations: IamOperations = {
  GetAccountAuthorizationDetails: {
    resource: () => '*',
    run(call) {
      const filter = call.parameters.list('Filter');
      const wanted = everything(call).filter(
        detail => filter.length === 0 || filter.includes(detail.kind),
      );
      const { items, result } = paginate(call, wanted);
      const of = (kind: Kind) =>
        members(
          items
            .filter(detail => detail.kind === kind)
            .map(detail => detail.describe()),
        );
      return {
        UserDetailList: of('User'),
        GroupDetailList: '',
        RoleDetailList: of('Role'),
        Policies: of('LocalManagedPolicy'),
        ...result,
      };
    },
  },
};
