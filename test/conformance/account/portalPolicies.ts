import { readFile } from 'node:fs/promises';
import path from 'node:path';

const GUIDE = path.join(__dirname, '../../../docs/operator-guide.md');

/** A statement of the policy that the operator guide asks for. */
export interface GuideStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/** The policy that the operator guide asks for in each AWS account, as an operator would copy it. */
export async function readGuidePolicy(): Promise<{
  readonly Version: string;
  readonly Statement: readonly GuideStatement[];
}> {
  const guide = await readFile(GUIDE, 'utf8');
  const [, text] =
    /\*\*In each AWS account\*\*[\s\S]*?```json\n([\s\S]*?)```/.exec(guide) ??
    [];
  if (text === undefined) {
    throw new Error(`${GUIDE} shows no policy for the portal in AWS`);
  }
  return JSON.parse(text);
}
