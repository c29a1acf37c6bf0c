using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>A repository with a remote and a forge, and the steps from a push to tags as clones of it take them.</summary>
internal sealed class FlowBench : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly List<DryRunPlace> _dry = [];
    private int _clones;

    /// <summary>Two JavaScript packages, one of which needs the other, and a Python package, each released as 1.0.0.</summary>
    public FlowBench(bool initialize = true, params string[] options)
    {
        Remote = GitRepositoryBuilder.Init(_scratch.File("remöte.git"), ["--bare", .. options]);
        Machine = GitRepositoryBuilder.Init(_scratch.File("wörk tree"), options);
        Machine.Git("remote", "add", "origin", Remote.Path);
        Machine.Git("config", "user.name", "Ada");
        Machine.Git("config", "user.email", "ada@example.test");
        Forge = new MemoryForge(_scratch, Remote.Path);
        if (initialize)
        {
            Npm("core", "1.0.0");
            Npm("app", "1.0.0", """, "dependencies": { "core": "^1.0.0" }""");
            Machine.Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""" + "\n");
            Machine.Write("py/pyproject.toml", "[project]\nname = \"snake\"\nversion = \"1.0.0\"\n");
            Initialize("core-v1.0.0", "app-v1.0.0", "snake-v1.0.0");
        }
    }

    public GitRepositoryBuilder Remote { get; }

    /// <summary>Where people work.</summary>
    public GitRepositoryBuilder Machine { get; }

    public MemoryForge Forge { get; set; }

    public ScratchDirectory Scratch => _scratch;

    public List<string> Said { get; } = [];

    /// <summary>Variables of our own processes besides the usual ones.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>Whether the forge gets releases.</summary>
    public bool ForgeReleases { get; set; } = true;

    /// <summary>The adapters, with the clients that they start.</summary>
    public Func<IProcessRunner, EcosystemCatalog> Ecosystems { get; init; } = _ => TestEcosystems.Catalog;

    public PrepareOptions Options { get; set; } = new() { Plan = new PlanOptions("", [], ""), Branch = "main" };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public FlowBench Npm(string name, string version, string more = "")
    {
        Machine.Write($"packages/{name}/package.json", $$"""
            {
              "name": "{{name}}",
              "version": "{{version}}"{{more}}
            }

            """);
        return this;
    }

    public void Initialize(params string[] tags)
    {
        Machine.Commit("chore: import");
        foreach (var tag in tags)
        {
            Machine.Git("tag", "-a", tag, "-m", tag);
        }

        Machine.Git("push", "--quiet", "origin", "main", "--tags");
    }

    /// <summary>Commits a change and pushes it.</summary>
    public string Push(string message, params string[] files)
    {
        var commit = Machine.Change(message, files);
        Machine.Git("push", "--quiet", "origin", "main");
        return commit;
    }

    /// <summary>Brings people's machine up to date.</summary>
    public void Pull()
    {
        Machine.Git("fetch", "--quiet", "origin");
        Machine.Git("reset", "--quiet", "--hard", "origin/main");
    }

    /// <summary>A fresh clone, as CI makes one.</summary>
    public GitRepositoryBuilder Clone(params string[] options)
    {
        var path = _scratch.File($"clone {++_clones}");
        Machine.Git(["clone", "--quiet", .. options, "file://" + Remote.Path.Replace("ö", "%C3%B6", StringComparison.Ordinal), path]);
        var clone = GitRepositoryBuilder.Open(path);
        clone.Git("config", "user.name", "CI");
        clone.Git("config", "user.email", "ci@example.test");
        return clone;
    }

    public Task<PreparedPullRequest> PrepareAsync(GitRepositoryBuilder? machine = null) => PrepareAsync(machine ?? Clone(), Forge, Options);

    public async Task<PreparedPullRequest> PrepareAsync(GitRepositoryBuilder machine, IForge? forge, PrepareOptions options) =>
        await new ReleasePreparation(await ServicesAsync(machine, options.DryRun), forge, RepositoryLinks.Of("https://github.test/acme/widgets", ForgeKind.GitHub), options).RunAsync(Token);

    public Task<ImmutableArray<TaggedRelease>> TagAsync(GitRepositoryBuilder? machine = null) => TagAsync(machine ?? Clone(), Forge, new TagOptions { Branch = "main", ForgeReleases = ForgeReleases });

    public async Task<ImmutableArray<TaggedRelease>> TagAsync(GitRepositoryBuilder machine, IForge? forge, TagOptions options) =>
        await new ReleaseTagging(await ServicesAsync(machine, options.DryRun), forge, options).RunAsync(Token);

    /// <summary>What follows the publication of some packages of a plan.</summary>
    public Task PromoteAsync(string plan, params PackageId[] live) => PromoteAsync(plan, Clone(), live);

    /// <summary>The same with the plan of a file.</summary>
    public async Task PromoteAsync(PreparedRelease given, params PackageId[] live) =>
        await new ReleasePromotion(await ServicesAsync(Clone()), Forge, new PromotionOptions { Remote = "origin", Given = given }).RunAsync(given.Hash, live.ToHashSet(), Token);

    public Task PromoteAsync(string plan, GitRepositoryBuilder machine, params PackageId[] live) => PromoteAsync(Forge, plan, machine, live);

    public async Task PromoteAsync(IForge forge, string plan, GitRepositoryBuilder machine, params PackageId[] live) =>
        await new ReleasePromotion(await ServicesAsync(machine), forge, new PromotionOptions { Remote = "origin", Dispatch = ["acme/downstream"], ForgeReleases = ForgeReleases }).RunAsync(plan, live.ToHashSet(), Token);

    /// <summary>What follows the publication of a share of a plan, by a job of its own.</summary>
    public async Task PromoteShareAsync(string plan, params PackageId[] live)
    {
        UmbrellaTag.TryParse("release-{plan}", out var umbrella).ShouldBeTrue();
        await new ReleasePromotion(await ServicesAsync(Clone()), Forge, new PromotionOptions { Remote = "origin", Dispatch = ["acme/downstream"], IsShare = true, Umbrella = umbrella }).RunAsync(plan, live.ToHashSet(), Token);
    }

    /// <summary>Notes what is live beside a plan, and says whether that was all that was missing; null when the plan is ended.</summary>
    public async Task<bool?> NoteAsync(string plan, params PackageId[] live)
    {
        var noted = await new PreparedReleases((await ServicesAsync(Clone())).Git, "origin").NoteLiveAsync(plan, live.ToHashSet(), Token);
        return noted?.IsAllIn(noted.Live);
    }

    /// <summary>The plans that the remote keeps.</summary>
    public async Task<ImmutableArray<PreparedRelease>> WaitingAsync() => await new PreparedReleases((await ServicesAsync(Clone())).Git, "origin").ListAsync(Token);

    /// <summary>The plan that a machine would publish.</summary>
    public async Task<PreparedRelease?> FindAsync(GitRepositoryBuilder machine, string tag, PreparedRelease? given = null) =>
        await new MergedPublication((await ServicesAsync(machine)).Git, "origin", Forge, given).FindAsync(tag, Said.Add, Token);

    /// <summary>What is found in a work tree.</summary>
    public async Task<DiscoveredWorkspace> DiscoverAsync(GitRepositoryBuilder machine) => await (await ServicesAsync(machine)).Discover(machine.Path, [], Token);

    /// <summary>What a machine would release from its own work tree.</summary>
    public async Task<ComputedPlan> PlanAsync(GitRepositoryBuilder machine)
    {
        var services = await ServicesAsync(machine);
        return await new PlanComputation(services.Git, services.Ecosystems, new WorkspaceFileSystem(machine.Path)).ComputeAsync(await services.Discover(machine.Path, [], Token), Options.Plan, Token);
    }

    /// <summary>Gives the remote a hook.</summary>
    public void Hook(string name, string script)
    {
        var path = Path.Combine(Remote.Path, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\nexit 0\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Configuration of the user, which every repository of our own processes has.</summary>
    public void Configure(string text)
    {
        Variables["GIT_CONFIG_GLOBAL"] = _scratch.File("user.gitconfig");
        File.WriteAllText(Variables["GIT_CONFIG_GLOBAL"], text);
    }

    public Task<Diagnostic> PrepareFailsAsync(DiagnosticDescriptor code) => Coded.ThrowsAsync(code, () => PrepareAsync());

    /// <summary>A file of a branch on the remote.</summary>
    public string Show(string branch, string file) => Remote.Git("show", $"{branch}:{file}");

    /// <summary>Full names of refs on the remote.</summary>
    public string[] Refs(string prefix) => Remote.Git("for-each-ref", "--format=%(refname)", prefix).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a tag on the remote leads to.</summary>
    public string CommitOf(string tag) => Remote.Git("rev-parse", $"refs/tags/{tag}^{{commit}}").Trim();

    public void Dispose()
    {
        _dry.ForEach(place => place.Dispose());
        _scratch.Dispose();
    }

    private void Say(string text)
    {
        lock (Said)
        {
            Said.Add(text);
        }
    }

    /// <summary>What a step of a machine works with.</summary>
    public async Task<PreparationServices> ServicesAsync(GitRepositoryBuilder machine, bool dryRun = false, Func<IProcessRunner, IProcessRunner>? wrap = null)
    {
        var variables = new Dictionary<string, string>(new ProcessEnvironment().All());
        foreach (var (name, value) in GitRepositoryBuilder.Identity.Where(v => v.Key.StartsWith("GIT_CONFIG", StringComparison.Ordinal)).Concat(Variables))
        {
            variables[name] = value;
        }

        IProcessRunner processes = new ProcessRunner(new SnapshotEnvironment(variables));
        processes = wrap?.Invoke(processes) ?? processes;
        var output = machine.Path + ".out";
        if (dryRun)
        {
            _dry.Add(new DryRunPlace(processes, (await Repositories.OpenAsync(processes, machine.Path, Token)).Facts));
            (processes, output) = (_dry[^1].Processes, _dry[^1].OutputPath);
        }

        return new PreparationServices
        {
            Git = await Repositories.OpenAsync(processes, machine.Path, Token),
            Processes = processes,
            Ecosystems = Ecosystems(processes),
            OutputPath = output,
            Say = Say,
            Discover = async (root, upstream, token) =>
                await new WorkspaceDiscovery(new WorkspaceFileSystem(root), await Repositories.OpenAsync(processes, root, token), Ecosystems(processes)).DiscoverAsync(new Dictionary<string, string>(), upstream, token),
        };
    }
}
