using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Releasing;

/// <summary>A repository with packages, and what discovery and planning make of it.</summary>
internal sealed class GitWorkspace : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public string Root => _workspace.Root;

    public Dictionary<string, string> Properties { get; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public GitWorkspace Write(string path, string text)
    {
        _workspace.Write(path, text);
        return this;
    }

    public GitWorkspace Npm(string directory, string name, string version = "1.0.0", string more = "") =>
        Write(Join(directory, "package.json"), $$"""
            {
              "name": "{{name}}",
              "version": "{{version}}"{{(more.Length == 0 ? "" : ", " + more)}}
            }
            """);

    public GitWorkspace Python(string directory, string name, string version = "1.0.0") =>
        Write(Join(directory, "pyproject.toml"), $"[project]\nname = \"{name}\"\nversion = \"{version}\"\n");

    /// <summary>Commits what is there and tags it.</summary>
    public GitWorkspace Initialize(params string[] tags)
    {
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.test");
        _workspace.Commit("chore: import");
        foreach (var tag in tags)
        {
            Git("tag", "-a", tag, "-m", tag);
        }

        return this;
    }

    /// <summary>Changes files and commits.</summary>
    public GitWorkspace Commit(string message, params string[] files)
    {
        foreach (var file in files)
        {
            _workspace.Write(file, message);
        }

        _workspace.Commit(message);
        return this;
    }

    public string Git(params string[] arguments) => _workspace.Git(arguments);

    public Task<DiscoveredWorkspace> DiscoverAsync() => DiscoverAsync(Root);

    public async Task<DiscoveredWorkspace> DiscoverAsync(string root) =>
        await new WorkspaceDiscovery(new WorkspaceFileSystem(root), await OpenAsync(root), TestEcosystems.Catalog).DiscoverAsync(Properties, Token);

    public Task<ComputedPlan> PlanAsync(string group = "", string packages = "", string date = "", string channel = "") =>
        PlanAsync(Root, new PlanOptions(group, Split(packages), date) { Channel = channel });

    public async Task<ComputedPlan> PlanAsync(string root, PlanOptions options) =>
        await new PlanComputation(await OpenAsync(root), TestEcosystems.Catalog, new WorkspaceFileSystem(root)).ComputeAsync(await DiscoverAsync(root), options, Token);

    public async Task<IReadOnlyList<Diagnostic>> ProblemsAsync() => (await Should.ThrowAsync<ReleaseException>(() => PlanAsync())).Diagnostics;

    public void Dispose() => _workspace.Dispose();

    private static string[] Split(string names) => names.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static string Join(string directory, string file) => directory.Length == 0 ? file : $"{directory}/{file}";

    private static Task<GitRepository> OpenAsync(string root) => GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), root, Token);
}

internal static class ComputedPlanAssertions
{
    /// <summary>Every release as <c>id from → to</c>.</summary>
    public static string[] Summary(this ComputedPlan computed) => [.. computed.Plan.Releases.Select(r => $"{r.Id} {r.From ?? "-"} → {r.To}")];

    public static PlannedRelease Of(this ComputedPlan computed, string id) => computed.Plan.Find(PackageId.Parse(id)).ShouldNotBeNull();
}
