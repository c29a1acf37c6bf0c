using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Pipelines;
using ReleaseKit.Engine.Pipelines.GitHub;
using ReleaseKit.Testing;
using YamlDotNet.RepresentationModel;

namespace ReleaseKit.Engine.Tests.Pipelines;

public sealed partial class PipelineTemplateTests
{
    private static readonly PipelineFacts Everything = new()
    {
        Branches = ["main", "release/*"],
        Ecosystems = ["cargo", "dart", "go", "gradle", "maven", "npm", "nuget", "python"],
        NodeInstalls = [new NodeInstall(RelativePath.Root, "npm"), new NodeInstall(RelativePath.Parse("it's js"), "pnpm")],
    };

    private static readonly PipelineFacts Little = new() { Branches = ["main"], Ecosystems = ["nuget"], Forge = ForgeKind.Bitbucket };

    public static TheoryData<string> Services => [.. PipelineTemplates.All.Select(t => t.Name)];

    [Fact]
    public void ThereAreFiveServices() => PipelineTemplates.All.Select(t => t.Name).ShouldBe(["azure", "bitbucket", "forgejo", "github", "gitlab"]);

    [Fact]
    public void AnUnknownServiceIsRefusedWithWhatThereIs()
    {
        var problem = Should.Throw<Core.Diagnostics.ReleaseException>(() => PipelineTemplates.Find("gitlap")).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-PIPELINE-UNKNOWN");
        problem.Message.ShouldContain("gitlab");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void EveryFileIsYamlWithoutTabsAndTheSameEachTime(string service)
    {
        foreach (var facts in new[] { Everything, Little })
        {
            foreach (var file in PipelineTemplates.Find(service).Write(facts))
            {
                PipelineYaml.Parse(file.Text).ShouldBeOfType<YamlMappingNode>(file.Path.Value);
                file.Text.ShouldNotContain('\t');
                file.Text.ShouldNotContain('\r');
                file.Text.ShouldEndWith("\n");
                file.Text.Split('\n').ShouldAllBe(line => line.TrimEnd() == line, file.Path.Value);
            }

            PipelineTemplates.Find(service).Write(facts).ShouldBe(PipelineTemplates.Find(service).Write(facts));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void EveryTargetOfTheLineIsRun(string service)
    {
        var text = string.Concat(PipelineTemplates.Find(service).Write(Everything).Select(f => f.Text));

        foreach (var target in new[] { "Prepare", "Tag", "Publish", "Rollback", "Plan", "Rehearse" })
        {
            text.ShouldContain($"-t:{target}");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void NothingFromOutsideIsPartOfACommand(string service)
    {
        var commands = Commands(service, Everything).ToArray();

        commands.ShouldNotBeEmpty();
        commands.ShouldAllBe(c => !c.Contains("${{", StringComparison.Ordinal) && !c.Contains("$(", StringComparison.Ordinal));
        commands.SelectMany(c => Variable().Matches(c).Select(m => m.Value)).Distinct().ShouldBeSubsetOf(
        [
            "RELEASE_TAG", "PUBLISH_TAG", "ROLLBACK_TAG", "ROLLBACK_REASON", "GITHUB_TOKEN", "FORGEJO_TOKEN", "GITHUB_SERVER_URL", "CI_SERVER_URL", "GITLAB_TOKEN", "GITLAB_USER_NAME", "GITLAB_USER_EMAIL", "CI_PROJECT_URL", "CI_COMMIT_BRANCH", "CI_COMMIT_SHA",
            "BITBUCKET_BRANCH", "BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION", "CHOSEN_TAG", "TAGGED_NOW", "ReleaseTag", "branch",
        ]);
    }

    [Theory]
    [InlineData("github", "release.yml", "jobs", "prepare")]
    [InlineData("forgejo", "releasekit.yml", "jobs", "prepare")]
    [InlineData("gitlab", "release.gitlab-ci.yml", "release:prepare", "rules")]
    [InlineData("bitbucket", "bitbucket-pipelines.yml", "pipelines", "custom")]
    public void WhatAnotherRepositoryReleasesStartsPrepareAndNothingElse(string service, string file, string at, string within)
    {
        var text = PipelineTemplates.Find(service).Write(Everything).Single(f => f.Path.FileName == file).Text;
        var pipeline = PipelineYaml.Parse(text);
        var started = pipeline.At(at, within)!;
        switch (service)
        {
            case "github":
                pipeline.At("on", "repository_dispatch", "types")!.Scalars().ShouldBe(["releasekit"]);
                started.At("steps")!.Scalars().ShouldContain("dotnet msbuild release.proj -t:Prepare");
                break;
            case "forgejo":
                pipeline.At("on", "workflow_dispatch", "inputs", "payload", "type")!.ToString().ShouldBe("string");
                pipeline.At(at).ShouldBeOfType<YamlMappingNode>().Children.Count.ShouldBe(1);
                break;
            case "gitlab":
                started.Scalars().Last().ShouldEndWith("$RELEASEKIT_EVENT == \"releasekit\"");
                text.Split("RELEASEKIT_EVENT").Length.ShouldBe(2);
                break;
            default:
                started.At("releasekit")!.Scalars().ShouldContain("dotnet msbuild release.proj -t:Prepare");
                break;
        }

        // The payload is read by us, out of the file of the event or a variable, and never written out by a shell or an expression.
        text.ShouldNotContain("inputs.payload");
        text.ShouldNotContain("client_payload");
        text.ShouldNotContain("$RELEASEKIT_PAYLOAD");
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void OnlyToolsOfTheWorkspacesEcosystemsAreInstalled(string service)
    {
        var text = string.Concat(PipelineTemplates.Find(service).Write(Little).Select(f => f.Text));

        foreach (var other in new[] { "node", "python", "golang", "setup-go", "GoTool", "cargo", "dart", "java", "corepack", "NPM_TOKEN", "PYPI_TOKEN", "NODE_AUTH_TOKEN", "MAVEN" })
        {
            text.ShouldNotContain(other, Case.Insensitive, service);
        }

    }

    [Theory]
    [InlineData("github")]
    [InlineData("forgejo")]
    public void EveryActionIsNamedByTheCommitOfTheTable(string service)
    {
        PinnedActions.All.ShouldAllBe(a => FullCommit().IsMatch(a.Commit) && a.Version.StartsWith('v'));
        var table = PinnedActions.All.ToDictionary(a => a.Name, a => a.Commit);
        var prefix = service == "forgejo" ? "https://github.com/" : "";

        var uses = PipelineTemplates.Find(service).Write(Everything).SelectMany(f => PipelineYaml.Parse(f.Text).All("uses")).Select(n => ((YamlScalarNode)n).Value!).Distinct().ToArray();

        uses.Select(u => u.Split('@')).ShouldAllBe(parts => table[parts[0].Substring(prefix.Length)] == parts[1]);
        uses.Length.ShouldBe(service == "github" ? table.Count : table.Count - 1);
        PinnedActions.All.Select(a => a.Name).ShouldBe(table.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("github")]
    [InlineData("forgejo")]
    public void JobsHaveTheLeastPermissionsAndPublicationIsNeverCancelled(string service)
    {
        foreach (var workflow in PipelineTemplates.Find(service).Write(Everything).Select(f => PipelineYaml.Parse(f.Text)))
        {
            workflow.At("permissions").ShouldBeOfType<YamlMappingNode>().Children.ShouldBeEmpty();
            var rehearses = workflow.At("jobs", "rehearse") is not null;
            workflow.At("concurrency", "cancel-in-progress")!.ToString().ShouldBe(rehearses ? "true" : "false");
            var scopes = workflow.All("permissions").OfType<YamlMappingNode>().SelectMany(p => p.Children).Select(p => $"{p.Key}: {p.Value}").Distinct().ToArray();
            scopes.ShouldBeSubsetOf(rehearses ? ["contents: read"] : ["contents: write", "pull-requests: write", "statuses: write", "id-token: write"]);
            workflow.At("jobs", "tag", "permissions", "id-token").ShouldBeNull();
            workflow.At("jobs", "prepare", "permissions", "id-token").ShouldBeNull();
            workflow.At("jobs", "rollback", "permissions", "id-token").ShouldBeNull();
            workflow.At("jobs", "publish", "permissions", "id-token")?.ToString().ShouldBe("write");
            workflow.All("persist-credentials").ShouldAllBe(p => p.ToString() == "false");
            workflow.At("on", "pull_request_target").ShouldBeNull();
            workflow.At("on", "workflow_run").ShouldBeNull();
            if (rehearses)
            {
                workflow.Scalars().ShouldNotContain(s => s.Contains("secrets.", StringComparison.Ordinal));
                workflow.Scalars().ShouldNotContain(s => s.Contains("github.token", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void OnlyARegistryThatTrustsAJobIsToldWhoItIs()
    {
        string Release(params string[] ecosystems) => PipelineTemplates.Find("github").Write(Little with { Ecosystems = [.. ecosystems] })[2].Text;

        Release("go", "maven").ShouldNotContain("id-token");
        foreach (var trusting in new[] { "cargo", "dart", "npm", "nuget", "python" })
        {
            Release("go", trusting).ShouldContain("id-token: write");
        }

        PipelineYaml.Parse(Texts("gitlab")[1]).At("release:rollback", "id_tokens").ShouldBeNull();
    }

    /// <summary>What git is told is found by the server of the workflow, and by no other: a submodule elsewhere gets nothing.</summary>
    [Theory]
    [InlineData("github", "GITHUB_TOKEN", "GITHUB_SERVER_URL")]
    [InlineData("forgejo", "FORGEJO_TOKEN", "GITHUB_SERVER_URL")]
    [InlineData("gitlab", "GITLAB_TOKEN", "CI_SERVER_URL")]
    public void TheCredentialGoesToItsOwnServerOnly(string service, string token, string server)
    {
        using var scratch = new ScratchDirectory();
        var repository = GitRepositoryBuilder.Init(scratch.File("work"));
        var line = Commands(service, Little).SelectMany(c => c.Split('\n')).First(c => c.Contains(".helper", StringComparison.Ordinal));
        var variables = new Dictionary<string, string?> { [token] = "s3cret", [server] = "https://forge.test", ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_ASKPASS"] = "" };
        CommandLine.Run(repository.Path, Tool.Require("bash"), ["-e", "-c", line], variables).ExitCode.ShouldBe(0);

        string Ask(string host) => CommandLine.Run(repository.Path, "bash", ["-c", $"printf 'protocol=https\\nhost={host}\\npath=acme/widgets.git\\n\\n' | git credential fill"], variables).Output;

        Ask("forge.test").ShouldContain("password=s3cret");
        Ask("elsewhere.test").ShouldNotContain("s3cret");
        File.ReadAllText(Path.Combine(repository.Path, ".git", "config")).ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("github")]
    [InlineData("forgejo")]
    public void UpdateBotsFindTheVersionBesideEachCommit(string service) =>
        Texts(service).SelectMany(t => t.Split('\n')).Where(l => l.Contains(" uses: ", StringComparison.Ordinal)).ShouldAllBe(l => PinnedLine().IsMatch(l));

    [Fact]
    public void EveryServiceHasAllOfHistory()
    {
        Texts("github").ShouldAllBe(t => Regex.Count(t, "actions/checkout@") == Regex.Count(t, "fetch-depth: 0"));
        Texts("forgejo").ShouldAllBe(t => Regex.Count(t, "actions/checkout@") == Regex.Count(t, "fetch-depth: 0"));
        Texts("azure").ShouldAllBe(t => Regex.Count(t, "checkout: self") == Regex.Count(t, "fetchDepth: 0"));
        Texts("gitlab")[1].ShouldContain("GIT_DEPTH: \"0\"");
        Texts("bitbucket").ShouldHaveSingleItem().ShouldContain("depth: full");
    }

    [Fact]
    public void BranchesAreWrittenInEachServicesLanguage()
    {
        Texts("github")[2].ShouldContain("branches: [\"main\", \"release/*\"]");
        Texts("azure")[1].ShouldContain("include: [\"main\", \"release/*\"]");
        Texts("gitlab")[1].ShouldContain("$CI_COMMIT_BRANCH =~ /^(main|release\\/[^\\/]*)$/ && $CI_PIPELINE_SOURCE == \"push\"");
        Texts("bitbucket")[0].ShouldContain("    \"release/*\":\n");
    }

    [Fact]
    public void TheForgesTokenHasTheNameThatIsLookedFor()
    {
        string Azure(ForgeKind? forge) => PipelineTemplates.Find("azure").Write(Little with { Forge = forge })[1].Text;

        Azure(ForgeKind.GitHub).ShouldContain("GITHUB_TOKEN: $(FORGE_TOKEN)");
        Azure(ForgeKind.GitLab).ShouldContain("GITLAB_TOKEN: $(FORGE_TOKEN)");
        Azure(ForgeKind.Bitbucket).ShouldContain("BITBUCKET_TOKEN: $(FORGE_TOKEN)");
        Azure(ForgeKind.Gitea).ShouldContain("FORGEJO_TOKEN: $(FORGE_TOKEN)");
        Azure(null).ShouldContain("GITHUB_TOKEN: $(FORGE_TOKEN)");
    }

    [Fact]
    public void AContainerWithoutAClientIsToldOf()
    {
        PipelineTemplates.Find("gitlab").Manual(Everything).ShouldContain(s => s.Contains("Dart", StringComparison.Ordinal));
        PipelineTemplates.Find("bitbucket").Manual(Little).ShouldNotContain(s => s.Contains("Dart", StringComparison.Ordinal));
        PipelineTemplates.All.ShouldAllBe(t => t.Manual(Everything).Any(s => s.Contains("NUGET_API_KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public void ThirdPartiesAreInstalledWhereTheTopmostLockFilesAre()
    {
        var files = new[] { "b/yarn.lock", "a/package-lock.json", "a/x/package-lock.json", "ab/pnpm-lock.yaml", "c/readme.md", "d\n/yarn.lock" }.Where(f => RelativePath.TryParse(f, out _)).Select(RelativePath.Parse);

        NodeInstall.Of(files).Select(i => i.ShellCommand).ShouldBe(["(cd 'a' && npm ci)", "(cd 'ab' && pnpm install --frozen-lockfile)", "(cd 'b' && yarn install --immutable)"]);
        NodeInstall.Of([RelativePath.Parse("pnpm-lock.yaml"), RelativePath.Parse("a/yarn.lock")]).ShouldHaveSingleItem().ShellCommand.ShouldBe("pnpm install --frozen-lockfile");
        Texts("github")[0].ShouldContain("working-directory: \"it's js\"\n        run: pnpm install --frozen-lockfile");
        Texts("gitlab")[1].ShouldContain("(cd 'it'\\\\''s js' && pnpm install --frozen-lockfile)");
    }

    private static ImmutableArray<string> Texts(string service) => [.. PipelineTemplates.Find(service).Write(Everything).Select(f => f.Text)];

    private static IEnumerable<string> Commands(string service, PipelineFacts facts) => PipelineTemplates.Find(service).Write(facts)
        .SelectMany(f => new[] { "run", "script", "before_script" }.SelectMany(PipelineYaml.Parse(f.Text).All)).SelectMany(n => n.Scalars());

    [GeneratedRegex(@"@[0-9a-f]{40} # v\d+\.\d+\.\d+\z")]
    private static partial Regex PinnedLine();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex FullCommit();

    [GeneratedRegex(@"(?<=\$\{?)[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Variable();
}
