import type { SandboxUser } from '../identity-provider';

/**
 * Who can sign in. Their User and Group entities are in `seed/organisation`.
 *
 * @public
 */
export const PEOPLE: readonly SandboxUser[] = [
  {
    name: 'ada',
    displayName: 'Ada',
    email: 'ada@example.com',
    purpose: 'Application manager, owns gha1 and clickstream',
    groups: ['gha'],
  },
  {
    name: 'grace',
    displayName: 'Grace',
    email: 'grace@example.com',
    purpose: 'Application manager, owns gha2, weblogs and archive',
    groups: ['marts'],
  },
  {
    name: 'pat',
    displayName: 'Pat',
    email: 'pat@example.com',
    purpose: 'Platform engineer',
    groups: ['platform'],
  },
  {
    name: 'audrey',
    displayName: 'Audrey',
    email: 'audrey@example.com',
    purpose: 'Auditor',
    groups: ['audit'],
  },
];
