import { expect, test } from 'vitest';
import { listPictureNames } from './picture-names.ts';

test.each([
  ['in Markdown', '"source": "![tide](../images/tide.png)"', ['tide.png']],
  ['in HTML within JSON', '<img src=\\"a/b%20c.JPG\\">', ['b c.JPG']],
  ['without quotes', '<img src=x.svg width=3>', ['x.svg']],
  ['as a directive', '```{image} pic.webp\\n```', ['pic.webp']],
  ['none', 'png.txt 3.pngs data:image/png;base64,AAAA', []],
])('pictures that a notebook names: %s', (_name, text, expected) => {
  expect([...listPictureNames(text)]).toEqual(expected);
});
