const REDACTED = '[redacted]';

/** What must not leave a log: access keys, signatures and tokens of AWS, JSON web tokens, anything called a secret. */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g,
  /(?<=[?&]X-Amz-[A-Za-z-]+=)[^&\s"']+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<=\bBearer\s+)[\w.~+/=-]+/gi,
  /(?<=(?:secret|password|passwd|token|access[._-]?key|authorization)(?:[._-]?(?:access[._-]?key|key|id|value))?["']?\s*[:=]\s*["']?)[^\s"',;}&]+/gi,
];

/** A line of a log without what looks like a credential. */
export function redactLog(text: string): string {
  return SECRETS.reduce(
    (redacted, secret) => redacted.replace(secret, REDACTED),
    text,
  );
}
