import { z } from 'zod';

/**
 * Controls and line ends; characters of format, which turn the direction of what follows, join, or have no width ("Unicode
 * Bidirectional Algorithm", explicit directional characters; general category Cf); halves of surrogate pairs; and letters that
 * are drawn as nothing.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/u;

/** One line of text that reads as what it is: without characters that are not seen, or that change the order of others. */
export const visibleTextSchema = z.string().superRefine((text, context) => {
  const hidden = HIDDEN.exec(text);
  if (hidden) {
    context.addIssue({
      code: 'custom',
      message: `must be one line of visible text, but holds ${codePointOf(
        hidden[0],
      )} after ${hidden.index} characters; remove it`,
      params: { code: 'hidden-character' },
    });
  }
});

/** Embeddings, overrides and isolates ("Unicode Bidirectional Algorithm"): they show text in another order than it has. */
const DIRECTIONAL = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * A character that makes a file read otherwise than it is, wherever in the file it stands.
 *
 * @public
 */
export interface DirectionalCharacter {
  readonly offset: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/**
 * Finds the first character that changes the order in which a file is shown, comments included.
 *
 * @public
 */
export function findDirectionalCharacter(
  text: string,
): DirectionalCharacter | undefined {
  const found = DIRECTIONAL.exec(text);
  return found
    ? {
        offset: found.index,
        message: `${codePointOf(
          found[0],
        )} stands here, which shows text in another order than it has; remove it.`,
      }
    : undefined;
}

function codePointOf(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${digits.padStart(4, '0')}`;
}
