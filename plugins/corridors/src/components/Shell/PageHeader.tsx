import {
  Header,
  type HeaderMetadataItem,
  type HeaderNavTabItem,
} from '@backstage/ui';
import type { ReactNode } from 'react';
import { usePaths } from '../../navigation';
import styles from './PageHeader.module.css';

/** Properties of {@link PageHeader}. */
export interface PageHeaderProps {
  /** The sentence that a person came for, or the name of the thing. */
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly metadata?: HeaderMetadataItem[];
  readonly breadcrumbs?: { label: string; href: string }[];
  /** Tabs of the page; those of the plugin when they are left out. */
  readonly tabs?: HeaderNavTabItem[];
  readonly activeTab?: string;
}

/** The head of every page of ours: the answer first, then where else to go. */
export function PageHeader(props: PageHeaderProps) {
  const paths = usePaths();
  const tabs = props.tabs ?? [
    { id: 'corridors', label: 'Corridors', href: paths.corridors() },
    { id: 'security', label: 'Security', href: paths.security() },
    { id: 'requests', label: 'Requests', href: paths.requests() },
  ];
  return (
    <div className={styles.root}>
      <Header
        className={styles.header}
        title={props.title}
        description={props.description}
        customActions={props.actions}
        metadata={props.metadata}
        breadcrumbs={props.breadcrumbs}
        tabs={tabs}
        activeTabId={props.activeTab}
      />
    </div>
  );
}
