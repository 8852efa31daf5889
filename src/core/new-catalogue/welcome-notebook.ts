/** A notebook that runs anywhere and says how to take its place. */
export function writeWelcomeNotebook(): string {
  const notebook = {
    cells: [
      markdown(
        'welcome',
        '# Welcome',
        '',
        'This notebook starts in your browser, with everything it needs. Change the code below and run it: click into the',
        'cell and press Shift and Enter.',
      ),
      {
        cell_type: 'code',
        id: 'hello',
        metadata: {},
        execution_count: 1,
        outputs: [{ output_type: 'stream', name: 'stdout', text: ['It works.\n'] }],
        source: lines('print("It works.")'),
      },
      markdown(
        'next',
        '## For whoever keeps this catalogue',
        '',
        'Put your own notebooks into this folder and remove this one. Each gets a page and a launch button.',
      ),
    ],
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function markdown(id: string, ...text: readonly string[]) {
  return { cell_type: 'markdown', id, metadata: {}, source: lines(...text) };
}

function lines(...text: readonly string[]): readonly string[] {
  return text.map((line, index) => (index === text.length - 1 ? line : `${line}\n`));
}
