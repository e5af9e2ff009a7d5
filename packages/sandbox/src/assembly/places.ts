/** Region of everything in the sandbox. */
export const REGION = 'eu-west-3';

/** The memo's experiment: a node role that switches to the role of each corridor. */
export const EXPERIMENT = {
  cluster: 'vpc2-kspray1',
  accountId: '111122223333',
  nodeRole: 'single1_instance',
} as const;

/** Roles for service accounts. */
export const ANALYTICS = {
  cluster: 'analytics-eks1',
  accountId: '444455556666',
  nodeRole: 'analytics-node',
} as const;
