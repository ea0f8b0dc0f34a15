import type { Session } from '../session/session.ts';

/** Numbers alone, in this browser: what is in a report is nowhere but with the company. */
const keyOf = ({ name }: Session) => `undertone.reports.${name}`;
const MOST = 20;

export function rememberedReports(session: Session): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(keyOf(session)) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string' && /^report-[0-9a-f]{32}$/.test(id)) : [];
  } catch {
    return [];
  }
}

export function rememberReport(session: Session, reportId: string): void {
  const ids = [reportId, ...rememberedReports(session).filter((id) => id !== reportId)].slice(0, MOST);
  localStorage.setItem(keyOf(session), JSON.stringify(ids));
}
