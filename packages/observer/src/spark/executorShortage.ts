import { LostExecutor } from '../cluster';
import { explainPodFailure } from '../failures/podFailure';
import { ObservedPod } from '../kubernetes';
import { RunReason } from './runReason';

/** Executors need some minutes to be scheduled and to pull their image. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Says that a run has had fewer executors than it asked for during more than five minutes, and why: what one that waits
 * is waiting for, else how the last one was lost.
 *
 * @param runningSince - when the driver began to run
 */
export function findExecutorShortage(input: {
  requested: number | undefined;
  executors: readonly ObservedPod[];
  lost: readonly LostExecutor[];
  runningSince: string | undefined;
  now: Date;
}): RunReason | undefined {
  const { requested, executors, lost, runningSince, now } = input;
  const running = executors.filter(({ phase }) => phase === 'Running').length;
  const isPatient =
    runningSince === undefined ||
    now.getTime() - Date.parse(runningSince) < PATIENCE_MS;
  if (requested === undefined || running >= requested || isPatient) {
    return undefined;
  }
  const waiting = executors
    .filter(({ phase }) => phase === 'Pending')
    .flatMap(pod => explainPodFailure(pod) ?? [])
    .at(0);
  const last = lost.at(-1);
  const because =
    waiting?.text ?? (last && `Last lost: ${last.pod}, ${last.reason}`);
  return {
    code: 'executors-missing',
    text: `${running} of ${requested} executors are running${
      because === undefined ? '' : `. ${because}`
    }`,
    evidence: waiting?.evidence ?? (last && `pod ${last.pod} at ${last.at}`),
  };
}
