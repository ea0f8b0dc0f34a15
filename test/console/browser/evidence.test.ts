import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { packetKey } from '../../../functions/shared/case/packet-place.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { caseNumberOf, packetIdOf } from '../../../functions/shared/ids.ts';
import { RequestStore } from '../../../functions/shared/retention/request-store.ts';
import { RUTH } from '../../functions/case-support/examples.ts';
import { openPage, signInAs } from './browser.ts';
import { consoleInBrowser } from './console-in-browser.ts';
import { appendEvents, seedCase } from './seed.ts';

const met = consoleInBrowser();
const DAY_MS = 86_400_000;
const fromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe('a packet that is ready', () => {
  /** A case with one, as the packets stage leaves it. */
  async function withPacket(name: string) {
    const { caseId } = await seedCase(met.under.services, name);
    const packetId = packetIdOf(caseId, RUTH.id, name);
    const place = { Bucket: 'packets', Key: packetKey(caseId, packetId) };
    await met.under.services.s3.send(new PutObjectCommand({ ...place, Body: 'zip' }));
    await appendEvents(
      met.under.services,
      caseId,
      new Date().toISOString(),
      [
        { type: 'packet-requested', packetId, kind: 'workplace-violence-order', targetId: null },
        { type: 'exported', what: 'packet', packetId, sha256: sha256Hex('zip'), sizeBytes: 3 },
      ],
      RUTH,
    );
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=custody`);
    await signInAs(page, 'legal');
    await page.getByText('Workplace violence order is ready').waitFor();
    return { page, faults, caseId, place, download: page.getByRole('button', { name: 'Download', exact: true }) };
  }

  it('is handed over under the number of its case', async () => {
    const { page, faults, caseId, download } = await withPacket('packet');
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    expect(file.suggestedFilename()).toBe(`${caseNumberOf(caseId)}-workplace-violence-order.zip`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and is not to be had after all is not silence: the page says why', async () => {
    const { page, place, download } = await withPacket('packet-gone');
    await page.context().setOffline(true);
    await download.click();
    await page.getByText('The network is lost').waitFor();
    await page.context().setOffline(false);
    await met.under.services.s3.send(new DeleteObjectCommand(place));
    await download.click();
    await page.getByText('Packets are deleted after a week').waitFor();
    await page.getByText('was deleted after a week; ask for a new one').waitFor();
    await page.context().close();
  });
});

describe('the custody log of a case that was worked for long', () => {
  it('has its newest entries on the first page, and its first on the last', async () => {
    const { caseId } = await seedCase(met.under.services, 'long-log');
    const notes = Array.from({ length: 60 }, (_, at) => ({ type: 'note-added' as const, text: `Note ${at}` }));
    await appendEvents(met.under.services, caseId, fromNow(0), notes, RUTH);
    const { page, faults } = await openPage(met.browser, met.under.url, `/cases/${caseId}?tab=custody`);
    await signInAs(page, 'legal');
    const log = page.getByRole('table').filter({ hasText: 'Hash' });
    const numbers = log.locator('tbody tr td:first-child');
    await expect.poll(() => numbers.count()).toBe(50);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(async () => (await numbers.allTextContents()).at(-1)).toBe('1');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('an original whose time is over', () => {
  it('is released by legal with the reason, and the page says that nothing is deleted by that', async () => {
    const opened = fromNow(-6 * 366);
    const { caseId, contactId } = await seedCase(met.under.services, 'ended', { at: opened });
    const kept = { contactId, bucket: 'vault', key: 'originals/ended', versionId: 'v1', sha256: sha256Hex('mail') };
    const retainUntil = fromNow(-1);
    await appendEvents(met.under.services, caseId, opened, [
      { type: 'evidence-preserved', evidence: { ...kept, sizeBytes: 4, retainUntil } },
    ]);
    await appendEvents(
      met.under.services,
      caseId,
      opened,
      [
        { type: 'acknowledged', note: null },
        { type: 'closed', disposition: 'credible-monitor', note: '' },
      ],
      RUTH,
    );
    // As a round finds it.
    await new RequestStore(met.under.services.documents, 'retention').noteEnded({
      ...{ ...kept, caseId, retainedUntil: retainUntil, listedAt: fromNow(0) },
    });
    const { page, faults } = await openPage(met.browser, met.under.url, '/retention');
    await signInAs(page, 'legal');
    const row = page.getByRole('row', { name: caseNumberOf(caseId) });
    await row.getByRole('button', { name: 'Release' }).click();
    const dialog = page.getByRole('dialog', { name: 'The case needs it no more' });
    expect(await dialog.getByRole('button', { name: 'Release' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The claim is time-barred.');
    await dialog.getByRole('button', { name: 'Release' }).click();
    await page.getByText('Nothing is deleted by that').waitFor();
    await row.getByText('The claim is time-barred.').waitFor();
    const { state } = await met.under.services.store.read(caseId);
    expect(state?.retention.released).toMatchObject([{ contactId, reason: 'The claim is time-barred.' }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
