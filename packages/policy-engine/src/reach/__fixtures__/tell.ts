import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses } from '../findTrespasses';
import {
  Json,
  OWN,
  ownStatements,
  SmallFleet,
  smallFleet,
  source,
  tlsOnly,
  withBucket,
  withRole,
} from './smallFleet';

/** Holds a statement to resources of the own account. */
export const HELD = { StringEquals: { 'aws:ResourceAccount': OWN } };

/** The counterexamples of a fleet. */
export function trespassesOf({
  model,
  territories,
  permissions,
  context,
}: SmallFleet) {
  return findTrespasses(compileAccessModel(model), {
    territories,
    permissions,
    context,
  }).trespasses;
}

/** Each trespass in short: kind, action, range, territory of the witness, verdict. */
export function told(fleet: SmallFleet): string[] {
  const lines = trespassesOf(fleet).map(
    ({ kind, region, territory }) =>
      `${kind} ${region.action} ${region.resources} of ${
        territory ?? 'nobody'
      }: ${region.verdict}`,
  );
  return [...new Set(lines)];
}

/** A statement that allows to read objects of the own account. */
export const allow = (over: Json): Json => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: '*',
  Condition: HELD,
  ...over,
});

/** The role gha1 with more statements. */
export const gha1With = (...statements: readonly Json[]) =>
  withRole(smallFleet(), 'gha1', {
    identity: [source('gha1', ...ownStatements('gha1-primary'), ...statements)],
  });

/** A bucket of gha2 with one more statement in its policy. */
export const gha2Opened = (statement: Json) =>
  withBucket(smallFleet(), 'gha2-primary', {
    policy: source('gha2-primary', tlsOnly('gha2-primary'), statement),
  });

/** The role gha2 with another trust. */
export const trusting = (statement: Json) =>
  withRole(smallFleet(), 'gha2', { trust: source('trust', statement) });
