import { InputLines } from './InputLines';

function cut(chunks: readonly (string | Buffer)[], limit = 100) {
  const lines = new InputLines(limit);
  return [
    ...chunks.flatMap(chunk => [...lines.push(Buffer.from(chunk))]),
    ...lines.end(),
  ].map(line =>
    line.kind === 'line' ? line.bytes.toString('utf8') : line.bytes,
  );
}

describe('InputLines', () => {
  it.each([
    ['nothing', [], []],
    ['one end', ['a\n'], ['a']],
    ['no end', ['a'], ['a']],
    ['lines across chunks', ['a', 'b\nc', '\n', 'd'], ['ab', 'c', 'd']],
    ['several lines in one chunk', ['a\nb\nc\n'], ['a', 'b', 'c']],
    ['CRLF', ['a\r\nb\r', '\nc'], ['a', 'b', 'c']],
    ['empty lines', ['\n\r\na\n\n'], ['', '', 'a', '']],
    ['a carriage return within a line', ['a\rb\n'], ['a\rb']],
    [
      'a byte order mark at the beginning',
      ['\uFEFFa\n\uFEFFb'],
      ['a', '\uFEFFb'],
    ],
    ['a byte order mark and nothing else', ['\uFEFF\n'], ['']],
  ])('cuts %s', (_, chunks, lines) => {
    expect(cut(chunks)).toEqual(lines);
  });

  it('puts a character together that two chunks share', () => {
    const euro = Buffer.from('€\n');
    expect(cut([euro.subarray(0, 1), euro.subarray(1)])).toEqual(['€']);
  });

  it('counts a line beyond the limit, and reads the next', () => {
    expect(cut(['0123', '456789', '0\nab\n0123456789\n'], 10)).toEqual([
      11,
      'ab',
      '0123456789',
    ]);
  });

  it('reads on at the last line, when that is too long', () => {
    expect(cut(['0123456789', '0'], 10)).toEqual([11]);
  });
});
