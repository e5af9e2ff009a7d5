import type { Operation } from '@corridors/model';
import type { PreflightAnswer } from '@corridors/plugin-corridors-common';
import {
  Disclosure,
  identityTitle,
  resourceTitle,
} from '@corridors/plugin-corridors-react';
import styles from './CorridorPreview.module.css';

type PredictedAccess = NonNullable<PreflightAnswer['access']>;

/** Who may do what on what, one line each. */
export function summarizeAccess(
  access: PredictedAccess,
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

/** The access that follows from the request, in words; everything that is not listed is denied. */
export function AccessInWords({
  access,
}: {
  readonly access: PredictedAccess;
}) {
  const allowed = summarizeAccess(access);
  const denied = access.cells.filter(
    ({ verdict }) => verdict === 'deny',
  ).length;
  return (
    <section className={styles.access} aria-label="Access that follows">
      <h4 className={styles.title}>Access that follows</h4>
      <ul>
        {allowed.map(({ sentence, because }) => (
          <li key={sentence}>
            {sentence} <span className={styles.because}>({because})</span>
          </li>
        ))}
      </ul>
      <p className={styles.because}>
        Everything else is denied: {denied} more ways in or out were looked at.
      </p>
      <Disclosure title="What is denied, and why">
        <ul className={styles.denied}>
          {[
            ...new Set(
              access.cells
                .filter(({ verdict }) => verdict === 'deny')
                .map(({ because }) => because),
            ),
          ].map(because => (
            <li key={because}>{because}</li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}
