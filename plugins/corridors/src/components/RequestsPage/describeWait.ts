/**
 * What a request waits for, to go on within a sentence: without a full stop, and in lower case but for names and
 * acronyms.
 */
export function describeWait(waitingFor: string): string {
  const text = waitingFor.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
