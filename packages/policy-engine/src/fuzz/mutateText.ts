import { Dice } from '../naive/Dice';

const PIECES = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '*',
  '?',
  '${',
  '\u0000',
  '\ud800',
  '\udc00',
  '𝄞',
  '\u2028',
  '\ufeff',
  '\\u0041',
  'null',
  'true',
  '-0',
  '1e999',
  ' ',
  '\n',
  '"Effect":"Allow",',
  '"__proto__":{},',
  '"NotAction":"s3:*",',
  'IfExists',
  'Not',
] as const;

/** The text with one to three changes: pieces put in, taken out, doubled, swapped, or the end cut off. */
export function mutateText(text: string, dice: Dice): string {
  let mutated = text;
  for (let changes = dice.between(1, 3); changes > 0; changes--) {
    mutated = change(mutated, dice);
  }
  return mutated;
}

function change(text: string, dice: Dice): string {
  const from = dice.between(0, text.length);
  const to = dice.between(
    from,
    Math.min(text.length, from + dice.pick([0, 1, 1, 2, 12])),
  );
  const before = text.slice(0, from);
  const piece = text.slice(from, to);
  const after = text.slice(to);
  switch (dice.between(0, 5)) {
    case 0:
      return before + dice.pick(PIECES) + piece + after;
    case 1:
      return before + after;
    case 2:
      return before + piece + piece + after;
    case 3:
      return before + dice.pick(PIECES) + after;
    case 4:
      return (
        before +
        after.slice(0, piece.length) +
        piece +
        after.slice(piece.length)
      );
    default:
      return dice.chance(0.2) ? before : before + flip(piece, dice) + after;
  }
}

function flip(piece: string, dice: Dice): string {
  const bit = 1 << dice.between(0, 6);
  return String.fromCharCode(
    ...piece.split('').map(character => character.charCodeAt(0) ^ bit),
  );
}
