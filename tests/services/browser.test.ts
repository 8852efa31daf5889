import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findAxeProblems } from '../support/axe.ts';
import { describeWithBrowser, EXECUTION_HOOK, openBrowser, type TestBrowser } from '../support/browser.ts';

/** A page that does everything a page of ours must not. */
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<body><h1>Hostile</h1>
<img src="/missing.png" alt="">
<img src="data:," alt="" onerror="${EXECUTION_HOOK}('image')">
<img src="https://tracker.example.com/pixel.gif" alt="">
<iframe srcdoc="<script>${EXECUTION_HOOK}('frame')</script>"></iframe>
<script>
  console.error('planted');
  new WebSocket('wss://tracker.example.com/socket');
  fetch('http://192.0.2.1/collect').catch(() => {});
  setTimeout(() => { throw new Error('uncaught'); });
</script>`;

describeWithBrowser('a recorded page', () => {
  const server = createServer((request, response) => {
    if (request.url === '/missing.png') response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': 'text/html' }).end(request.url === '/quiet' ? '<p>a' : PAGE);
  });
  let origin = '';
  let browser: TestBrowser;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    origin = `http://127.0.0.1:${address.port}`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  });

  it('tells what ran, what failed and what left this machine', async () => {
    const { page, record } = await browser.openPage();
    await page.goto(origin);
    await expect.poll(() => record.executions.toSorted()).toEqual(['frame', 'image']);
    await expect
      .poll(() => record.blockedRequests.toSorted())
      .toEqual([
        'http://192.0.2.1/collect',
        'https://tracker.example.com/pixel.gif',
        'wss://tracker.example.com/socket',
      ]);
    await expect.poll(() => record.pageErrors.join()).toContain('uncaught');
    expect(record.failedRequests).toEqual([`404 GET ${origin}/missing.png`]);
    expect(record.consoleErrors.join()).toContain('planted');
  });

  it('has a record of its own', async () => {
    const { page, record } = await browser.openPage();
    await page.goto(`${origin}/quiet`);
    expect(record).toEqual({
      consoleErrors: [],
      pageErrors: [],
      failedRequests: [],
      blockedRequests: [],
      executions: [],
    });
  });

  it('tells what axe reports of it, the rules for whole pages included', async () => {
    const { page } = await browser.openPage();
    await page.goto(`${origin}/quiet`);
    const problems = await findAxeProblems(page);
    expect(problems).toContain('html-has-lang: <html><head></head><body><p>a</p></body></html>');
    expect(problems.map((problem) => problem.split(':')[0])).toContain('page-has-heading-one');
    expect(await findAxeProblems(page, 'p')).not.toContain(problems[0]);
  });
});
