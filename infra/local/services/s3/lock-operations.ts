import { readXml } from './bucket-operations.ts';
import { answer, answerXml, header, type Operation, type S3Call } from './context.ts';
import {
  assertRetentionMayChange,
  missingLockConfiguration,
  noLockOnObject,
  readLegalHold,
  readRetention,
} from './object-lock.ts';
import { findVersion } from './object-operations.ts';
import { malformedXml } from './s3-error.ts';
import { childText, element } from './xml.ts';

export const getRetention: Operation = async (call) => {
  assertLockable(call);
  const { retention } = findVersion(call).record.lock;
  if (!retention) throw noLockOnObject();
  answerXml(call, 'Retention', element('Mode', retention.mode) + element('RetainUntilDate', retention.retainUntil));
};

export const putRetention: Operation = async (call) => {
  assertLockable(call);
  const root = await readXml(call, 'Retention');
  await call.store.alone(call.bucket, call.key, async () => {
    const version = findVersion(call);
    const { lock } = version.record;
    const now = call.now();
    // An empty Retention takes a lapsed or governed one away.
    const asked = readRetention(childText(root, 'Mode'), childText(root, 'RetainUntilDate'), now);
    assertRetentionMayChange(lock.retention, asked, now, header(call, 'x-amz-bypass-governance-retention') === 'true');
    await call.store.setLock(version, { ...lock, retention: asked });
  });
  answer(call, 200);
};

export const getLegalHold: Operation = async (call) => {
  assertLockable(call);
  const { lock } = findVersion(call).record;
  if (!lock.legalHold) throw noLockOnObject();
  answerXml(call, 'LegalHold', element('Status', 'ON'));
};

export const putLegalHold: Operation = async (call) => {
  assertLockable(call);
  const status = childText(await readXml(call, 'LegalHold'), 'Status');
  if (status === null) throw malformedXml('A LegalHold needs a Status.');
  const legalHold = readLegalHold(status);
  await call.store.alone(call.bucket, call.key, async () => {
    const version = findVersion(call);
    await call.store.setLock(version, { ...version.record.lock, legalHold });
  });
  answer(call, 200);
};

function assertLockable(call: S3Call): void {
  if (!call.store.bucket(call.bucket).record.objectLock) throw missingLockConfiguration();
}
