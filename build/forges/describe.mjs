// Writes testassets/forges/<forge>/openapi.json: of the descriptions that forges publish, the operations that ReleaseKit
// uses, and of their answers the members that it reads. Usage, in an empty folder:
//   npm pack @octokit/openapi gitea-js bitbucket, unpack each, then
//   node describe.mjs <octokit> <gitea-js> <bitbucket> <testassets/forges>
// GitLab has no package with its description; testassets/forges/gitlab/openapi.json is kept by hand from its documentation.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const [octokit, gitea, bitbucket, target] = process.argv.slice(2);

const github = {
  operations: [
    'GET /repos/{owner}/{repo}', 'GET /repos/{owner}/{repo}/pulls', 'POST /repos/{owner}/{repo}/pulls',
    'GET /repos/{owner}/{repo}/pulls/{pull_number}', 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', 'GET /repos/{owner}/{repo}/commits/{ref}/status', 'POST /repos/{owner}/{repo}/statuses/{sha}',
    'GET /repos/{owner}/{repo}/issues/{issue_number}/labels', 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
    'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', 'GET /repos/{owner}/{repo}/labels/{name}', 'POST /repos/{owner}/{repo}/labels',
    'GET /repos/{owner}/{repo}/releases', 'POST /repos/{owner}/{repo}/releases', 'GET /repos/{owner}/{repo}/releases/tags/{tag}',
    'GET /repos/{owner}/{repo}/releases/{release_id}', 'PATCH /repos/{owner}/{repo}/releases/{release_id}', 'DELETE /repos/{owner}/{repo}/releases/{release_id}',
    'GET /repos/{owner}/{repo}/releases/{release_id}/assets', 'POST /repos/{owner}/{repo}/releases/{release_id}/assets',
    'DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}', 'GET /repos/{owner}/{repo}/git/ref/{ref}', 'POST /repos/{owner}/{repo}/dispatches',
  ],
  reads: ['default_branch', 'number', 'html_url', 'title', 'body', 'head', 'base', 'ref', 'sha', 'repo', 'full_name', 'state', 'merged', 'merged_at', 'merge_commit_sha', 'draft',
    'labels', 'name', 'statuses', 'context', 'description', 'id', 'tag_name', 'prerelease', 'assets', 'size', 'upload_url'],
};
const giteaOperations = [
  'GET /repos/{owner}/{repo}', 'GET /repos/{owner}/{repo}/pulls', 'POST /repos/{owner}/{repo}/pulls', 'GET /repos/{owner}/{repo}/pulls/{index}', 'PATCH /repos/{owner}/{repo}/pulls/{index}',
  'POST /repos/{owner}/{repo}/pulls/{index}/merge', 'GET /repos/{owner}/{repo}/commits/{sha}/pull', 'GET /repos/{owner}/{repo}/commits/{ref}/status', 'POST /repos/{owner}/{repo}/statuses/{sha}',
  'GET /repos/{owner}/{repo}/issues/{index}/labels', 'POST /repos/{owner}/{repo}/issues/{index}/labels', 'DELETE /repos/{owner}/{repo}/issues/{index}/labels/{id}',
  'GET /repos/{owner}/{repo}/issues/{index}/comments', 'POST /repos/{owner}/{repo}/issues/{index}/comments', 'GET /repos/{owner}/{repo}/labels', 'POST /repos/{owner}/{repo}/labels',
  'GET /repos/{owner}/{repo}/releases', 'POST /repos/{owner}/{repo}/releases', 'GET /repos/{owner}/{repo}/releases/tags/{tag}', 'PATCH /repos/{owner}/{repo}/releases/{id}',
  'DELETE /repos/{owner}/{repo}/releases/{id}', 'GET /repos/{owner}/{repo}/releases/{id}/assets', 'POST /repos/{owner}/{repo}/releases/{id}/assets',
  'DELETE /repos/{owner}/{repo}/releases/{id}/assets/{attachment_id}', 'GET /repos/{owner}/{repo}/tags/{tag}', 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
];
const giteaReads = [...github.reads, 'repo_id', 'label', 'status'];
const bitbucketOperations = [
  'GET /repositories/{workspace}/{repo_slug}', 'GET /repositories/{workspace}/{repo_slug}/pullrequests', 'POST /repositories/{workspace}/{repo_slug}/pullrequests',
  'GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}', 'PUT /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}',
  'POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/decline', 'POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/merge',
  'GET /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments', 'POST /repositories/{workspace}/{repo_slug}/pullrequests/{pull_request_id}/comments',
  'GET /repositories/{workspace}/{repo_slug}/commit/{commit}', 'GET /repositories/{workspace}/{repo_slug}/commit/{commit}/pullrequests',
  'POST /repositories/{workspace}/{repo_slug}/commit/{commit}/statuses/build', 'GET /repositories/{workspace}/{repo_slug}/commit/{commit}/statuses/build/{key}',
  'GET /repositories/{workspace}/{repo_slug}/downloads', 'POST /repositories/{workspace}/{repo_slug}/downloads', 'POST /repositories/{workspace}/{repo_slug}/pipelines/',
];
const bitbucketReads = ['mainbranch', 'name', 'id', 'title', 'description', 'summary', 'raw', 'state', 'source', 'destination', 'branch', 'commit', 'hash', 'repository', 'full_name', 'merge_commit',
  'links', 'html', 'href', 'draft', 'values', 'next', 'content', 'size', 'key'];

