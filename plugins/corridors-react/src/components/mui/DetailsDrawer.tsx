import { ButtonIcon } from '@backstage/ui';
import Drawer from '@material-ui/core/Drawer';
import { RiCloseLine } from '@remixicon/react';
import { useId, type ReactNode } from 'react';
import { Surface } from '../Surface';
import styles from './DetailsDrawer.module.css';

/**
 * Properties of {@link DetailsDrawer}.
 *
 * @public
 */
export interface DetailsDrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Details at the side, over the page that they belong to. Escape closes it and focus returns.
 *
 * @public
 */
export function DetailsDrawer({
  title,
  isOpen,
  onClose,
  children,
}: DetailsDrawerProps) {
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={isOpen}
      onClose={onClose}
      classes={{ paper: styles.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <Surface>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <ButtonIcon
            aria-label="Close"
            variant="tertiary"
            icon={<RiCloseLine size={20} />}
            onPress={onClose}
          />
        </div>
        <div className={styles.body}>{children}</div>
      </Surface>
    </Drawer>
  );
}
