/**
 * What is in a drawing that asks another host when it is opened by itself, unless it is cleaned: CSS hides
 * addresses in escapes, comments, strings and functions, XML in references and sections.
 */
export const ASKING_DRAWINGS: readonly (readonly [string, string])[] = [
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
