import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { answerLine } from './answerLine';
import { InputLines, type InputLine } from './InputLines';

/** Longer than any request with the largest policies that AWS accepts. */
const LINE_LIMIT_BYTES = 16 * 1024 * 1024;

/** Answers are written when they come to this many characters, and whenever the input pauses. */
const BATCH_CHARACTERS = 64 * 1024;

/**
 * Answers each line of the input by one line of the output, in order. Holds one chunk of input and one batch of answers,
 * and waits for a slow reader.
 */
export async function evaluateStream(
  input: AsyncIterable<Buffer>,
  output: Writable,
): Promise<void> {
  const lines = new InputLines(LINE_LIMIT_BYTES);
  for await (const chunk of input) {
    await answer(lines.push(chunk), output);
  }
  await answer(lines.end(), output);
}

async function answer(
  lines: Iterable<InputLine>,
  output: Writable,
): Promise<void> {
  let batch = '';
  for (const line of lines) {
    batch += `${answerLine(line)}\n`;
    if (batch.length >= BATCH_CHARACTERS) {
      await write(batch, output);
      batch = '';
    }
  }
  if (batch !== '') {
    await write(batch, output);
  }
}

async function write(text: string, output: Writable): Promise<void> {
  if (!output.write(text)) {
    await once(output, 'drain');
  }
}
