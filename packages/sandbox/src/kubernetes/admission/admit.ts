import { KubernetesObject } from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';
import { applyLimitRanges } from './applyLimitRanges';
import { checkNamespace } from './checkNamespace';
import { injectIdentity } from './injectIdentity';
import { injectServiceAccount } from './injectServiceAccount';

/**
 * Passes a new object through the steps that may change or refuse it, in the order in which the API server calls them:
 * its own steps first, then the identity webhook.
 *
 * @throws StatusError 403 or 404
 * @public
 */
export function admit(
  request: ResourceRequest,
  object: KubernetesObject,
): KubernetesObject {
  checkNamespace(request, object);
  if (request.kind.group !== '' || request.kind.plural !== 'pods') {
    return object;
  }
  const withAccount = injectServiceAccount(request, object);
  return injectIdentity(request, applyLimitRanges(request, withAccount));
}
