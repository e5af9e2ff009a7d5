import '@microsoft/jest-sarif';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import MarkdownIt from 'markdown-it';
import { aReport, HOSTILE, hostileReport } from '../__fixtures__/report';
import { aResult } from '../__fixtures__/results';
import type { CheckResult } from '../check/checkResult';
import { formatReport } from './formatReport';
import { REPORT_FORMATS } from './reportFormats';

const EMPTY = aReport({ results: [] });

describe('formatReport', () => {
  it.each(REPORT_FORMATS)('ends %s with one line break', format => {
    for (const report of [aReport(), EMPTY, hostileReport()]) {
      expect(formatReport(report, format)).toMatch(/[^\n]\n$/);
    }
  });

  it.each(REPORT_FORMATS)(
    'names files from where it is called in %s',
    format => {
      const text = formatReport(aReport({ root: 'gitops/live' }), format);
      expect(text).toContain('gitops/live/corridors/gha1/aws/policy.yaml');
    },
  );

  it.each(REPORT_FORMATS.filter(format => format !== 'json'))(
    'sums up in %s',
    format => {
      expect(formatReport(aReport(), format)).toContain(
        '1 leak fails the check; 1 warning; 1 waived; 1 in the base too.',
      );
    },
  );
});

describe('formatReport, of what no result tells', () => {
  it.each(REPORT_FORMATS)(
    'says in %s what is weak, taken for granted and not covered',
    format => {
      const text = formatReport(EMPTY, format).replaceAll('&apos;', "'");
      expect(text).toContain("Pods of single1 can take the node role's place");
      expect(text).toContain('By its mechanism.');
      expect(text).toMatch(/aws:SecureTransport\W+(is\W+)?true/);
      expect(text).toContain('Access points are never read.');
    },
  );
});

describe('formatReport, text', () => {
  it('says what fails first, and the answer last', () => {
    expect(formatReport(aReport(), 'text')).toMatchInlineSnapshot(`
      "leak: gha1 can read bucket gha2-raw of gha2
        at corridors/gha1/aws/policy.yaml:12, statement 1 (Objects) of identity policy gha1
        This must be denied, and the declared view allows it.
        Seen at arn:aws:s3:::gha2-raw/a
        Next: Take the statement out.
        Id: leak:corridor:gha1:bucket:gha2-raw

      leak (in the base too): Known before
        at corridors/gha1/aws/policy.yaml:12, statement 1 (Objects) of identity policy gha1
        This must be denied, and the declared view allows it.
        Seen at arn:aws:s3:::gha2-raw/a
        Next: Take the statement out.
        Id: leak:known

      leak (waived by group:default/platform until 2026-12-31: Moves in December): Accepted
        at corridors/gha1/aws/policy.yaml:12, statement 1 (Objects) of identity policy gha1
        This must be denied, and the declared view allows it.
        Seen at arn:aws:s3:::gha2-raw/a
        Next: Take the statement out.
        Id: leak:accepted

      not-as-rendered (warning): gha1 is not rendered yet
        at corridors/gha1/corridor.yaml:1
        Seen at arn:aws:s3:::gha2-raw/a
        Next: Take the statement out.
        Id: not-as-rendered:corridors/gha1

      standing weakness: Pods of single1 can take the node role's place
        By its mechanism.

      Looked at 2 corridors of 1 environment, for all names (account 444455556666: 7 principals, 11 ranges, 112 cells).
      Taken for granted: aws:SecureTransport is true.
      Not covered: Access points are never read.
      1 leak fails the check; 1 warning; 1 waived; 1 in the base too.
      "
    `);
  });

  it('says that nothing was found', () => {
    expect(formatReport(EMPTY, 'text')).toMatch(/Nothing fails the check\.\n$/);
  });

  it('lets no text of the repository steer the terminal or begin a line', () => {
    const lines = formatReport(hostileReport(), 'text').split('\n');
    // eslint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\x00-\x1f\x7f]/);
    expect(lines.filter(line => line.startsWith('::'))).toEqual([]);
  });
});

describe('formatReport, json', () => {
  it('says of each result whether it fails the check', () => {
    const data = JSON.parse(formatReport(aReport(), 'json'));
    expect(data).toMatchObject({
      version: 1,
      failed: true,
      corridors: 2,
      baseContext: { 'aws:SecureTransport': 'true' },
    });
    expect(
      data.results.map((one: Record<string, unknown>) => [
        one.status,
        one.fails,
      ]),
    ).toEqual([
      ['open', true],
      ['in-base', false],
      ['waived', false],
      ['open', false],
    ]);
    expect(JSON.parse(formatReport(EMPTY, 'json')).failed).toBe(false);
  });
});

