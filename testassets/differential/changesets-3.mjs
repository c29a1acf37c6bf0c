// Runs in each folder, given as a JSON array in the file that is the first argument, the command `changeset version` of 3.x.
// Writes an error for each folder, or null.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = dirname(createRequire(import.meta.url).resolve('changesets-3/package.json'));
const { version } = await import(pathToFileURL(join(root, 'dist', 'version.mjs')).href);

const outcomes = [];
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
for (const folder of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    await version({ cwd: folder });
    outcomes.push(null);
  } catch (error) {
    outcomes.push(String(error?.cause?.message ?? error?.message ?? error));
  }
}
write('\n' + JSON.stringify(outcomes));
