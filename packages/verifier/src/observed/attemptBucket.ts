import type { BucketResource, Operation } from '@corridors/model';
import { nameAnswer } from '../aws/answer';
import type { Signer } from '../aws/EnvironmentClients';
import { classify } from '../classify/classify';
import type { BucketProbe, ProbeAnswer } from '../probes/probe';
import {
  probeDelete,
  probeList,
  probeRead,
  probeWrite,
} from '../probes/probeBucket';
import type { Attempt } from './attempt';
import type { Column } from './ColumnControls';
import type { Session } from './Session';

/** What a try of a cell needs beside the cell. */
export interface AttemptTools {
  readonly session: Session;
  readonly random: () => string;
  readonly signal: AbortSignal;
}

/** Tries an operation on a bucket with the credentials of a row. */
export async function attemptBucket(
  operation: Exclude<Operation, 'assume' | 'administer'>,
  bucket: BucketResource,
  signer: Signer,
  column: Extract<Column, { kind: 'bucket' }>,
  { session, random, signal }: AttemptTools,
): Promise<Attempt> {
  const probe: BucketProbe = {
    clients: session.clients,
    signer,
    bucket,
    random,
    signal,
  };
  switch (operation) {
    case 'list':
      return read(operation, await probeList(probe));
    case 'read':
      return read(operation, await probeRead(probe));
    case 'write':
      return read(operation, await probeWrite(probe));
    case 'delete': {
      const isPlainHarmless = column.keepsVersions === false;
      if (!isPlainHarmless && !column.hasConditionalDeletes) {
        return {
          kind: 'not-covered',
          reason: 'no-harmless-probe',
          detail:
            'A delete may leave a delete marker in this bucket, and its store is not known to honour conditions on deletes.',
        };
      }
      return read(
        operation,
        await probeDelete(probe, { keepsVersions: !isPlainHarmless }),
      );
    }
    default: {
      const unknown: never = operation;
      throw new Error(`Unknown operation ${String(unknown)}`);
    }
  }

  function read(
    probed: 'list' | 'read' | 'write' | 'delete',
    { call, answer }: ProbeAnswer,
  ): Attempt {
    const summary = `${call} on ${bucket.name} answered ${nameAnswer(answer)}.`;
    return {
      kind: 'probed',
      classification: classify(probed, answer),
      evidence: [
        session.evidence('s3', summary, { call, answer: nameAnswer(answer) }),
      ],
    };
  }
}
