import {
  notCoveredReasonSchema,
  viewSchema,
} from '@corridors/plugin-corridors-common';
import { z } from 'zod';
import type { RolledUpAnswers } from './RunStore';

/** Row of the table `run_rolled_up_answers`. */
export interface RolledUpRow {
  run_id: string;
  view: string;
  position: number;
  answer: string;
  cells: string;
}

const answerSchema = z.discriminatedUnion('covered', [
  z.object({
    covered: z.literal(true),
    verdict: z.literal('deny'),
    evidence: z.array(z.never()),
  }),
  z.object({
    covered: z.literal(false),
    reason: notCoveredReasonSchema,
    detail: z.string(),
  }),
]);

/** @param position - tells the answers of one view apart */
export function toRolledUpRow(
  runId: string,
  position: number,
  { view, answer, cells }: RolledUpAnswers,
): RolledUpRow {
  return {
    run_id: runId,
    view,
    position,
    answer: JSON.stringify(answer),
    cells,
  };
}

/** @throws ZodError when the row was not written by this plugin */
export function fromRolledUpRow(row: RolledUpRow): RolledUpAnswers {
  return {
    view: viewSchema.parse(row.view),
    answer: answerSchema.parse(JSON.parse(row.answer)),
    cells: row.cells,
  };
}
