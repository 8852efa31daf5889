import type { PreviewTexts } from './en.ts';

const cells = (count: number) => (count === 1 ? 'Una celda' : `${count} celdas`);
const outputs = (count: number) => (count === 1 ? 'Una salida' : `${count} salidas`);
const pictures = (count: number) => (count === 1 ? 'Una imagen' : `${count} imágenes`);
const many = (count: number, one: string, more: string) => (count === 1 ? one : more);

/** What a preview says of its own, in Spanish. */
export const previewEs: PreviewTexts = {
  code: (language) => `Código en ${language}`,
  plainCode: 'Código',
  inCell: (what, cell) => `${what}, celda ${cell}`,
  output: (cell) => `Salida de la celda ${cell}`,
  error: (cell) => `Error de la celda ${cell}`,
  image: (cell) => `Imagen de la celda ${cell}`,
  outputImage: (cell) => `Imagen de salida de la celda ${cell}`,
  table: (cell) => `Tabla de la celda ${cell}`,
  outputTable: (cell) => `Tabla, salida de la celda ${cell}`,
  showText: 'Mostrar el texto',
  showCode: 'Mostrar el código',
  showOutput: 'Mostrar la salida',
  showBoth: 'Mostrar el código y la salida',
  moreLines: (count) => many(count, '1 línea más', `${count} líneas más`),
  restNotShown: 'El resto de esta salida no se muestra.',
  interactive: 'Salida interactiva: aparece al ejecutar el cuaderno.',
  picture: (name) => `Imagen: ${name}`,
  pictureNotShown: (name) => `Imagen no mostrada: ${name}`,
  recording: (name) => `Grabación: ${name}`,
  recordingNotShown: 'Grabación no mostrada',
  embedded: (name) => `Página incrustada: ${name}`,
  embeddedNotShown: 'Página incrustada no mostrada',
  done: 'Hecho:',
  open: 'Pendiente:',
  details: 'Detalles',
  backToReference: (reference) => `Volver a la referencia ${reference}`,
  admonitions: {
    attention: 'Atención',
    caution: 'Precaución',
    danger: 'Peligro',
    error: 'Error',
    exercise: 'Ejercicio',
    hint: 'Pista',
    important: 'Importante',
    note: 'Nota',
    seealso: 'Véase también',
    solution: 'Solución',
    tip: 'Consejo',
    todo: 'Pendiente',
    warning: 'Advertencia',
  },
  notices: {
    'cell-failed': (count) =>
      `${cells(count)} no se ${many(count, 'pudo mostrar y aparece', 'pudieron mostrar y aparecen')} como texto sin formato.`,
    'cell-too-deep': (count) =>
      `${cells(count)} con demasiados niveles de anidamiento ${many(count, 'aparece', 'aparecen')} como texto sin formato.`,
    'cell-too-long': (count) =>
      `${cells(count)} ${many(count, 'es muy larga', 'son muy largas')}: solo se muestra el comienzo.`,
    'cells-left-out': (count) =>
      `Este cuaderno es muy largo: ${many(count, 'la última celda no se muestra', `las últimas ${count} celdas no se muestran`)} aquí.`,
    'formula-as-source': (count) =>
      `${count === 1 ? 'Una fórmula' : `${count} fórmulas`} no se ${many(count, 'pudo', 'pudieron')} componer y se ${many(count, 'muestra', 'muestran')} en TeX.`,
    'headings-left-out': (count: number) =>
      `${count === 1 ? 'Un título no figura' : `${count} títulos no figuran`} en el índice.`,
    'image-in-lfs': (count) =>
      `${pictures(count)} ${many(count, 'está guardada', 'están guardadas')} en Git LFS: el repositorio solo contiene ${many(count, 'un puntero a ella', 'punteros a ellas')}.`,
    'image-missing': (count) =>
      `${pictures(count)} no ${many(count, 'está', 'están')} en el repositorio, o no donde el cuaderno ${many(count, 'la', 'las')} espera.`,
    'image-too-large': (count) =>
      `${pictures(count)} ${many(count, 'es demasiado grande', 'son demasiado grandes')} para esta página.`,
    'image-unreadable': (count) => `${pictures(count)} no se ${many(count, 'pudo', 'pudieron')} leer.`,
    interactive: (count) =>
      `${outputs(count)} ${many(count, 'es interactiva y aparece', 'son interactivas y aparecen')} al ejecutar el cuaderno.`,
    'output-cut': (count) =>
      `${outputs(count)} ${many(count, 'es muy larga', 'son muy largas')}: solo se muestra una parte.`,
    'outputs-left-out': (count) => `${outputs(count)} no se ${many(count, 'muestra', 'muestran')}.`,
  },
  problems: {
    'notebook/not-utf8': 'El archivo no es texto UTF-8.',
    'notebook/not-json': 'El archivo está dañado: su JSON no se puede leer.',
    'notebook/truncated': 'El archivo está cortado: termina a la mitad.',
    'notebook/not-a-notebook': 'El archivo no es un cuaderno de un formato que se pueda mostrar aquí.',
    'notebook/too-old':
      'El cuaderno tiene un formato anterior a 2013. Abierto en Jupyter y guardado de nuevo, se puede mostrar.',
    'notebook/too-large': 'El cuaderno es demasiado grande.',
    'notebook/lfs-pointer':
      'El cuaderno está guardado en Git LFS: el repositorio solo contiene un puntero a él.',
    'notebook/empty': 'El archivo está vacío.',
    'notebook/unreadable': 'El archivo no se pudo leer.',
    'notebook/away': 'No se pudo leer el repositorio cuando se hizo esta página.',
    'notebook/left-out': 'Los demás cuadernos de esta colección son demasiados o demasiado grandes.',
    'notebook/render-failed': 'No se pudo generar.',
  },
};
