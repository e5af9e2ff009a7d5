import type { Environment } from '@corridors/model';

import { ack } from './ack/ack';
import type { Provisioner } from './provisioner';

const PROVISIONERS: Readonly<Record<Provisioner['id'], Provisioner>> = { ack };

/**
 * The provisioner of an environment.
 *
 * @public
 */
export function provisionerFor(environment: Environment): Provisioner {
  return PROVISIONERS[environment.spec.provisioner];
}