describe('formatReport, github', () => {
  it('writes a workflow command for each result', () => {
    const [error, ...rest] = formatReport(aReport(), 'github').split('\n');
    expect(error).toBe(
      '::error file=corridors/gha1/aws/policy.yaml,line=12,title=leak%3A gha1 can read bucket gha2-raw of gha2::This must be denied, and the declared view allows it.%0ASeen at arn:aws:s3:::gha2-raw/a%0ANext: Take the statement out.',
    );
    expect(
      rest
        .filter(line => line.startsWith('::'))
        .map(line => line.split(' ')[0]),
    ).toEqual(['::warning', '::notice', '::notice']);
  });

  it('shows as many as GitHub does, worst first, and says how many more there are', () => {
    const many = (count: number, change: Partial<CheckResult>) =>
      Array.from({ length: count }, (_, i) => ({
        ...aResult({ id: `leak:${i}`, title: `Result ${i}`, ...change }),
        status: 'open' as const,
      }));
    const lines = formatReport(
      aReport({
        results: [
          ...many(3, { severity: 'warning' }),
          ...many(14, {}),
          {
            ...aResult({ title: '##[stop-commands]x' }),
            status: 'in-base' as const,
          },
        ],
      }),
      'github',
    ).split('\n');
    expect(lines.slice(0, 15).map(line => line.split(' ')[0])).toEqual([
      ...Array.from({ length: 10 }, () => '::error'),
      ...Array.from({ length: 3 }, () => '::warning'),
      '::notice',
      '::notice',
    ]);
    expect(lines[13]).toBe(
      "::notice title=Corridors::4 more: see the job's log",
    );
    expect(lines.slice(15, 19).join('\n')).toContain(
      'error: leak: Result 10 (corridors/gha1/aws/policy.yaml:12)',
    );
  });

  it('lets no text that is told in the log alone be a command or steer a terminal', () => {
    const text = '::error::x ##[stop-commands]y \u001b[2J\u202e';
    const results = Array.from({ length: 11 }, () => ({
      ...aResult({ kind: 'leak', title: text, explanation: text }),
      status: 'open' as const,
    }));
    const written = formatReport(aReport({ results }), 'github');
    expect(written).not.toContain('\u001b');
    expect(written).not.toContain('\u202e');
    const plain = written.split('\n').filter(line => !line.startsWith('::'));
    expect(plain.join('\n')).toContain('leak: ::error');
    expect(plain.join('\n')).not.toContain('##[');
  });

  it('lets no text end a property or begin a command', () => {
    const lines = formatReport(hostileReport(), 'github').split('\n');
    expect(lines).toHaveLength(3 + 5 + 1);
    for (const command of lines.slice(0, 3)) {
      const [, properties = ''] = /^::\w+ (.*?)::/.exec(command) ?? [];
      expect(properties.split(',')).toHaveLength(4);
      expect(properties).not.toContain(':');
      expect(command).not.toContain('\r');
    }
  });
});

describe('formatReport, junit', () => {
  const parse = (text: string) => {
    expect(XMLValidator.validate(text)).toBe(true);
    return new XMLParser({
      ignoreAttributes: false,
      htmlEntities: true,
      trimValues: false,
      attributeNamePrefix: '',
      isArray: name => name === 'testcase',
    }).parse(text);
  };

  it('is a test case for each result', () => {
    const { testsuites } = parse(formatReport(aReport(), 'junit'));
    expect(testsuites).toMatchObject({
      tests: '4',
      failures: '1',
      skipped: '2',
    });
    const [failure, known, waived, warning] = testsuites.testsuite.testcase;
    expect(failure).toMatchObject({
      classname: 'corridors.leak',
      name: 'gha1 can read bucket gha2-raw of gha2',
      file: 'corridors/gha1/aws/policy.yaml',
      line: '12',
      failure: { type: 'leak' },
    });
    expect(known).toMatchObject({
      skipped: { message: 'The base has it too.' },
    });
    expect(waived.skipped.message).toContain('Moves in December');
    expect(warning).toHaveProperty('system-out');
    expect(warning).not.toHaveProperty('failure');
  });

  it('is one case that passed when nothing was found', () => {
    const { testsuites } = parse(formatReport(EMPTY, 'junit'));
    expect(testsuites.tests).toBe('1');
    expect(Object.keys(testsuites.testsuite.testcase[0])).toEqual([
      'classname',
      'name',
    ]);
  });

  it('keeps every text, but for what XML cannot hold', () => {
    const { testsuites } = parse(formatReport(hostileReport(), 'junit'));
    const kept = HOSTILE.replace('\u0000', '\uFFFD').replace(
      '\uD800',
      '\uFFFD',
    );
    expect(testsuites.testsuite.testcase[0].name).toBe(kept);
    expect(testsuites.testsuite.testcase[0].failure['#text']).toContain(
      `Next: ${kept}`,
    );
  });
});

