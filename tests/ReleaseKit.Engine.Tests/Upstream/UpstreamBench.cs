using System.Collections.Immutable;
using ReleaseKit.Core.Effects;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>A repository that depends on others, and what their releases do to its files with the real clients.</summary>
internal sealed class UpstreamBench : IDisposable
{
    private readonly Dictionary<string, string> _variables = new(new ProcessEnvironment().All());

    public UpstreamBench() => Machine = GitRepositoryBuilder.Init(Scratch.File("tree"));

    public ScratchDirectory Scratch { get; } = new();

    public GitRepositoryBuilder Machine { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public UpstreamBench With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Runs a client as the people of the repository do.</summary>
    public void Client(string name, params string[] arguments)
    {
        var result = CommandLine.Run(Machine.Path, Tool.Require(name), arguments, _variables.ToDictionary(v => v.Key, v => (string?)v.Value));
        result.ExitCode.ShouldBe(0, result.Output);
    }

    /// <summary>Commits and tags what is there.</summary>
    public void Commit(string configuration = "")
    {
        Machine.Write("releasekit.toml", $"tag_format = \"v{{version}}\"\n{configuration}");
        Machine.Commit("chore: import");
        Machine.Git("tag", "-a", "v1.0.0", "-m", "v1.0.0");
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Machine.Path, file));

    /// <summary>Plans, writes manifests, and brings lock files up to date.</summary>
    public async Task<(ComputedPlan Computed, ImmutableArray<WriteFile> Locks)> TakeOverAsync(string announced)
    {
        var processes = new ProcessRunner(new SnapshotEnvironment(_variables));
        var ecosystems = AllEcosystems.Of(processes);
        var upstream = new UpstreamReader(ecosystems).Read(announced, "", Machine.Path, null).Releases;
        var git = await Repositories.OpenAsync(processes, Machine.Path, Token);
        var files = new WorkspaceFileSystem(Machine.Path);
        var discovered = await new WorkspaceDiscovery(files, git, ecosystems).DiscoverAsync(new Dictionary<string, string>(), upstream, Token);
        var computed = await new PlanComputation(git, ecosystems, files).ComputeAsync(discovered, new PlanOptions("", [], "") { Upstream = upstream }, Token);
        foreach (var effect in new PlanApplication(files, ecosystems).Prepare(computed.Plan, discovered.Workspace, null))
        {
            files.Write(effect.File, System.Text.Encoding.UTF8.GetBytes(effect.After!));
        }

        return (computed, await new LockRefreshing(files, ecosystems, discovered.Workspace, Scratch.File("logs")).RunAsync(computed.Upstream, Token));
    }

    public void Dispose() => Scratch.Dispose();
}
