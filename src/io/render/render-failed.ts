import type { NotebookProblem } from '../../core/notebooks/types.ts';

/** Of a notebook that could not be rendered, here or in a worker. */
export const RENDER_FAILED: NotebookProblem = {
  code: 'notebook/render-failed',
  message: 'The preview of this notebook could not be made.',
};