describe('formatReport, sarif', () => {
  it.each([
    ['results of each status', aReport()],
    ['no results', EMPTY],
    ['a base', aReport({ base: 'main' })],
    ['hostile texts', hostileReport()],
  ])('keeps to the schema of SARIF 2.1.0 with %s', (_, report) => {
    expect(JSON.parse(formatReport(report, 'sarif'))).toBeValidSarifLog();
  });

  it('tells a waiver as a suppression and a base as a baseline', () => {
    const [run] = JSON.parse(
      formatReport(aReport({ base: 'main' }), 'sarif'),
    ).runs;
    expect(run.results).toMatchObject([
      {
        ruleId: 'leak',
        level: 'error',
        baselineState: 'new',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'corridors/gha1/aws/policy.yaml' },
              region: { startLine: 12 },
            },
          },
        ],
        partialFingerprints: {
          'corridorsResultId/v1': 'leak:corridor:gha1:bucket:gha2-raw',
        },
      },
      { baselineState: 'unchanged' },
      { suppressions: [{ kind: 'external', status: 'accepted' }] },
      { level: 'warning' },
    ]);
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('leak');
  });
});

describe('formatReport, markdown', () => {
  it('shows what fails, and unfolds the rest', () => {
    expect(formatReport(aReport(), 'markdown')).toMatchInlineSnapshot(`
      "## ❌ Corridors: 1 leak fails the check; 1 warning; 1 waived; 1 in the base too.

      ### leak: gha1 can read bucket gha2-raw of gha2
      This must be denied, and the declared view allows it.
      - \`corridors/gha1/aws/policy.yaml:12\` statement 1 (Objects) of identity policy gha1
      - seen at \`arn:aws:s3:::gha2-raw/a\`
      - id \`leak:corridor:gha1:bucket:gha2-raw\`

      **Next:** Take the statement out.

      <details><summary>3 that do not fail the check</summary>

      ### leak: Known before
      *The base has it too.*

      This must be denied, and the declared view allows it.
      - \`corridors/gha1/aws/policy.yaml:12\` statement 1 (Objects) of identity policy gha1
      - seen at \`arn:aws:s3:::gha2-raw/a\`
      - id \`leak:known\`

      **Next:** Take the statement out.

      ### leak: Accepted
      *Waived by group:default/platform until 2026-12-31: Moves in December*

      This must be denied, and the declared view allows it.
      - \`corridors/gha1/aws/policy.yaml:12\` statement 1 (Objects) of identity policy gha1
      - seen at \`arn:aws:s3:::gha2-raw/a\`
      - id \`leak:accepted\`

      **Next:** Take the statement out.

      ### not-as-rendered: gha1 is not rendered yet
      - \`corridors/gha1/corridor.yaml:1\`
      - seen at \`arn:aws:s3:::gha2-raw/a\`
      - id \`not-as-rendered:corridors/gha1\`

      **Next:** Take the statement out.

      </details>

      <details><summary>Standing weaknesses</summary>

      - **Pods of single1 can take the node role's place.** By its mechanism.

      </details>

      <details><summary>What was looked at</summary>

      Looked at 2 corridors of 1 environment, for all names (account 444455556666: 7 principals, 11 ranges, 112 cells).

      Taken for granted: \`aws:SecureTransport\` is \`true\`.

      Not covered: Access points are never read.

      </details>
      "
    `);
  });

  it('is no longer than a comment may be, and says what is left out', () => {
    const results = Array.from({ length: 2000 }, (_, i) => ({
      ...aResult({ id: `leak:${i}`, title: `Result ${i}` }),
      status: i < 1500 ? ('open' as const) : ('in-base' as const),
    }));
    const written = formatReport(
      aReport({ results, notCovered: ['x'.repeat(9000)] }),
      'markdown',
    );
    expect(written.length).toBeLessThanOrEqual(65536);
    expect(written.length).toBeGreaterThan(40000);
    expect(written).toContain('Result 0');
    const [, left] =
      /\*\*(\d+) of 2000 results are left out/.exec(written) ?? [];
    const shown = written.match(/^### /gm)?.length ?? 0;
    expect(Number(left) + shown).toBe(2000);
    expect(written).toContain('**What was looked at** is left out');
    expect(written).toContain('<summary>Standing weaknesses</summary>');
    expect(written).toMatch(/^## ❌ Corridors: 1500 leaks fail the check/);
  });

  it('tells all that was looked at where results leave the room', () => {
    const notCovered = ['x'.repeat(9000)];
    expect(formatReport(aReport({ notCovered }), 'markdown')).toContain(
      `Not covered: ${notCovered[0]}`,
    );
  });

  it('lets no text be read as Markdown, HTML or a mention', () => {
    const text = formatReport(hostileReport(), 'markdown');
    const html = new MarkdownIt({ html: true }).render(text);
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toMatch(/<b>|<img/);
    expect(html.match(/<h\d/g)).toHaveLength(4);
    expect(html).not.toMatch(/@all(?![^<]*<\/code>)/);
  });
});
