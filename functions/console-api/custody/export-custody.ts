import { exportCustody } from '../../shared/case/custody/export.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { caseNumberOf } from '../../shared/ids.ts';
import { putBytes } from '../../shared/objects.ts';
import { linkTo } from '../../shared/presign.ts';
import { readCaseFor } from '../access/case-access.ts';
import { actorOf, noteEvent, trackOf } from '../access/log-view.ts';
import { CaseParameters } from '../cases/read-case.ts';
import { type ConsoleApi, type ConsoleSetting, guardedRoute } from '../http/api.ts';
import { problems } from '../http/problem.ts';
import { FILE_RESPONSE, fileAnswer, LARGEST_ANSWER_BYTES, linkAnswer } from './hand-over.ts';

const route = guardedRoute('read-custody', {
  method: 'get',
  path: '/api/cases/{caseId}/custody',
  summary:
    'The chain of custody of a case, for anyone to verify: npm run custody -- verify FILE; the export is on the record',
  request: { params: CaseParameters },
  responses: { 200: FILE_RESPONSE, ...problems(404, 422, 503) },
});

export function addExportCustody(api: ConsoleApi, setting: ConsoleSetting): void {
  const { store, now } = setting;
  api.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param');
    const person = c.get('person');
    const { record: read, tracks } = await readCaseFor(caseId, 'read-custody', person, setting);
    const by = actorOf(person);
    const at = now();
    const bytes = Buffer.from(exportCustody({ events: read.events, tracks, at, by }));
    const sha256 = sha256Hex(bytes);
    const sizeBytes = bytes.byteLength;
    // On the record before it is handed over: what cannot be logged does not leave.
    const { record, event } = await store.append(read, (current) => ({
      at,
      actor: by,
      track: trackOf(current),
      body: { type: 'exported', what: 'custody', sha256, sizeBytes },
    }));
    await store.saveSummary(record);
    if (event !== null) await noteEvent(event, person, setting);
    const fileName = `${caseNumberOf(caseId)}-custody.jsonl`;
    if (sizeBytes <= LARGEST_ANSWER_BYTES) return fileAnswer(bytes, fileName, sha256) as never;
    const place = { bucket: setting.packetsBucket, key: `custody/${caseId}/${sha256}.jsonl` };
    await putBytes(place, bytes);
    return linkAnswer(await linkTo(place, fileName), { fileName, sha256, sizeBytes }) as never;
  });
}
