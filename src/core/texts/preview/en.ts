const cells = (count: number) => (count === 1 ? 'One cell' : `${count} cells`);
const outputs = (count: number) => (count === 1 ? 'One output' : `${count} outputs`);
const pictures = (count: number) => (count === 1 ? 'One picture' : `${count} pictures`);
const is = (count: number) => (count === 1 ? 'is' : 'are');

/** What a preview says of its own, between the words of the notebook, in English. */
export const previewEn = {
  code: (language: string) => `${language} code`,
  plainCode: 'Code',
  inCell: (what: string, cell: number) => `${what}, cell ${cell}`,
  output: (cell: number) => `Output of cell ${cell}`,
  error: (cell: number) => `Error of cell ${cell}`,
  image: (cell: number) => `Image in cell ${cell}`,
  outputImage: (cell: number) => `Output image of cell ${cell}`,
  table: (cell: number) => `Table in cell ${cell}`,
  outputTable: (cell: number) => `Table, output of cell ${cell}`,
  showText: 'Show text',
  showCode: 'Show code',
  showOutput: 'Show output',
  showBoth: 'Show code and output',
  moreLines: (count: number) => (count === 1 ? '1 more line' : `${count} more lines`),
  restNotShown: 'The rest of this output is not shown.',
  interactive: 'Interactive output: it appears when you launch the notebook.',
  picture: (name: string) => `Picture: ${name}`,
  pictureNotShown: (name: string) => `Picture not shown: ${name}`,
  recording: (name: string) => `Recording: ${name}`,
  recordingNotShown: 'Recording not shown',
  embedded: (name: string) => `Embedded page: ${name}`,
  embeddedNotShown: 'Embedded page not shown',
  done: 'Done:',
  open: 'To do:',
  details: 'Details',
  backToReference: (reference: string) => `Back to reference ${reference}`,
  admonitions: {
    attention: 'Attention',
    caution: 'Caution',
    danger: 'Danger',
    error: 'Error',
    exercise: 'Exercise',
    hint: 'Hint',
    important: 'Important',
    note: 'Note',
    seealso: 'See also',
    solution: 'Solution',
    tip: 'Tip',
    todo: 'To do',
    warning: 'Warning',
  },
  /** What a page lacks, by the kind of the renderer's notice. */
  notices: {
    'cell-failed': (count: number) =>
      `${cells(count)} could not be shown and ${count === 1 ? 'stands' : 'stand'} as plain text.`,
    'cell-too-deep': (count: number) =>
      `${cells(count)} ${is(count)} nested too deeply and ${count === 1 ? 'stands' : 'stand'} as plain text.`,
    'cell-too-long': (count: number) =>
      `${cells(count)} ${is(count)} very long, so only the beginning is shown.`,
    'cells-left-out': (count: number) =>
      `This is a very long notebook: ${count === 1 ? 'its last cell is' : `its last ${count} cells are`} not shown here.`,
    'formula-as-source': (count: number) =>
      `${count === 1 ? 'One formula' : `${count} formulas`} could not be typeset and ${count === 1 ? 'is' : 'are'} shown as TeX.`,
    'headings-left-out': (count: number) =>
      `${count === 1 ? 'One heading is' : `${count} headings are`} not in the list of contents.`,
    'image-in-lfs': (count: number) =>
      `${pictures(count)} ${is(count)} stored in Git LFS, so the repository itself holds only ${count === 1 ? 'a pointer to it' : 'pointers to them'}.`,
    'image-missing': (count: number) =>
      `${pictures(count)} ${is(count)} not in the repository, or not where the notebook expects ${count === 1 ? 'it' : 'them'}.`,
    'image-too-large': (count: number) => `${pictures(count)} ${is(count)} too large for this page.`,
    'image-unreadable': (count: number) => `${pictures(count)} could not be read.`,
    interactive: (count: number) =>
      `${outputs(count)} ${is(count)} interactive and ${count === 1 ? 'appears' : 'appear'} when the notebook is launched.`,
    'output-cut': (count: number) => `${outputs(count)} ${is(count)} very long, so only a part is shown.`,
    'outputs-left-out': (count: number) => `${outputs(count)} ${is(count)} left out.`,
  },
  /** Why there is no preview, by the code of the problem. */
  problems: {
    'notebook/not-utf8': 'The file is not UTF-8 text.',
    'notebook/not-json': 'The file is damaged: its JSON cannot be read.',
    'notebook/truncated': 'The file is cut off: it ends in the middle.',
    'notebook/not-a-notebook': 'The file is no notebook of a format that can be shown here.',
    'notebook/too-old':
      'The notebook has a format from before 2013. Opened in Jupyter and saved again, it can be shown.',
    'notebook/too-large': 'The notebook is too large.',
    'notebook/lfs-pointer':
      'The notebook is stored in Git LFS, so the repository itself holds only a pointer to it.',
    'notebook/empty': 'The file is empty.',
    'notebook/unreadable': 'The file could not be read.',
    'notebook/away': 'The repository could not be read when this page was made.',
    'notebook/left-out': 'The other notebooks of this collection are too many or too large.',
    'notebook/render-failed': 'It could not be made.',
  },
};

export type PreviewTexts = typeof previewEn;
