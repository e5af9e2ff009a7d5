import type { Pattern } from './Pattern';

/** Whether two patterns may match a common text, as far as their beginnings tell. */
export function mayMeet(a: Pattern, b: Pattern): boolean {
  const length = Math.min(a.tokens.length, b.tokens.length);
  for (let i = 0; i < length; i++) {
    const tokenA = a.tokens[i] ?? 0;
    const tokenB = b.tokens[i] ?? 0;
    if (tokenA < 0 || tokenB < 0) {
      return true;
    }
    if (tokenA !== tokenB) {
      return false;
    }
  }
  return true;
}