const absent = [];

/** A schema without its words; with `reads`, only those members of objects. */
function trim(schema, resolve, reads, depth = 0) {
  if (!schema) return schema;
  if (schema.$ref) return trim(resolve(schema.$ref), resolve, reads, depth);
  if (depth > (resolve.deepest ?? 6)) return {};
  const result = {};
  for (const key of ['type', 'enum', 'nullable', 'minItems', 'maxItems', 'minLength', 'maxLength', 'maxProperties']) {
    if (schema[key] !== undefined && !(key === 'maxProperties' && reads)) result[key] = schema[key];
  }
  if (schema.items) result.items = trim(schema.items, resolve, reads, depth + 1);
  for (const key of ['oneOf', 'anyOf', 'allOf']) if (schema[key]) result[key] = schema[key].map(s => trim(s, resolve, reads, depth + 1));
  if (schema.properties) {
    const names = Object.keys(schema.properties).filter(n => !reads || reads.includes(n));
    result.properties = Object.fromEntries(names.map(n => [n, trim(schema.properties[n], resolve, reads, depth + 1)]));
    // Of an answer only types and values are compared: the adapters themselves say what they miss.
    if (schema.required?.length && !reads) result.required = schema.required;
    if (!reads && schema.additionalProperties === false) result.additionalProperties = false;
  } else if (schema.required && !reads) result.required = schema.required;
  return result;
}

function write(forge, info, paths) {
  mkdirSync(join(target, forge), { recursive: true });
  writeFileSync(join(target, forge, 'openapi.json'), JSON.stringify({ openapi: '3.0.3', info, paths }, null, 1) + '\n');
}

function put(paths, operation, value) {
  const [method, path] = operation.split(' ');
  (paths[path] ??= {})[method.toLowerCase()] = value;
}

function describeGitHub() {
  const document = JSON.parse(readFileSync(join(octokit, 'generated/api.github.com.json'), 'utf8'));
  const resolve = ref => ref.slice(2).split('/').reduce((node, part) => node[part.replaceAll('~1', '/')], document);
  const paths = {};
  for (const operation of github.operations) {
    const [method, path] = operation.split(' ');
    const found = document.paths[path]?.[method.toLowerCase()];
    if (!found) { absent.push(`github ${operation}`); continue; }
    const success = Object.entries(found.responses).find(([code]) => code.startsWith('2'))?.[1];
    const answer = (success?.$ref ? resolve(success.$ref) : success)?.content?.['application/json']?.schema;
    const [type, content] = Object.entries(found.requestBody?.content ?? {})[0] ?? [];
    put(paths, operation, {
      parameters: (found.parameters ?? []).map(p => p.$ref ? resolve(p.$ref) : p)
        .map(p => ({ name: p.name, in: p.in, ...(p.required ? { required: true } : {}), schema: trim(p.schema, resolve) })),
      ...(type ? { requestBody: { ...(found.requestBody.required ? { required: true } : {}), content: { [type]: { schema: trim(content.schema, resolve) } } } } : {}),
      ...(answer ? { responses: { '2XX': { content: { 'application/json': { schema: trim(answer, resolve, github.reads) } } } } } : {}),
    });
  }
  write('github', { title: 'GitHub REST API (excerpt)', version: document.info.version, license: { name: 'MIT' }, 'x-source': 'npm @octokit/openapi, generated/api.github.com.json' }, paths);
}

