import { readXml } from './bucket-operations.ts';
import { answer, answerXml, type Operation } from './context.ts';
import { findVersion } from './object-operations.ts';
import { malformedXml } from './s3-error.ts';
import { checkedTags } from './tags.ts';
import { childrenNamed, childText, element } from './xml.ts';

export const getTagging: Operation = async (call) => {
  const { tags, versionId } = findVersion(call).record;
  const set = Object.entries(tags ?? {}).map(([key, value]) =>
    element('Tag', element('Key', key) + element('Value', value), { raw: true }),
  );
  answerXml(call, 'Tagging', element('TagSet', set.join(''), { raw: true }), {
    'x-amz-version-id': versionId === 'null' ? null : versionId,
  });
};

/** Takes the place of all tags that the version had. */
export const putTagging: Operation = async (call) => {
  const [set] = childrenNamed(await readXml(call, 'Tagging'), 'TagSet');
  if (set === undefined) throw malformedXml('A Tagging needs a TagSet.');
  const tags = checkedTags(
    childrenNamed(set, 'Tag').map((tag) => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? '']),
  );
  await call.store.alone(call.bucket, call.key, async () => {
    await call.store.setTags(findVersion(call), tags);
  });
  answer(call, 200);
};
