import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { corridorResourceRef } from './corridorResource';

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow corridors whose owner is one of the claims',
  resourceRef: corridorResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe(
        'Entity references; usually those that the user has ownership through',
      ),
  }),
  apply: ({ owner }, { claims }) => claims.includes(owner),
  toQuery: ({ claims }) => ({ key: 'owner' as const, values: claims }),
});

const hasEnvironment = createPermissionRule({
  name: 'HAS_ENVIRONMENT',
  description: 'Allow corridors of one of the environments',
  resourceRef: corridorResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('Names of environments'),
  }),
  apply: ({ environment }, { environments }) =>
    environments.includes(environment),
  toQuery: ({ environments }) => ({
    key: 'environment' as const,
    values: environments,
  }),
});

/**
 * Rules on corridors: `IS_OWNER` and `HAS_ENVIRONMENT`.
 *
 * @public
 */
export const corridorRules = { isOwner, hasEnvironment };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: corridorResourceRef,
  rules: corridorRules,
});

/**
 * Conditions for a permission policy: `isOwner({ claims })` and `hasEnvironment({ environments })`.
 *
 * @public
 */
export const corridorConditions = conditions;

/**
 * Makes the decision of a permission policy that depends on {@link corridorConditions}.
 *
 * @public
 */
export const createCorridorConditionalDecision = createConditionalDecision;
