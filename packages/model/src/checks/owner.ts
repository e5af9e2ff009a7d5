/**
 * The parts of an owner's reference.
 *
 * @public
 */
export interface Owner {
  readonly kind: 'group' | 'user';
  readonly namespace: string;
  readonly name: string;
}

/**
 * Takes an owner's reference apart.
 *
 * @param reference - whole, as the spec's schema demands: `group:default/gha`
 * @public
 */
export function parseOwner(reference: string): Owner {
  const [kind = '', rest = ''] = reference.split(':');
  const [namespace = '', name = ''] = rest.split('/');
  return { kind: kind === 'user' ? 'user' : 'group', namespace, name };
}
