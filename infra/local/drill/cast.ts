import type { Role } from './player.ts';

/** Those who play, by first name: the roster's people, and those of the user pool who are on no roster. */
export const CAST = {
  dana: { name: 'Dana Whitfield', email: 'dana.whitfield@harborline.example', groups: [] },
  tomas: { name: 'Tomas Reyes', email: 'tomas.reyes@harborline.example', groups: [] },
  priya: { name: 'Priya Nair', email: 'priya.nair@harborline.example', groups: [] },
  owen: { name: 'Owen Barrett', email: 'owen.barrett@harborline.example', groups: [] },
  ruth: { name: 'Ruth Okafor', email: 'ruth.okafor@harborline.example', groups: ['supervisor'] },
  martin: { name: 'Martin Hale', email: 'martin.hale@harborline.example', groups: ['supervisor'] },
  gerald: { name: 'Gerald Ashworth', email: 'gerald.ashworth@harborline.example', groups: ['supervisor'] },
  lena: { name: 'Lena Fischer', email: 'lena.fischer@harborline.example', groups: ['hr'] },
  samuel: { name: 'Samuel Greer', email: 'samuel.greer@harborline.example', groups: ['security'] },
  ines: { name: 'Ines Calloway', email: 'ines.calloway@harborline.example', groups: ['auditor'] },
  bruno: { name: 'Bruno Castell', email: 'bruno.castell@harborline.example', groups: ['supervisor'] },
  kofi: { name: 'Kofi Mensah', email: 'kofi.mensah@harborline.example', groups: ['security'] },
  nora: { name: 'Nora Aldridge', email: 'nora.aldridge@harborline.example', groups: ['legal'] },
  olga: { name: 'Olga Petrov', email: 'olga.petrov@harborline.example', groups: ['operator'] },
} as const satisfies Readonly<Record<string, Role>>;
export type PlayerId = keyof typeof CAST;
