import type { SiteTexts } from './en.ts';

export const siteEs: SiteTexts = {
  startWith: (title) => `Empezar con «${title}»`,
  browse: (count) => (count === 1 ? 'Ver 1 cuaderno' : `Ver ${count} cuadernos`),
  allNotebooks: 'Todos los cuadernos',
  allOf: (count) => `Los ${count} cuadernos`,
  allWell: 'Todos los enlaces funcionan.',
  failing: (count, total) =>
    total === 1 ? 'El cuaderno no arranca.' : `${count} de ${total} cuadernos no arrancan.`,
  changed: (count, total) =>
    total === 1
      ? 'El cuaderno arranca, pero no como se probó.'
      : `${count} de ${total} cuadernos arrancan, pero no como se probaron.`,
  notKnown: (count, total) =>
    total === 1
      ? 'No se sabe si el cuaderno arranca.'
      : `De ${count} de los ${total} cuadernos no se sabe si arrancan.`,
  seeStatus: 'Ver el estado',
  launch: 'Abrir',
  launchWhat: (title) => `Abrir: ${title}`,
  position: (number, total) => `${number} de ${total}`,
  previous: 'Anterior',
  next: 'Siguiente',
  neighbours: 'Antes y después en esta colección',
  inCollection: 'En esta colección',
  authors: 'Autores',
  license: 'Licencia',
  repository: 'Repositorio',
  also: (language) => `También en ${language}`,
  dismiss: 'Cerrar este anuncio',
  announcement: 'Anuncio',
  contact: 'Contacto',
  contents: 'Contenido',
  subscribe: 'Suscribirse a los cambios',
  troubleTitle: (count, total) =>
    total === 1
      ? 'El único cuaderno está afectado por un problema'
      : `${count} de ${total} cuadernos están afectados por problemas`,
  affects: (count) => (count === 1 ? 'Afecta a 1 cuaderno' : `Afecta a ${count} cuadernos`),
  needsAttention: 'Requiere atención',
  copyCode: 'Copiar el código',
  more: 'Mostrar más',
  searchNoScript: 'La búsqueda necesita JavaScript. La lista de cuadernos está completa sin él.',
  moreVersions: 'Otros hubs y versiones',
};
