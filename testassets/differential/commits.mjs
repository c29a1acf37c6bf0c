// Reads commit messages, a JSON array of strings, from the file that is the first argument, and writes what two other tools make of each.
// It runs beside a node_modules that holds them.
import { readFileSync } from 'node:fs';
import createPreset from 'conventional-changelog-conventionalcommits';
import { CommitParser } from 'conventional-commits-parser';
import { parseConventionalCommits } from 'release-please/build/src/commit.js';

const preset = await createPreset({});
const parser = new CommitParser(preset.parser ?? preset.parserOpts);
const whatBump = preset.whatBump ?? preset.recommendedBumpOpts?.whatBump;
const quiet = { debug() {}, info() {}, warn() {}, error() {}, trace() {} };

const conventional = message => {
  try {
    const commit = parser.parse(message);
    const bump = whatBump([commit])?.level ?? 2;
    return {
      type: commit.type ?? null,
      scope: commit.scope ?? null,
      subject: commit.subject ?? null,
      notes: commit.notes.map(note => note.text),
      reverted: commit.revert?.hash ?? null,
      references: commit.references.map(reference => reference.issue),
      bump: ['major', 'minor', 'patch'][bump],
    };
  } catch (error) {
    return { error: String(error) };
  }
};

const releasePlease = message => parseConventionalCommits([{ sha: 'a'.repeat(40), message, files: [] }], quiet).map(commit => ({
  type: commit.type,
  scope: commit.scope ?? null,
  subject: commit.bareMessage,
  breaking: commit.breaking,
  notes: commit.notes.filter(note => note.title === 'BREAKING CHANGE').map(note => note.text),
  releaseAs: commit.notes.find(note => note.title === 'RELEASE AS')?.text ?? null,
}));

const messages = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(messages.map(message => ({ conventional: conventional(message), releasePlease: releasePlease(message) }))));
