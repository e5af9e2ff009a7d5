import type { Environment } from '@corridors/model';

import { ackDeclarations } from './ack/ackDeclarations';
import type { Declarations, Provisioner } from './provisioner';

const DECLARATIONS: Readonly<Record<Provisioner['id'], Declarations>> = {
  ack: ackDeclarations,
};

/** How the objects of an environment's provisioner are read. */
export function declarationsFor(environment: Environment): Declarations {
  return DECLARATIONS[environment.spec.provisioner];
}
