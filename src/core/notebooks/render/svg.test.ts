import { describe, expect, test } from 'vitest';
import { ASKING_DRAWINGS } from '../../../../tests/support/asking-drawings.ts';
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

  test('the view box falls back to the size, in pixels', () => {
    expect(cleanSvg('<svg width="388.84pt" height="115pt"/>')?.xml).toContain(' viewBox="0 0 519 154"');
    expect(cleanSvg('<svg/>')?.xml).not.toContain('viewBox');
  });
});

describe('drawings opened by themselves', () => {
  test.each(ASKING_DRAWINGS)('ask nobody by %s', (_name, inner) => {
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
