import { contextKey } from '../conditions/ContextKey';
import type { AccessRequest } from './AccessRequest';
import { actionOf } from './Action';
import { Caller } from './Caller';
import { Request } from './Request';
import type { ContextLookup } from './RequestContext';
import { Target } from './Target';

/** The context of a request whose resource's account is said. */
export function resolveRequest(
  request: AccessRequest & { resourceAccount: string },
  options: { contextComplete: boolean },
): { context: { lookup(key: string): ContextLookup } } {
  const { principal, context, action, resource, resourceAccount } = request;
  const { contextComplete } = options;
  const resolved = new Request(
    new Caller({ principal, policies: {}, context, contextComplete }, 'aws'),
    actionOf(action),
    new Target(resource, resourceAccount, undefined),
  );
  return { context: { lookup: key => resolved.lookup(contextKey(key)) } };
}
