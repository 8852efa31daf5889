import { isSpace } from './white-space.ts';

/** Puts words together out of pieces: white space of plain text ends a word, that of quoted text does not. */
export interface WordCollector {
  addText(text: string): void;
  addRaw(text: string): void;
  finish(): readonly string[];
}

export function createWordCollector(): WordCollector {
  const words: string[] = [];
  let parts: string[] = [];
  const end = () => {
    const word = parts.join('');
    if (word !== '') words.push(word);
    parts = [];
  };
  return {
    addText(text) {
      for (const character of text) {
        if (isSpace(character)) end();
        else parts.push(character);
      }
    },
    addRaw(text) {
      parts.push(text);
    },
    finish() {
      end();
      return words;
    },
  };
}
