// Does in each folder, given as a JSON array in the file that is the first argument, what `changeset version` of 2.x does
// there, through the functions that the command itself calls. Writes an error for each folder, or null.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const require = createRequire(createRequire(import.meta.url).resolve('changesets-2'));
const normal = module => module.default ?? module;
const { getPackages } = require('@manypkg/get-packages');
const { read } = require('@changesets/config');
const readChangesets = normal(require('@changesets/read'));
const assembleReleasePlan = normal(require('@changesets/assemble-release-plan'));
const applyReleasePlan = normal(require('@changesets/apply-release-plan'));
const { readPreState } = require('@changesets/pre');
const contextDirectory = dirname(createRequire(import.meta.url).resolve('changesets-2'));

const outcomes = [];
for (const folder of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  try {
    const packages = await getPackages(folder);
    const config = await read(folder, packages);
    const [changesets, preState] = await Promise.all([readChangesets(folder), readPreState(folder)]);
    if (changesets.length > 0 || preState?.mode === 'exit') {
      const plan = assembleReleasePlan(changesets, packages, config, preState, undefined);
      await applyReleasePlan(plan, packages, config, undefined, contextDirectory);
    }
    outcomes.push(null);
  } catch (error) {
    outcomes.push(String(error?.message ?? error));
  }
}
process.stdout.write('\n' + JSON.stringify(outcomes));