/** Types of TypeScript declarations as schemas. */
class Types {
  constructor(text) { this.text = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ''); this.known = new Map(); }
  named(name) {
    if (!this.known.has(name)) {
      this.known.set(name, {});
      const match = new RegExp(`(?:interface|type) ${name}\\b\\s*(?:extends [\\w, ]+)?=?\\s*`).exec(this.text);
      if (match) { this.tokens(this.text.slice(match.index + match[0].length)); Object.assign(this.known.get(name), this.union()); }
    }
    return this.known.get(name);
  }
  inline(text) { this.tokens(text); return this.union(); }
  tokens(text) { this.rest = text; }
  take(pattern) { const m = new RegExp(`^\\s*(?:${pattern})`).exec(this.rest); if (m) this.rest = this.rest.slice(m[0].length); return m; }
  union() {
    this.take('\\|');
    const all = [this.intersection()];
    while (this.take('\\|')) all.push(this.intersection());
    const literals = all.filter(t => t.enum).flatMap(t => t.enum), others = all.filter(t => !t.enum && t.type !== 'null');
    const merged = others.length === 0 ? { type: 'string', enum: literals } : others.length === 1 && !literals.length ? others[0] : literals.length || others.length > 1 ? {} : others[0];
    return all.some(t => t.type === 'null') ? { ...merged, nullable: true } : merged;
  }
  intersection() {
    const all = [this.array()];
    while (this.take('&')) all.push(this.array());
    return all.length === 1 ? all[0] : { allOf: all };
  }
  array() { let type = this.primary(); while (this.take('\\[\\]')) type = { type: 'array', items: type }; return type; }
  primary() {
    let m;
    if (this.take('\\(')) { const type = this.union(); this.take('\\)'); return type; }
    if (m = this.take('"([^"]*)"') ?? this.take("'([^']*)'")) return { enum: [m[1]] };
    if (this.take('\\{')) {
      const properties = {}, required = [];
      while (!this.take('\\}')) {
        if (this.take('\\[[^\\]]*\\]\\s*:')) { this.union(); this.take('[;,]'); continue; }
        m = this.take('["\']?([\\w$-]+)["\']?\\s*(\\?)?\\s*:');
        if (!m) throw new Error('cannot read ' + this.rest.slice(0, 80));
        properties[m[1]] = this.union();
        if (!m[2]) required.push(m[1]);
        this.take('[;,]');
      }
      return { type: 'object', properties, ...(required.length ? { required } : {}) };
    }
    m = this.take('[\\w.]+');
    const name = m[0].trim();
    if (this.take('<')) { for (let depth = 1; depth; ) { const c = this.take('[<>]|[^<>]+')[0].trim(); depth += c === '<' ? 1 : c === '>' ? -1 : 0; } return name === 'Array' ? { type: 'array', items: {} } : {}; }
    if (name === 'string' || name === 'boolean' || name === 'null') return { type: name };
    if (name === 'number') return { type: 'number' };
    if (['any', 'object', 'File', 'unknown', 'undefined', 'Object', 'Record', 'true', 'false'].includes(name)) return name === 'object' ? { type: 'object' } : {};
    const rest = this.rest, type = this.named(name.replace(/^Schema\./, ''));
    this.rest = rest;
    return { $ref: name.replace(/^Schema\./, '') };
  }
}

