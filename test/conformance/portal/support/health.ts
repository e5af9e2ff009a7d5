import { eventually } from './eventually';
import type { Portal } from './startPortal';

interface Source {
  readonly id: string;
  readonly state: string;
  readonly message?: string;
}

/** Waits until a source of facts is in a state, as the list of corridors says it. */
export async function untilSource(
  portal: Portal,
  id: string,
  state: string,
  seconds = 60,
): Promise<Source> {
  let seen: unknown;
  return eventually(
    `${id} is ${state}`,
    async () => {
      const { body } = await portal.pat.get('/corridors/v1/corridors');
      seen = body.sources;
      return body.sources.find(
        (source: Source) => source.id === id && source.state === state,
      );
    },
    { seconds, seen: () => seen },
  );
}

/** Waits until corridors have everything that they were promised. */
export async function untilReady(
  portal: Portal,
  names: readonly string[],
): Promise<void> {
  let seen: unknown;
  await eventually(
    `${names} are ready`,
    async () => {
      const { body } = await portal.pat.get('/corridors/v1/corridors');
      seen = body.items.map((item: { name: string; state: string }) => [
        item.name,
        item.state,
      ]);
      const details = await Promise.all(
        names.map(name => portal.pat.get(`/corridors/v1/corridors/${name}`)),
      );
      return details.every(
        detail =>
          detail.status === 200 &&
          detail.body.bucketsDetail.every(
            (bucket: { status: { state: string } }) =>
              bucket.status.state === 'ready',
          ) &&
          detail.body.roles.every(
            (role: { status: { state: string } }) =>
              role.status.state === 'ready',
          ),
      )
        ? true
        : undefined;
    },
    { seconds: 90, seen: () => seen },
  );
}
