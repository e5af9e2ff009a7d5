import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { catalogEntityRouteRef } from '../../routes';

/** Properties of {@link EntityName}. */
export interface EntityNameProps {
  /** A whole reference, such as `group:default/gha`. */
  readonly entityRef: string;
  /** Text only: where the whole row is a link already. */
  readonly isPlain?: boolean;
}

/** Who an owner or a requester is, with a link to the catalog where there is one. */
export function EntityName({ entityRef, isPlain }: EntityNameProps) {
  const presentation = useEntityPresentation(
    entityRef || 'group:default/unknown',
  );
  const route = useRouteRef(catalogEntityRouteRef);
  if (!entityRef) {
    return <>unknown</>;
  }
  if (!route || isPlain) {
    return <span title={entityRef}>{presentation.primaryTitle}</span>;
  }
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return (
    <Link
      href={route({ kind: kind.toLowerCase(), namespace, name })}
      title={entityRef}
    >
      {presentation.primaryTitle}
    </Link>
  );
}
