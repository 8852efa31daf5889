import { describe, expect, test } from 'vitest';
import { checkPage } from './check-page.ts';
import { pageIdOf } from './page-names.ts';

/** `line severity code` of each diagnostic. */
function check(text: string, file: string, files: readonly string[] = []): readonly string[] {
  return checkPage({ file, text }, (path) => files.includes(path)).diagnostics.map(
    ({ code, severity, position }) => `${position.line ?? '?'} ${severity} ${code}`,
  );
}

/** The same for what is below sound front matter, from line 4 on. */
function found(body: string, file = 'pages/a.md', files: readonly string[] = []): readonly string[] {
  return check(`---\ntitle: A page\n---\n${body}`, file, files);
}

describe('Markdown', () => {
  test.each([
    ['a comment', '<!-- note -->'],
    ['an address in angle brackets', '<https://example.org>'],
    ['less than', 'a < b, and a<b>bold</b>'],
    ['braces', '{x} and {{ y }}'],
    ['a line break', 'one<br>two'],
    ['a link to another host', '[there](https://example.org) and <a href="https://example.org">there</a>'],
    ['a picture beside it', '![tide](tide%20table.png)'],
    ['a picture of the site', '![icon](/favicon.svg)'],
    ['code that shows a tag', '```html\n<script src="https://x.example/x.js"></script>\n```'],
    ['keys', 'Press <kbd>Shift</kbd>'],
  ])('%s is fine', (_, body) => {
    expect(found(body, 'pages/a.md', ['tide table.png'])).toEqual([]);
  });

  test.each([
    ['a picture that is missing', 'x\n\n![gone](gone.png)', '6 error page/file-missing'],
    ['a picture on another host', '![far](https://x.example/a.png)', '4 warning page/blocked'],
    ['and in HTML', 'x\n<img alt="" src="//x.example/a.png">', '5 warning page/blocked'],
    ['a file that HTML names', '<img src="a.png">', '4 warning page/blocked'],
    ['a frame', '<iframe src="https://x.example/"></iframe>', '4 warning page/blocked'],
    ['a script', '<div>\n<script>x()</script>\n</div>', '5 warning page/blocked'],
    ['a handler', '<p onclick="x()">y</p>', '4 warning page/blocked'],
    ['a style', '<p style="color: red">y</p>', '4 warning page/blocked'],
    ['a style sheet', '<style>p { color: red }</style>', '4 warning page/blocked'],
    ['a form to elsewhere', '<form action="https://x.example/"></form>', '4 warning page/blocked'],
  ])('%s is told at its line', (_, body, expected) => {
    expect(found(body)).toEqual([expected]);
  });

  test.each([
    ['no front matter', '# Title', 1],
    ['front matter with line ends of another kind', '---\rtitle: a\r---\rText', 1],
    ['nothing at all', '', 1],
    ['front matter without a title', '---\ndescription: x\n---\n', 1],
    ['a title that is no text', '---\ntitle: [a]\n---\n', 1],
    ['a title of white space', '---\ntitle: " "\n---\n', 1],
    ['a description that is a number', '---\ntitle: a\ndescription: 2026\n---\n', 3],
    ['a place that is no number', '---\ntitle: a\norder: first\n---\n', 3],
    ['a name in the navigation that is a number', '\n\n---\ntitle: a\nnav: 3\n---\n', 5],
    ['YAML that is none', '---\ntitle: a\nx: "y\n---\n', 4],
  ])('%s is told', (_, text, line) => {
    expect(check(text, 'pages/a.md')).toEqual([`${line} error page/front-matter`]);
  });

  test.each([
    ['behind a byte order mark', '\ufeff---\ntitle: A page\n---\nText', 2],
    ['below blank lines', '\n \n---\ntitle: A page\n---\nText', 4],
    ['with the line ends of Windows', '---\r\ntitle: A page\r\n---\r\nText', 2],
  ])('is found %s, as Astro finds it', (_, text, line) => {
    const { title, diagnostics } = checkPage({ file: 'pages/a.md', text }, () => true);

    expect(diagnostics).toEqual([]);
    expect(title).toEqual({ text: 'A page', line });
  });

  test('its title is found with its line, also below a fault', () => {
    const text = '---\ndescription: x\ntitle: A page\n---\n<script>x()</script>';
    const { title, diagnostics } = checkPage({ file: 'pages/a.md', text }, () => true);

    expect(title).toEqual({ text: 'A page', line: 3 });
    expect(diagnostics).toHaveLength(1);
  });
});

describe('MDX', () => {
  test.each([
    [
      'a component that is imported',
      'import { LaunchButton } from \'slipway/components\';\n\n<LaunchButton notebook="a/b" />',
    ],
    [
      'an expression over what is defined',
      'export const n = 3;\n\nThere are {n}, or {1 + 1}, of {frontmatter.title}.',
    ],
    ['a comment of MDX', '{/* note */}'],
  ])('%s is fine', (_, body) => {
    expect(found(body, 'pages/a.mdx')).toEqual([]);
  });

  test.each([
    ['a comment of HTML', '<!-- note -->'],
    ['an address in angle brackets', '<https://example.org>'],
    ['a tag that is not closed', 'one<br>two'],
    ['a brace that is not closed', 'x { y'],
    ['a name that is nowhere defined', 'Hello {name}'],
    ['a component that is not imported', '<Gallery />'],
  ])('%s is told at its line, with another way', (_, body) => {
    expect(found(`\n${body}`, 'pages/a.mdx')).toEqual(['5 error page/mdx']);
  });

  test('what the policy leaves out is reported there, too', () => {
    expect(found('<iframe src="https://x.example/" />', 'pages/a.mdx')).toEqual(['4 warning page/blocked']);
  });
});

test.each([
  ['help.md', 'help'],
  ['Week 1/Read me.mdx', 'week-1/read-me'],
  ['week 1\\Ünit.MD', 'week-1/ünit'],
])('%s is shown at %s', (path, id) => {
  expect(pageIdOf(path)).toBe(id);
});
