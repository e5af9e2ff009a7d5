import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  AsOf,
  AwsResourceBadge,
  CodeBlock,
  CopyableText,
  Disclosure,
  EmptyState,
  Section,
  TimeAgo,
} from '@corridors/plugin-corridors-react';
import { prettyJson } from './BucketsTab';
import { FactList } from './FactList';
import styles from './CorridorPage.module.css';

/** The roles: who is trusted with them, what they allow, when they were last used. */
export function RolesTab({ corridor }: { readonly corridor: CorridorDetail }) {
  if (corridor.roles.length === 0) {
    return (
      <Section title="Roles">
        <EmptyState title="No role is known yet">
          It appears as soon as the provisioner reports it.
        </EmptyState>
      </Section>
    );
  }
  return (
    <>
      {corridor.roles.map(role => (
        <Section
          key={role.arn}
          title={role.name}
          actions={<AwsResourceBadge state={role.status.state} />}
        >
          {role.status.message && (
            <p className={styles.message}>{role.status.message}</p>
          )}
          <FactList
            facts={[
              {
                name: 'ARN',
                value: <CopyableText text={role.arn} label="role ARN" />,
              },
              {
                name: 'Last used',
                value: role.lastUsed ? (
                  <>
                    <TimeAgo at={role.lastUsed.at} />
                    {role.lastUsed.region && ` in ${role.lastUsed.region}`}
                  </>
                ) : (
                  'not recorded'
                ),
              },
              {
                name: 'Seen',
                value: (
                  <AsOf at={role.asOf ?? role.status.observedAt} source="AWS" />
                ),
              },
            ]}
          />
          {role.trustPolicy && (
            <Disclosure title="Who is trusted with it (trust policy)">
              <div className={styles.code}>
                <CodeBlock
                  title={`trust policy of ${role.name}`}
                  content={prettyJson(role.trustPolicy)}
                />
              </div>
            </Disclosure>
          )}
          {role.policies?.map(policy => (
            <Disclosure
              key={policy.name}
              title={`What it allows (${policy.name})`}
            >
              <div className={styles.code}>
                <CodeBlock
                  title={policy.name}
                  content={prettyJson(policy.document)}
                />
              </div>
            </Disclosure>
          ))}
        </Section>
      ))}
    </>
  );
}
