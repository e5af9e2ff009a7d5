/** An invisible space, which keeps words apart for programs and not for eyes. */
const INVISIBLE = '\u200b';

/** Longest name, in characters. */
const LONGEST_NAME = 200;

/** Longest sentence, in characters. */
const LONGEST_SENTENCE = 1_000;

/** A name as code, so that nothing in it is Markdown or mentions anybody. */
export function code(text: string): string {
  return `\`${shorten(text.replace(/[`|\r\n]/g, ' '), LONGEST_NAME)}\``;
}

const ENTITIES = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
]);

/**
 * A sentence as it is: nothing in it is Markdown or HTML, mentions anybody, or becomes a link. (GitHub: "Mentioning people
 * and teams", "Autolinked references and URLs".)
 */
export function prose(text: string): string {
  return shorten(text, LONGEST_SENTENCE)
    .replace(/\s+/g, ' ')
    .replace(
      /[\\`*_{}[\]()+!|~<>&#-]/g,
      character => ENTITIES.get(character) ?? `\\${character}`,
    )
    .replace(/@/g, `@${INVISIBLE}`)
    .replace(/#/g, `#${INVISIBLE}`)
    .replace(/:\/\//g, `:${INVISIBLE}//`)
    .replace(/\bwww\./gi, word => `${word.slice(0, 3)}${INVISIBLE}.`);
}

function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A table; its cells are Markdown already and hold no line break. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  return [
    `| ${header.join(' | ')} |`,
    `|${header.map(() => ' --- |').join('')}`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ];
}

/** A part that is closed until somebody opens it. The summary is Markdown already. */
export function details(summary: string, lines: readonly string[]): string[] {
  return [
    '<details>',
    `<summary>${summary}</summary>`,
    '',
    ...lines,
    '',
    '</details>',
  ];
}

/**
 * As many lines as there is room for, and a last one that says how many more there are.
 *
 * @param room - characters, line ends included
 */
export function fit(
  lines: readonly string[],
  room: number,
  more: (count: number) => string,
): string[] {
  let left = room;
  const fitting: string[] = [];
  for (const [index, line] of lines.entries()) {
    left -= line.length + 1;
    if (left < 0) {
      return [...fitting, more(lines.length - index)];
    }
    fitting.push(line);
  }
  return fitting;
}