function describeGitea() {
  const text = readFileSync(join(gitea, 'dist/index.d.ts'), 'utf8');
  const types = new Types(text), resolve = name => types.named(name), paths = {};
  for (const operation of giteaOperations) {
    const [method, path] = operation.split(' ');
    const at = text.indexOf(`@request ${method}:${path}\n`);
    if (at < 0) { absent.push(`gitea ${operation}`); continue; }
    const signature = text.slice(text.indexOf('*/', at) + 2, text.indexOf('=> Promise<', at)).replace(/\/\*[\s\S]*?\*\//g, '');
    const answer = /=> Promise<HttpResponse<([^,]+(?:<[^>]*>)?), any>>/.exec(text.slice(at))[1];
    const body = /\bbody\??: ([\w.[\]]+)/.exec(signature)?.[1], form = /\bdata: \{/.test(signature), query = /\bquery\??: (\{[\s\S]*?\}), params/.exec(signature)?.[1];
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(m => ({ name: m[1], in: 'path', required: true, schema: {} }));
    const asked = query ? types.inline(query) : undefined;
    for (const [name, schema] of Object.entries(asked?.properties ?? {})) parameters.push({ name, in: 'query', ...(asked.required?.includes(name) ? { required: true } : {}), schema: trim(schema, resolve) });
    const content = form ? { 'multipart/form-data': { schema: {} } } : body ? { 'application/json': { schema: closed(trim(types.inline(body), resolve)) } } : undefined;
    put(paths, operation, {
      parameters,
      ...(content ? { requestBody: { content } } : {}),
      ...(answer !== 'any' && answer !== 'void' ? { responses: { '2XX': { content: { 'application/json': { schema: trim(types.inline(answer), resolve, giteaReads) } } } } } : {}),
    });
  }
  const version = JSON.parse(readFileSync(join(gitea, 'package.json'), 'utf8')).version;
  write('gitea', { title: 'Gitea API (excerpt)', version, license: { name: 'MIT' }, 'x-source': 'npm gitea-js, dist/index.d.ts, which is generated from the description of Gitea of the same version' }, paths);
}

/** What a type does not name is a mistake in a request. */
const closed = schema => schema.properties ? { ...schema, additionalProperties: false } : schema;

function describeBitbucket() {
  const code = readFileSync(join(bitbucket, 'lib/index.js'), 'utf8');
  const end = code.indexOf('};function', code.indexOf('branching_model:{get:{alias')) + 1;
  const routes = new Function(`return ${code.slice(code.indexOf('{branching_model:{get:{alias'), end)}`)();
  const types = new Types(readFileSync(join(bitbucket, 'lib/bitbucket.d.ts'), 'utf8').replace(/[\s\S]*?namespace Schema \{/, '')), resolve = Object.assign(name => types.named(name), { deepest: 4 }), paths = {};
  const all = Object.values(routes).flatMap(Object.values).filter(r => r.url).map(r => ({ ...r, url: r.url.replace(/\{\?[^}]*\}/, '') }));
  for (const operation of bitbucketOperations) {
    const [method, path] = operation.split(' ');
    const found = all.find(r => r.method === method && r.url.replace(/\/$/, '') === path.replace(/\/$/, ''))
      ?? all.find(r => r.method === method && r.url.replace(/\{\w+\}/g, '{}').replace(/\/$/, '') === path.replace(/\{\w+\}/g, '{}').replace(/\/$/, ''));
    if (!found) { absent.push(`bitbucket ${operation}`); continue; }
    const body = found.params?._body?.schema;
    put(paths, operation, {
      parameters: Object.entries(found.params ?? {}).filter(([name]) => name !== '_body')
        .map(([name, p]) => ({ name, in: found.url.includes(`{${name}}`) ? 'path' : 'query', ...(p.required ? { required: true } : {}), schema: { ...(p.type ? { type: p.type } : {}), ...(p.enum ? { enum: p.enum } : {}) } })),
      ...(body ? { requestBody: { content: { 'application/json': { schema: trim(types.inline(body), resolve) } } } } : {}),
      ...(found.returns ? { responses: { '2XX': { content: { 'application/json': { schema: trim(types.inline(found.returns), resolve, bitbucketReads) } } } } } : {}),
    });
  }
  const version = JSON.parse(readFileSync(join(bitbucket, 'package.json'), 'utf8')).version;
  write('bitbucket', { title: 'Bitbucket Cloud API (excerpt)', version, license: { name: 'MIT' }, 'x-source': 'npm bitbucket, lib/index.js and lib/bitbucket.d.ts, which are generated from the description of Bitbucket Cloud' }, paths);
}

describeGitHub();
describeGitea();
describeBitbucket();
console.log(absent.length ? `Not described:\n${absent.join('\n')}` : 'All are described.');
