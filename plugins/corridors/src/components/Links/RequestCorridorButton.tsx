import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { ButtonLink } from '@backstage/ui';
import { corridorsRequestCreatePermission } from '@corridors/plugin-corridors-common';
import { RiAddLine } from '@remixicon/react';
import { requestTemplateRouteRef } from '../../routes';

/** Leads to the request form, for those who may request. */
export function RequestCorridorButton() {
  const template = useRouteRef(requestTemplateRouteRef);
  const { allowed } = usePermission({
    permission: corridorsRequestCreatePermission,
  });
  if (!template || !allowed) {
    return null;
  }
  return (
    <ButtonLink
      variant="primary"
      iconStart={<RiAddLine />}
      href={template({
        namespace: 'default',
        templateName: 'corridor-request',
      })}
    >
      Request a corridor
    </ButtonLink>
  );
}
