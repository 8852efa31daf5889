import { describe, expect, test } from 'vitest';
import { cleanSvg } from './svg.ts';

describe('drawings', () => {
  test('of matplotlib stay what they are', () => {
    const source =
      '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/svg11.dtd">\n<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" xmlns="http://www.w3.org/2000/svg" version="1.1"><metadata><rdf/></metadata><defs><style type="text/css">*{stroke-linejoin: round}</style></defs><g id="figure_1"><path d="M 0 0" style="fill: #ffffff" clip-path="url(#p)"/><use xlink:href="#m"/><text>a &amp; b</text></g></svg>';

    expect(cleanSvg(source)).toEqual({
      xml: '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" version="1.1"><defs><style type="text/css">*{stroke-linejoin: round}</style></defs><g id="figure_1"><path d="M 0 0" style="fill: #ffffff" clip-path="url(#p)"/><use xlink:href="#m"/><text>a &amp; b</text></g></svg>',
      size: { width: 615, height: 461 },
    });
  });

  test.each([
    ['scripts', '<svg><script>alert(1)</script><g/></svg>'],
    [
      'scripts in a namespace',
      '<svg xmlns:x="http://www.w3.org/2000/svg"><x:script>alert(1)</x:script></svg>',
    ],
    ['scripts in CDATA', '<svg><script><![CDATA[alert(1)]]></script></svg>'],
    ['scripts in scripts', '<svg><script><script>x</script>alert(1)</script></svg>'],
    ['scripts without an end', '<svg><g/><script>alert(1)'],
    ['upper case', '<svg><SCRIPT>alert(1)</SCRIPT></svg>'],
    ['handlers', '<svg onload="alert(1)"><g onclick=\'alert(1)\'/></svg>'],
    ['handlers behind a quoted bracket', '<svg><g a=">" onclick="alert(1)"/></svg>'],
    ['links', '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>'],
    [
      'addresses',
      '<svg><use href="https://evil.example/#x"/><image xlink:href="javascript:alert(1)"/></svg>',
    ],
    ['hidden addresses', '<svg><image xlink:href="&#106;avascript:alert(1)"/></svg>'],
    ['foreign content', '<svg><foreignObject><body onload="alert(1)"/></foreignObject></svg>'],
    [
      'animated addresses',
      '<svg><set attributeName="href" to="javascript:alert(1)"/><animate values="javascript:alert(1)"/></svg>',
    ],
    ['entities', '<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]><svg><text>&x;</text></svg>'],
    [
      'style sheets from elsewhere',
      '<svg><style>@import "https://evil.example/alert";a{background:url(https://evil.example/)}</style></svg>',
    ],
    ['an XML style sheet', '<?xml-stylesheet href="javascript:alert(1)"?><svg/>'],
    ['comments that end early', '<svg><!-- --><g/><!--><script>alert(1)</script>--></svg>'],
  ])('%s are left out', (_name, source) => {
    const xml = cleanSvg(source)?.xml ?? '';

    expect(xml).toMatch(/^<svg [\s\S]*(<\/svg>|\/>)$/);
    expect(xml.replace(/ xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/alert|evil|script|onload|&x;/i);
  });

  test('what is not closed is closed', () => {
    expect(cleanSvg('<svg><g><text>x</g>')?.xml).toMatch(/<g><text>x<\/text><\/g><\/svg>$/);
  });

  test.each(['', 'text', '<html></html>', '<svg'])('%j is none', (source) => {
    expect(cleanSvg(source)).toBeUndefined();
  });

  test('the size falls back to the view box', () => {
    expect(cleanSvg('<svg width="100%" viewBox="0,0 20 10.5"/>')?.size).toEqual({ width: 20, height: 11 });
    expect(cleanSvg('<svg/>')?.size).toBeUndefined();
  });
});

/** Drawings that ask another host when they are opened by themselves, unless they are cleaned. */
const ASKING: readonly (readonly [string, string])[] = [
  [
    'an escaped import',
    String.raw`<style>@\69mport "//evil.example/a.css"; .a{fill:\75rl(//evil.example/a)}</style>`,
  ],
  [
    'an escape in an attribute',
    String.raw`<rect fill="\75rl(//evil.example/a)" mask="u\72l(//evil.example)"/>`,
  ],
  ['an escape in a style attribute', String.raw`<rect style="fill:\75 rl(//evil.example/a)"/>`],
  ['rules split by an import', '<style>.a{fill:u@import x;rl(//evil.example/a)}</style>'],
  ['an image set', '<style>svg{background-image:image-set("//evil.example/a" 1x)}</style>'],
  ['an image set of a browser', '<style>svg{mask:-webkit-image-set("//evil.example/a" 1x)}</style>'],
  ['an image function', '<style>svg{background:image("//evil.example/a")}</style>'],
  ['a font', '<style>@font-face{font-family:q;src:url(//evil.example/a)} text{font-family:q}</style>'],
  ['a rule in a media query', '<style>@media all{svg{background:url(//evil.example/a)}}</style>'],
  ['a nested rule', '<style>svg{& rect{background:url(//evil.example/a)}}</style>'],
  ['a variable', '<style>svg{--a:url(//evil.example/a);background:var(--a)}</style>'],
  [
    'a comment in a name',
    '<style>svg{background:u/**/rl(//evil.example/a);fill:url/**/(//evil.example/a)}</style>',
  ],
  ['a comment around the end', '<style>svg{a:"/*";background:url(//evil.example/a);b:"*/"}</style>'],
  ['a string that hides a brace', '<style>a{b:"}svg{background:url(//evil.example/a)}"}</style>'],
  [
    'a character reference',
    '<rect fill="&#117;rl(&#x2f;/evil.example/a)" style="fill:&#117;rl(//evil.example/a)"/>',
  ],
  ['a reference in a style sheet', '<style>svg{background:&#117;rl(//evil.example/a)}</style>'],
  ['CDATA in a style sheet', '<style><![CDATA[svg{background:u]]><![CDATA[rl(//evil.example/a)}]]></style>'],
  ['an element in a style sheet', '<style>svg{background:u<g/>rl(//evil.example/a)}</style>'],
  ['a cursor', '<rect cursor="url(//evil.example/a), auto"/>'],
  [
    'a pattern',
    '<pattern id="p" href="//evil.example/a#p"/><linearGradient xlink:href="//evil.example/#g"/>',
  ],
  ['a picture', '<image href="//evil.example/a" xlink:href="data:image/svg+xml,%3Csvg%3E"/>'],
  [
    'a picture that is no raster',
    '<image href="data:image/png;base64,PHN2ZyB4bWxucz0iaHR0cDovL2V2aWwuZXhhbXBsZSI+"/>',
  ],
  [
    'a use of data',
    '<use href="data:image/svg+xml,evil#a"/><use href="data:image/png;base64,iVBORw0KGgo="/>',
  ],
  ['a base', '<g xml:base="//evil.example/"><use href="a#x"/></g>'],
  ['an unquoted attribute', '<image href=//evil.example/a /><rect fill=url(//evil.example/a) />'],
  ['a tag in a tag', '<rect fill="a" <image href="//evil.example/a"/>'],
];

describe('drawings opened by themselves', () => {
  test.each(ASKING)('ask nobody by %s', (_name, inner) => {
    const xml = cleanSvg(`<svg>${inner}<circle r="1"/></svg>`)?.xml ?? '';

    expect(xml).toContain('<circle r="1"/>');
    expect(xml.replace(/ xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/\\|\/\/|image-set|data:|@|src:/);
  });

  test('keep what stays within them', () => {
    const inner =
      '<style>.a &gt; rect{fill:url(#g);transform:rotate(3deg)}</style><rect fill="url(\'#g\')" style="filter:drop-shadow(1px 1px rgba(0,0,0,.5));stroke:rgb(1,2,3)"/><image href="data:image/png;base64,iVBORw0KGgoAAAA="/>';

    expect(cleanSvg(`<svg>${inner}</svg>`)?.xml).toContain(inner);
  });

  test('are refused where their parts copy each other without measure', () => {
    const levels = Array.from(
      { length: 10 },
      (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
    );
    expect(cleanSvg(`<svg><g id="l0"><path/></g>${levels.join('')}</svg>`)).toBeUndefined();
    expect(cleanSvg('<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>')).toBeDefined();
    expect(cleanSvg(`<svg><path id="a"/>${'<use xlink:href="#a"/>'.repeat(5_000)}</svg>`)).toBeDefined();
  });
});
