import type { Operation } from '@corridors/model';
import type { PreflightAnswer } from '@corridors/plugin-corridors-common';
import {
  Disclosure,
  identityTitle,
  resourceTitle,
} from '@corridors/plugin-corridors-react';
import styles from './CorridorPreview.module.css';

type IntendedAccess = NonNullable<PreflightAnswer['access']>;

/** Who may do what on what, one line each. */
export function summarizeAccess(
  access: IntendedAccess,
): { sentence: string; because: string }[] {
  const lines = new Map<
    string,
    { who: string; what: string; operations: Operation[]; because: string }
  >();
  for (const { cell, verdict, because } of access.cells) {
    const [identityId, operation, resourceId] = cell.split(' ');
    const identity = access.identities.find(({ id }) => id === identityId);
    const resource = access.resources.find(({ id }) => id === resourceId);
    if (verdict === 'allow' && identity && resource && isOperation(operation)) {
      const key = `${identity.id} ${resource.id}`;
      const line = lines.get(key) ?? {
        who: identityTitle(identity),
        what: resourceTitle(resource),
        operations: [],
        because,
      };
      line.operations.push(operation);
      lines.set(key, line);
    }
  }
  return [...lines.values()].map(({ who, what, operations, because }) => ({
    sentence: `${who} may ${operations.join(', ')}: ${what}`,
    because,
  }));
}

function isOperation(text: string | undefined): text is Operation {
  return ['list', 'read', 'write', 'delete', 'administer', 'assume'].includes(
    text ?? '',
  );
}

/** Why the access is meant to be as it is; everything that is not listed is meant to be denied. */
export function WhyIntended({ access }: { readonly access: IntendedAccess }) {
  const allowed = summarizeAccess(access);
  const denied = [
    ...new Set(
      access.cells
        .filter(({ verdict }) => verdict === 'deny')
        .map(({ because }) => because),
    ),
  ];
  return (
    <Disclosure title="What is meant, and why">
      <ul className={styles.reasons}>
        {allowed.map(({ sentence, because }) => (
          <li key={sentence}>
            {sentence} <span className={styles.because}>({because})</span>
          </li>
        ))}
        {denied.map(because => (
          <li key={because}>Denied: {because}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
