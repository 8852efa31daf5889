import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { UsageError } from './host.ts';
import { createQuestions, type Questions } from './questions.ts';

describe('questions on a terminal', () => {
  let questions: Questions | undefined;
  afterEach(() => questions?.close());

  const open = ({ isTTY = false } = {}) => {
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { isTTY });
    questions = createQuestions(input, output);
    return { input, ask: questions.ask, read: () => String(output.read() ?? '') };
  };

  it('shows what Return alone answers, and takes what is typed', async () => {
    const { input, ask, read } = open();
    const title = ask('Title', 'My notebooks');
    expect(read()).toBe('Title (My notebooks): ');
    input.write('  Tides \n');
    expect(await title).toBe('Tides');
    const language = ask('Language', 'en');
    input.write('\n');
    expect(await language).toBe('en');
    expect(read()).toBe('Language (en): ');
  });

  it('shows no brackets where nothing is suggested', async () => {
    const { input, ask, read } = open();
    const repositories = ask('Repositories', '');
    expect(read()).toBe('Repositories: ');
    input.write('\n');
    expect(await repositories).toBe('');
  });

  it('takes lines that are pasted at once in their order', async () => {
    const { input, ask } = open();
    input.write('Tides\nde\r\n');
    expect([await ask('Title', 'x'), await ask('Language', 'en')]).toEqual(['Tides', 'de']);
  });

  it('says where the input ends that nothing is written, and does not wait for ever', async () => {
    const { input, ask } = open();
    const title = ask('Title', 'My notebooks');
    input.end();
    await expect(title).rejects.toThrow('Nothing was written, as a question was not answered');
    await expect(ask('Language', 'en')).rejects.toThrow(UsageError);
  });

  it('ends by Ctrl-C on a terminal, and takes nothing for an answer', async () => {
    const { input, ask } = open({ isTTY: true });
    const title = ask('Title', 'My notebooks');
    input.write('Ti\u0003');
    await expect(title).rejects.toThrow(UsageError);
  });
});
