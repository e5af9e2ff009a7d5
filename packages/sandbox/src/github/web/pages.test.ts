import { request } from 'http';
import {
  openTestPullRequest,
  REPOSITORY,
  startTestGithub,
  TestGithub,
} from '../__testUtils__/startTestGithub';

/** What a browser keeps and sends. */
class Visitor {
  #cookie = '';

  constructor(private readonly origin: string) {}

  async open(
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; text: string; url: string }> {
    const response = await fetch(`${this.origin}${path}`, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      body: form && new URLSearchParams(form),
      headers: { cookie: this.#cookie },
    });
    const [cookie] = response.headers.getSetCookie();
    this.#cookie = cookie?.split(';')[0] ?? this.#cookie;
    const location = response.headers.get('location');
    return location
      ? this.open(location)
      : { status: response.status, text: await response.text(), url: path };
  }

  /** Posts a form of a page that was opened before, with what the page put into it. */
  async submit(
    page: { text: string },
    action: string,
    fields: Record<string, string> = {},
  ) {
    const form =
      page.text
        .slice(page.text.indexOf(`action="${action}"`))
        .split('</form>')[0] ?? '';
    const hidden = [
      ...form.matchAll(
        /<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g,
      ),
    ];
    const values = Object.fromEntries(
      hidden.map(([, name, value]) => [name, value]),
    );
    return this.open(action, { ...values, ...fields });
  }
}

describe('pages', () => {
  const PULL = '/platform/corridors-gitops/pull/1';
  let server: TestGithub;
  let visitor: Visitor;
  beforeEach(async () => {
    server = await startTestGithub();
    visitor = new Visitor(server.github.url);
  });
  afterEach(() => server.close());

  const actAs = async (login: string) =>
    visitor.submit(await visitor.open('/'), '/session', { login });

  it('browses from the repositories to a file', async () => {
    expect((await visitor.open('/')).text).toContain(
      'href="/platform/corridors-gitops"',
    );
    expect((await visitor.open('/platform/corridors-gitops')).text).toContain(
      'href="/platform/corridors-gitops/tree/main/environments"',
    );
    const file = await visitor.open(
      '/platform/corridors-gitops/blob/main/environments/single1.yaml',
    );
    expect(file.text).toContain('kind: Environment');
    const history = await visitor.open('/platform/corridors-gitops/commits');
    expect(history.text).toContain('Start the repository');
  });

  it('shows a pull request with its description, diff and state', async () => {
    await openTestPullRequest(server.author);
    expect(
      (await visitor.open('/platform/corridors-gitops/pulls')).text,
    ).toContain('Add corridors/gha1');
    const page = await visitor.open(PULL);
    expect(page.text).toContain('<p>Please.</p>');
    expect(page.text).toContain('+kind: Corridor');
    expect(page.text).toContain('No conflicts with');
  });

  it.each([
    ['markup', '<script>alert(1)</script>', /<script>/],
    [
      'a script behind a link',
      '[here](javascript:alert(1))',
      /href="javascript/,
    ],
    ['markup behind an entity', '<img src=x onerror=alert(1)>', /<img/],
  ])(
    'shows %s in titles and descriptions as text',
    async (_what, text, forbidden) => {
      await openTestPullRequest(server.author);
      await server.author.rest.pulls.update({
        ...REPOSITORY,
        pull_number: 1,
        title: text,
        body: text,
      });
      expect((await visitor.open(PULL)).text).not.toMatch(forbidden);
      expect(
        (await visitor.open('/platform/corridors-gitops/pulls')).text,
      ).not.toMatch(forbidden);
    },
  );

  it('approves and merges as the person chosen', async () => {
    await openTestPullRequest(server.author);
    await actAs('pat');
    const approved = await visitor.submit(
      await visitor.open(PULL),
      `${PULL}/approve`,
    );
    expect(approved.text).toContain('approved these changes');
    const merged = await visitor.submit(approved, `${PULL}/merge`);
    expect(merged).toMatchObject({ status: 200, url: PULL });
    expect(merged.text).toContain('Merged by pat');
    const { data } = await server.author.rest.pulls.get({
      ...REPOSITORY,
      pull_number: 1,
    });
    expect(data).toMatchObject({ merged: true, merged_by: { login: 'pat' } });
  });

  it('closes and reopens', async () => {
    await openTestPullRequest(server.author);
    const closed = await visitor.submit(
      await visitor.open(PULL),
      `${PULL}/close`,
    );
    expect(closed.text).toContain('Closed without being merged');
    expect((await visitor.submit(closed, `${PULL}/reopen`)).text).toContain(
      'No conflicts with',
    );
  });

  it('says why it did not approve one’s own pull request', async () => {
    await openTestPullRequest(server.author);
    await actAs('portal');
    const page = await visitor.submit(
      await visitor.open(PULL),
      `${PULL}/approve`,
    );
    expect(page.status).toBe(422);
    expect(page.text).toContain('Can not approve your own pull request');
  });

  it('does not merge what changed since the reader saw it', async () => {
    await openTestPullRequest(server.author);
    const seen = await visitor.open(PULL);
    await server.author.rest.repos.createOrUpdateFileContents({
      ...REPOSITORY,
      branch: 'corridors/gha1',
      path: 'more.txt',
      message: 'More',
      content: '',
    });
    const page = await visitor.submit(seen, `${PULL}/merge`);
    expect(page.status).toBe(409);
    expect(page.text).toContain('Head branch was modified');
  });

  it('refuses forms that are not its own', async () => {
    await openTestPullRequest(server.author);
    const refused = await visitor.open(`${PULL}/merge`, {
      csrf: 'guessed',
      sha: 'x',
    });
    expect(refused.status).toBe(403);
    const { data } = await server.author.rest.pulls.get({
      ...REPOSITORY,
      pull_number: 1,
    });
    expect(data.merged).toBe(false);
  });

  it('goes back to its own pages only', async () => {
    const page = await visitor.submit(await visitor.open('/'), '/session', {
      login: 'pat',
      back: '//elsewhere.example.com',
    });
    expect(page.url).toBe('/');
  });

  it('refuses another name for its host, which a page elsewhere could have given it', async () => {
    const status = await new Promise(resolve => {
      request(
        server.github.url,
        { headers: { host: 'elsewhere.example.com' } },
        response => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(421);
  });

  it('says that there is nothing at an address', async () => {
    const page = await visitor.open('/platform/none');
    expect(page.status).toBe(404);
    expect(page.text).toContain('There is nothing at this address');
  });
});
