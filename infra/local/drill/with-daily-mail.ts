import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Policy } from '../../../functions/contracts/policy.ts';

const POLICY_FILE = 'policy.json';

/**
 * A deployment in which HR chose one mail a day, which the shipped policy only proposes: the same functions in a folder of links, with a
 * policy of their own beside them. Nothing of the build is changed, since others use it at the same time.
 */
export async function withDailyMail(assemblyFolder: string, into: string): Promise<string> {
  await mkdir(into, { recursive: true });
  for (const entry of await readdir(assemblyFolder, { withFileTypes: true })) {
    const [from, to] = [join(assemblyFolder, entry.name), join(into, entry.name)];
    const files = entry.isDirectory() ? await readdir(from) : [];
    if (!files.includes(POLICY_FILE)) {
      await symlink(from, to);
      continue;
    }
    await mkdir(to);
    for (const file of files) if (file !== POLICY_FILE) await symlink(join(from, file), join(to, file));
    const policy = Policy.parse(JSON.parse(await readFile(join(from, POLICY_FILE), 'utf8')));
    const digest = { roles: ['human-resources' as const], at: '08:00' };
    await writeFile(
      join(to, POLICY_FILE),
      JSON.stringify(Policy.parse({ ...policy, notify: { ...policy.notify, digest } })),
    );
  }
  return into;
}
