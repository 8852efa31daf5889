import { describe, expect, test } from 'vitest';
import { renderAnsiLines } from './ansi.ts';

const ESC = '\x1b[';

describe('terminal text', () => {
  test.each([
    ['plain text', 'a < b', 'a &lt; b'],
    ['a colour', `${ESC}31mred${ESC}0m not`, '<span class="ansi-fg-1">red</span> not'],
    ['a bright colour', `${ESC}92mx`, '<span class="ansi-fg-10">x</span>'],
    [
      'two backgrounds',
      `${ESC}41ma${ESC}104mb`,
      '<span class="ansi-bg-1">a</span><span class="ansi-bg-12">b</span>',
    ],
    [
      'weights',
      `${ESC}1;3;4mx${ESC}22;23my`,
      '<span class="ansi-bold ansi-italic ansi-underline">x</span><span class="ansi-underline">y</span>',
    ],
    ['an empty sequence resets', `${ESC}1mx${ESC}my`, '<span class="ansi-bold">x</span>y'],
    ['256 colours', `${ESC}38;5;196mx`, '<span class="ansi-fg-9">x</span>'],
    ['greys', `${ESC}38;5;232mx`, '<span class="ansi-fg-0">x</span>'],
    ['true colour', `${ESC}38;2;0;200;10mx`, '<span class="ansi-fg-2">x</span>'],
    ['true colour with colons', `${ESC}48:2:0:0:230mx`, '<span class="ansi-bg-4">x</span>'],
    ['what follows a long colour', `${ESC}38;5;1;1mx`, '<span class="ansi-fg-1 ansi-bold">x</span>'],
    ['inverse', `${ESC}31;7mx`, '<span class="ansi-fg-inverse ansi-bg-1">x</span>'],
    ['a cut sequence', `x${ESC}`, 'x'],
    ['moves of the cursor', `${ESC}2J${ESC}1;1Hx${ESC}?25l`, 'x'],
    ['titles and hyperlinks', '\x1b]0;title\x07a\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\', 'alink'],
    ['a carriage return', '10%\r100%', '100%'],
    ['a carriage return over something longer', 'abcdef\rxy', 'xycdef'],
    ['a carriage return at the end', 'abc\r', 'abc'],
    ['erasing to the end', `abcdef\r${ESC}Kxy`, 'xy'],
    ['backspaces', 'abc\b\bx', 'axc'],
    ['backspaces beyond the start', '\b\b\bx', 'x'],
    [
      'colours under a carriage return',
      `${ESC}31mab\r${ESC}32mx`,
      '<span class="ansi-fg-2">x</span><span class="ansi-fg-1">b</span>',
    ],
    ['bells and other controls', 'a\x07b\x00c\x0bd', 'abcd'],
    ['characters beyond the first plane', '😀😀\r😁', '😁😀'],
  ])('%s', (_name, text, expected) => {
    expect(renderAnsiLines(text)).toEqual([expected]);
  });

  test('colours last over lines', () => {
    expect(renderAnsiLines(`${ESC}31ma\nb`)).toEqual([
      '<span class="ansi-fg-1">a</span>',
      '<span class="ansi-fg-1">b</span>',
    ]);
  });

  test('lines of Windows', () => {
    expect(renderAnsiLines('a\r\nb\r\n')).toEqual(['a', 'b', '']);
  });
});
