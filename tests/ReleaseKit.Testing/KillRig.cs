using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ReleaseKit.Testing;

/// <summary>
/// A workspace of a few JavaScript packages, and pairs of other ecosystems' where asked for, whose release is killed again and again, here and in fresh clones of its remote, and
/// compared in the end with one that nobody disturbed. The registry is a program of its own, which lives on.
/// </summary>
public sealed class KillRig : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Func<ReleaseWorkspace> _create;
    private readonly List<ReleaseWorkspace> _machines = [];
    private readonly MarkedProcesses _processes = new();
    private readonly HashSet<string> _runners = new(StringComparer.Ordinal);

    /// <summary>A release that is about to begin.</summary>
    /// <param name="create">Makes a workspace that uses the SDK under test.</param>
    /// <param name="faults">A script of faults of the registry; null for none.</param>
    /// <param name="small">Two packages, one of which depends on the other, instead of four.</param>
    /// <param name="others">Ecosystems, of <see cref="KillPackages.Ecosystems"/>, of which there is a pair of packages, too.</param>
    public KillRig(Func<ReleaseWorkspace> create, string? faults = null, bool small = false, params IReadOnlyList<string> others)
    {
        _create = create;
        Machine = Add();
        Machine.Write("package.json", "{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"] }\n");
        Machine.Write("pnpm-workspace.yaml", "packages:\n  - packages/*\n");
        Machine.Write("releasekit.toml", "smoke_test = false\ntag_format = \"{name}-v{version}\"\n");
        Machine.Write(".gitignore", Machine.Read(".gitignore") + "artifacts/\n");
        Package("base", "");
        Package("left", "\"@kill/base\": \"workspace:^\"");
        if (!small)
        {
            Package("right", "\"@kill/base\": \"workspace:*\"");
            Package("top", "\"@kill/left\": \"workspace:*\", \"@kill/right\": \"workspace:~\"");
        }

        var tags = others.SelectMany(other => KillPackages.Add(Machine, other)).ToArray();
        Machine.Initialize([.. Directory.EnumerateDirectories(Machine.File("packages")).Select(folder => $"@kill/{Path.GetFileName(folder)}-v1.0.0").Order(StringComparer.Ordinal), .. tags]);
        foreach (var other in others)
        {
            KillPackages.Change(Machine, other);
        }

        Machine.Change("packages/base/index.js", "export const more = 1;\n", "feat(base): more");
        Machine.Git("push", "--quiet", "origin", "main");
        Registry = RegistryProcess.Start(Machine.Root, null, faults);
    }

    /// <summary>The machine that releases.</summary>
    public ReleaseWorkspace Machine { get; private set; }

    /// <summary>The registry.</summary>
    public RegistryProcess Registry { get; }

    /// <summary>Whether MSBuild runs everything in one process; otherwise it starts worker nodes.</summary>
    public bool OneProcess { get; set; } = true;

    /// <summary>How many entries the release that is under way has written.</summary>
    public int NewEntries => Entries().Count(e => !_runners.Contains(e["runner"]!.ToString()));

    /// <summary>What the release that is under way has written, each entry with what it is about.</summary>
    public IReadOnlyList<string> NewLines => [.. Entries().Where(e => !_runners.Contains(e["runner"]!.ToString())).Select(Line)];

    /// <summary>All that was written, each entry with what it is about.</summary>
    public IReadOnlyList<string> Written => [.. Entries().Select(Line)];

    /// <summary>The clients that run now: every process of the release that is not MSBuild's.</summary>
    public IReadOnlyList<string> Clients => [.. _processes.Alive().Select(p => p.Command).Where(c => !c.Contains("release.proj", StringComparison.Ordinal) && !IsWorker(c))];

    /// <summary>Those of them that worker nodes started.</summary>
    public IReadOnlyList<string> ClientsOfWorkers
    {
        get
        {
            var alive = _processes.Alive();
            var workers = alive.Where(p => IsWorker(p.Command)).Select(p => p.Id).ToHashSet();
            return [.. alive.Where(p => workers.Contains(MarkedProcesses.ParentOf(p.Id))).Select(p => p.Command)];
        }
    }

    /// <summary>Kinds of entries of the machine's ledgers, in order.</summary>
    public IReadOnlyList<string> Kinds => [.. Entries().Select(e => $"{e["kind"]} {e["phase"]}")];

    private string Pins => Path.Combine(Machine.Output, "pins");

    private string Folder => Path.Combine(Machine.Output, "ledger");

    /// <summary>Goes on at another machine: a fresh clone of the remote.</summary>
    public ReleaseWorkspace MoveToAnotherMachine()
    {
        var first = _machines[0];
        _runners.UnionWith(Entries().Select(e => e["runner"]!.ToString()));
        Machine = Add();
        Machine.CloneFrom(first);
        return Machine;
    }

    /// <summary>Starts a release and kills it when something has happened.</summary>
    /// <param name="happened">What to wait for.</param>
    /// <param name="how">What is killed.</param>
    /// <returns>The exit code and what was said; null when the release was killed.</returns>
    public CommandResult? ReleaseUntil(Func<bool> happened, Kill how = Kill.Everything)
    {
        var said = new StringBuilder();
        _runners.UnionWith(Entries().Select(e => e["runner"]!.ToString()));
        using var process = Start(said);
        var clock = Stopwatch.StartNew();
        while (!happened())
        {
            if (process.WaitForExit(TimeSpan.FromMilliseconds(1)))
            {
                process.WaitForExit();
                return new CommandResult(process.ExitCode, said.ToString(), said.ToString());
            }

            if (clock.Elapsed > Patience)
            {
                lock (said)
                {
                    Assert.Fail($"the release hangs: {said}");
                }
            }
        }

        var one = how is Kill.Client or Kill.Worker ? _processes.Alive().FirstOrDefault(p => p.Id != process.Id && IsWorker(p.Command) == (how == Kill.Worker)) : default;
        if (one.Id != 0)
        {
            MarkedProcesses.Kill(one.Id);
            process.WaitForExit();
            WaitUntilNothingIsLeft();
            return null;
        }

        process.Kill();
        if (how == Kill.Everything)
        {
            _processes.KillAll();
        }

        process.WaitForExit();
        WaitUntilNothingIsLeft();
        return null;
    }

    /// <summary>Releases without being disturbed.</summary>
    public CommandResult Release(params string[] more) => CommandLine.Run(Machine.Root, "dotnet", Arguments(more), Variables);

    /// <summary>Starts a release and gives its process; what it says is added to <paramref name="said"/>.</summary>
    public Process Start(StringBuilder said, params string[] more)
    {
        var process = CommandLine.Start(Machine.Root, "dotnet", Arguments(more), Variables);
        void Add(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>
    /// What there is in the end: what the registry stored, each file once; the remote's tags and where they are; the remote's
    /// manifests and changelogs; and that the machine's work tree is that of the remote, clean.
    /// </summary>
    public string Final()
    {
        var result = new StringBuilder();
        foreach (var line in Registry.Stored().Order(StringComparer.Ordinal))
        {
            // A crate holds the name of its commit, and commits bear the time at which they were made; a Dart archive holds the times of files.
            var isDated = line.Contains(".crate ", StringComparison.Ordinal) || line.Contains(".tar.gz ", StringComparison.Ordinal);
            result.Append("stored ").Append(isDated ? line[..line.LastIndexOf(' ')] : line).Append('\n');
        }

        Machine.Git("fetch", "--quiet", "--tags", "origin");
        foreach (var tag in Machine.Git("ls-remote", "--tags", "--refs", "origin").Split('\n').Select(l => l.Split('\t')[1]).Order(StringComparer.Ordinal))
        {
            result.Append(tag).Append(' ').Append(Machine.Git("log", "-1", "--format=%s %T", tag)).Append('\n');
        }

        result.Append("commits ").Append(Machine.Git("log", "--format=%s", "origin/main").Replace('\n', '|')).Append('\n');
        result.Append("tree ").Append(Machine.Git("rev-parse", "origin/main^{tree}")).Append('\n');
        result.Append("here ").Append(Machine.Git("rev-parse", "HEAD") == Machine.Git("rev-parse", "origin/main") ? "the same" : "another").Append('\n');
        result.Append("status ").Append(Machine.Git("status", "--porcelain")).Append('\n');
        result.Append("refs ").Append(Machine.Git("ls-remote", "origin", "refs/releasekit/*")).Append('\n');
        result.Append("pinned ").Append(Directory.Exists(Pins) ? string.Join(' ', Directory.EnumerateFiles(Pins, "*", SearchOption.AllDirectories)) : "").Append('\n');
        result.Append("processes ").Append(string.Join('|', _processes.Alive().Select(p => p.Command).Where(c => !IsWorker(c)))).Append('\n');
        return result.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _processes.KillAll();
        Registry.Dispose();
        foreach (var machine in _machines)
        {
            machine.Dispose();
        }
    }

    private Dictionary<string, string?> Variables => new(Machine.Variables) { [MarkedProcesses.Name] = _processes.Value };

    private string[] Arguments(string[] more) =>
    [
        "msbuild", "release.proj", "-t:Release", "-nologo", "-v:minimal", "-nodeReuse:false", "-m:4", .. OneProcess ? ["-mt"] : Array.Empty<string>(), $"-p:ReleaseRehearsalAddress={Registry.Address}/", .. more,
    ];

    private static string Line(JsonNode entry) =>
        string.Join(' ', new[] { entry["kind"], entry["phase"], entry["package"] ?? entry["detail"]?["package"], entry["detail"]?["tag"] }.OfType<JsonNode>());

    private static bool IsWorker(string command) => command.Contains("nodemode", StringComparison.OrdinalIgnoreCase);

    private ReleaseWorkspace Add()
    {
        var machine = _create();
        _machines.Add(machine);
        return machine;
    }

    private void Package(string name, string dependencies)
    {
        Machine.Write($"packages/{name}/package.json", $$"""
            {
              "name": "@kill/{{name}}",
              "version": "1.0.0",
              "type": "module",
              "exports": "./index.js",
              "files": ["index.js"],
              "dependencies": { {{dependencies}} }
            }

            """);
        Machine.Write($"packages/{name}/index.js", $"export const name = \"{name}\";\n");
    }

    /// <summary>
    /// Children die with their parent, which may take them a moment. A worker node that was killed away from its parent before the two
    /// had met waits for it for minutes, as MSBuild has it; the next release runs beside it.
    /// </summary>
    private void WaitUntilNothingIsLeft()
    {
        var clock = Stopwatch.StartNew();
        while (_processes.Alive().Where(p => !IsWorker(p.Command)).ToArray() is { Length: > 0 } alive)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"left behind: {string.Join(" | ", alive.Select(p => p.Command))}");
        }
    }

    /// <summary>The whole lines of the machine's ledgers.</summary>
    private JsonNode[] Entries()
    {
        try
        {
            return !Directory.Exists(Folder) ? [] : [.. Directory.EnumerateFiles(Folder, "*.jsonl").SelectMany(Lines).Select(line => JsonNode.Parse(line)!)];
        }
        catch (IOException)
        {
            return []; // Being replaced.
        }
    }

    private static IEnumerable<string> Lines(string path) => Read(path).Split('\n')[..^1];

    /// <summary>Never locks what the release writes to.</summary>
    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What is killed.</summary>
public enum Kill
{
    /// <summary>Every process of the release.</summary>
    Everything,

    /// <summary>The process that was started; the others have to die by themselves.</summary>
    Parent,

    /// <summary>One client, such as npm or git.</summary>
    Client,

    /// <summary>One worker node of MSBuild.</summary>
    Worker,
}
