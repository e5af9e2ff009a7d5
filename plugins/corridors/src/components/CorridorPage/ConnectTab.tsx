import {
  CodeBlock,
  EmptyState,
  ErrorState,
  Section,
  TextSkeleton,
  useConnection,
} from '@corridors/plugin-corridors-react';
import styles from './CorridorPage.module.css';

/** Ready-made client configuration, to copy. It holds no secret: pods get their credentials by themselves. */
export function ConnectTab({ name }: { readonly name: string }) {
  const { data, error, isLoading, refresh } = useConnection(name);
  if (!data) {
    return (
      <Section title="Connect">
        {isLoading ? (
          <TextSkeleton lines={8} label="client configuration" />
        ) : (
          <ErrorState
            error={error}
            subject={`the client configuration of ${name}`}
            onRetry={refresh}
          />
        )}
      </Section>
    );
  }
  if (data.items.length === 0) {
    return (
      <Section title="Connect">
        <EmptyState title="There is no client configuration">
          Its environment offers none.
        </EmptyState>
      </Section>
    );
  }
  return (
    <>
      {data.items.map(item => (
        <Section
          key={item.id}
          id={item.id}
          title={item.title}
          note={item.language}
        >
          <div className={styles.code}>
            <CodeBlock title={item.title} content={item.content} />
          </div>
        </Section>
      ))}
    </>
  );
}
