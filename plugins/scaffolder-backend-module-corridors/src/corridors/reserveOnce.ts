import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  predictedAccessSchema,
  problemSchema,
} from '@corridors/plugin-corridors-common';
import { z } from 'zod';
import type { CorridorInput } from '../actions/input';
import type { CorridorsGateway } from './CorridorsGateway';

/** What is kept of a reservation between two tries of a task. */
const reservationSchema = z.object({
  id: z.string(),
  corridor: z.string(),
  environment: z.string(),
  owner: z.string(),
  requestedBy: z.string(),
  repoUrl: z.string(),
  branch: z.string(),
  target: z.object({ branch: z.string(), folder: z.string() }),
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  remove: z.array(z.string()),
  prediction: predictedAccessSchema,
  warnings: z.array(problemSchema),
});

/** {@link reservationSchema} */
export type Reservation = z.infer<typeof reservationSchema>;

/**
 * The reservation of a task: made once, found again when the task is taken up anew, and replaced when it was given up in
 * between.
 */
export async function reserveOnce(
  gateway: CorridorsGateway,
  corridor: CorridorInput,
  filesDigest: string,
  ctx: Pick<
    ActionContext<{}>,
    'checkpoint' | 'getInitiatorCredentials' | 'signal'
  >,
): Promise<Reservation> {
  for (let key = 'reserve'; ; ) {
    let isNew = false;
    const kept = await ctx.checkpoint({
      key,
      fn: async () => {
        const reservation = await gateway.reserve(corridor, filesDigest, ctx);
        isNew = true;
        // A checkpoint keeps JSON, which has no absent members.
        return JSON.parse(JSON.stringify(reservationSchema.parse(reservation)));
      },
    });
    const reservation = reservationSchema.parse(kept);
    if (isNew || !(await isOver(gateway, reservation.id, ctx))) {
      return reservation;
    }
    key = `reserve.after.${reservation.id}`;
  }
}

async function isOver(
  gateway: CorridorsGateway,
  id: string,
  ctx: Pick<ActionContext<{}>, 'getInitiatorCredentials' | 'signal'>,
): Promise<boolean> {
  const { state } = await gateway.getRequest(id, ctx);
  return state === 'failed' || state === 'closed';
}
