#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861;CA5394
#:project ../../tests/ReleaseKit.Testing/ReleaseKit.Testing.csproj
// Times a whole Plan as a user runs it, cold and warm, beside `git log --raw` over the same range and beside what other
// tools do to answer "what would be released, at which versions" on the same synthetic repository.
//   dotnet run --file build/bench/plan.cs -- [--sizes 100x1000,1000x10000] [--runs 3] [--peers FOLDER] [--discover 5000]
// FOLDER holds node_modules with lerna, nx, @nx/js and @changesets/cli (npm install lerna nx @nx/js @changesets/cli);
// what is absent is named and left out.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReleaseKit.Testing;

const int PeerLimit = 600;
var sizes = "100x1000";
var (runs, discover, peers) = (3, 0, "");
for (var i = 0; i < args.Length; i += 2)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed > 0 ? parsed : 0;
    switch (args[i])
    {
        case "--sizes" when value.Length > 0: sizes = value; break;
        case "--runs" when number > 0: runs = number; break;
        case "--discover" when number > 0: discover = number; break;
        case "--peers" when Directory.Exists(Path.Combine(value, "node_modules")): peers = Path.GetFullPath(value); break;
        default:
            Console.Error.WriteLine($"plan: cannot use '{args[i]} {value}'. There are --sizes PACKAGESxCOMMITS,…, --runs N, --peers FOLDER (with node_modules) and --discover N.");
            return 2;
    }
}

var root = FindRoot();
Check(Run(root, "dotnet", ["build", "src/ReleaseKit.Tasks", "-c", "Release", "-v", "quiet", "-nologo"]), "The build failed");
var scratch = Directory.CreateTempSubdirectory("releasekit-bench-").FullName;
try
{
    File.WriteAllText(Path.Combine(scratch, "empty.proj"), "<Project><Target Name=\"Plan\" /></Project>\n");
    foreach (var size in sizes.Split(',', StringSplitOptions.RemoveEmptyEntries))
    {
        var parts = size.Split('x').Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        Measure(new SyntheticRepository(Path.Combine(scratch, size), parts[0], parts[1]));
    }

    if (discover > 0)
    {
        MeasureDiscovery(discover);
    }

    return 0;
}
finally
{
    Delete(scratch);
}

void Measure(SyntheticRepository repository)
{
    repository.Create(root);
    if (peers.Length > 0)
    {
        // nx wants to be installed in the workspace.
        Directory.CreateSymbolicLink(Path.Combine(repository.Folder, "node_modules"), Path.Combine(peers, "node_modules"));
    }

    var folder = repository.Folder;
    Console.WriteLine();
    Console.WriteLine($"{repository.Packages} packages × {repository.Commits} commits, {repository.Packages} tags; medians of {runs} runs in turns");
    var cache = Path.Combine(folder, ".git", "releasekit");
    string[] plan = ["msbuild", "release.proj", "-t:Plan", "-nologo", "-v:quiet", "-nodeReuse:false"];
    var table = new Table();
    for (var run = 0; run < runs; run++)
    {
        table.Add("git log --raw over the range", Run(folder, "git", ["log", "--raw", "HEAD", "^oldest"]));
        table.Add("empty dotnet msbuild", Run(scratch, "dotnet", ["msbuild", "empty.proj", "-t:Plan", "-nologo", "-v:quiet", "-nodeReuse:false"]));
        Delete(cache);
        table.Add("Plan, nothing kept", Check(Run(folder, "dotnet", plan), "Plan failed"));
        table.Add("Plan, history kept", Check(Run(folder, "dotnet", plan), "Plan failed"));
    }

    table.Print();
    var git = table.Median("git log --raw over the range");
    Console.WriteLine($"  budget 1.5 × git log + 1 s = {1.5 * git + 1:0.00} s; nothing kept: {(table.Median("Plan, nothing kept") <= 1.5 * git + 1 ? "within" : "OVER")}");
    MeasurePeers(repository);
}

void MeasurePeers(SyntheticRepository repository)
{
    var scripts = new (string Name, string Script, string[] Arguments, string LeavesOut, Action? Before)[]
    {
        ("lerna version --conventional-commits", ".bin/lerna", ["version", "--conventional-commits", "--no-git-tag-version", "--no-push", "--yes", "--loglevel", "error"],
            "looks for changes since the newest tag of any package, not each one's own; writes manifests and changelogs", null),
        ("nx release version --dry-run", ".bin/nx", ["release", "version", "--dry-run"], "no changelogs", null),
        ("changeset version", ".bin/changeset", ["version"],
            $"reads no commits: {Math.Max(1, repository.Packages / 10)} change files say what changed; writes manifests and changelogs", repository.AddChangesets),
    };
    foreach (var (name, script, arguments, leavesOut, before) in scripts)
    {
        var path = Path.Combine(peers, "node_modules", script);
        if (peers.Length == 0 || !File.Exists(path))
        {
            Console.WriteLine($"  left out - {name}: {(peers.Length == 0 ? "no --peers" : script + " is not there")}");
            continue;
        }

        before?.Invoke();
        var table = new Table();
        for (var run = 0; run < runs; run++)
        {
            var result = Run(repository.Folder, "node", [path, .. arguments], PeerLimit);
            repository.Reset();
            if (result.Code != 0)
            {
                Console.WriteLine($"  {name,-40} {(result.TimedOut ? $"more than {PeerLimit} s" : $"failed with {result.Code}: {result.Output.Trim().Split('\n').LastOrDefault()}")}   ({leavesOut})");
                break;
            }

            table.Add(name, result);
        }

        table.Print($"   ({leavesOut})");
    }

    repository.Git("checkout", "--quiet", "--force", "main");
}

void MeasureDiscovery(int count)
{
    var generators = new (string Ecosystem, Action<string> Write)[]
    {
        ("npm", folder =>
        {
            Write(folder, "package.json", "{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*/*\"] }\n");
            Each(folder, (f, i) => Write(f, "package.json", SyntheticRepository.Manifest(i)));
        }),
        ("python", folder => Each(folder, (f, i) => Write(f, "pyproject.toml",
            $"[project]\nname = \"bench-{i}\"\nversion = \"1.0.0\"\ndependencies = [{string.Join(", ", SyntheticRepository.Dependencies(i).Select(d => $"\"bench-{d}>=1.0,<2\""))}]\n"))),
        (".NET", folder => Each(folder, (f, i) => Write(f, $"Bench.P{i}.csproj",
            $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>1.0.0</Version></PropertyGroup>\n  <ItemGroup>\n{string.Concat(SyntheticRepository.Dependencies(i).Select(d => $"    <ProjectReference Include=\"../../group{d % 20}/p{d}/Bench.P{d}.csproj\" />\n"))}  </ItemGroup>\n</Project>\n"))),
    };
    Console.WriteLine();
    Console.WriteLine($"Discover, {count} manifests; medians of {runs} runs");
    foreach (var (ecosystem, write) in generators)
    {
        var repository = new SyntheticRepository(Path.Combine(scratch, "discover-" + ecosystem), count, 1);
        repository.CreateEmpty(root);
        write(repository.Folder);
        repository.Git("add", "--all");
        var table = new Table();
        for (var run = 0; run < runs; run++)
        {
            repository.Git("-c", "user.name=A", "-c", "user.email=a@example.test", "commit", "--quiet", "--allow-empty", "--message=feat: all");
            table.Add(ecosystem, Check(Run(repository.Folder, "dotnet", ["msbuild", "release.proj", "-t:Discover", "-nologo", "-v:quiet", "-nodeReuse:false"]), "Discover failed"));
        }

        table.Print();
        Delete(repository.Folder);
    }

    void Each(string folder, Action<string, int> write)
    {
        for (var i = 0; i < count; i++)
        {
            write(Path.Combine(folder, SyntheticRepository.PackageFolder(i)), i);
        }
    }

    static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}

static string FindRoot([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

static Measurement Check(Measurement run, string what) => run.Code == 0 ? run : throw new InvalidOperationException($"{what}: {run.Output}");

static Measurement Run(string folder, string file, string[] arguments, int limitSeconds = 3600)
{
    var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
    start.Environment["NX_DAEMON"] = "false";
    start.Environment["CI"] = "true";
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    process.StandardInput.Close();
    var output = new StringBuilder();
    process.OutputDataReceived += (_, line) => Keep(line.Data);
    process.ErrorDataReceived += (_, line) => Keep(line.Data);
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    var (peak, work) = (0L, 0.0);
    while (!process.WaitForExit(50))
    {
        var (bytes, busy) = ProcessTree.Read(process.Id);
        (peak, work) = (Math.Max(peak, bytes), Math.Max(work, busy));
        if (clock.Elapsed.TotalSeconds > limitSeconds)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return new Measurement(-1, clock.Elapsed.TotalSeconds, work, peak, output.ToString(), true);
        }
    }

    var seconds = clock.Elapsed.TotalSeconds;
    process.WaitForExit();
    return new Measurement(process.ExitCode, seconds, work, peak, output.ToString(), false);

    void Keep(string? line)
    {
        lock (output)
        {
            if (line is not null && output.Length < 100_000)
            {
                output.AppendLine(line);
            }
        }
    }
}

static void Delete(string folder)
{
    if (Directory.Exists(folder))
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            file.Attributes = FileAttributes.Normal;
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>
/// One run: exit code, wall time, and on Linux the processor time and the largest sum of resident memory of the process and
/// all it started, looked at every 50 ms.
/// </summary>
sealed record Measurement(int Code, double Seconds, double Work, long PeakBytes, string Output, bool TimedOut);

/// <summary>Reads <c>/proc</c>; shared pages count once for each process.</summary>
static class ProcessTree
{
    public static (long Bytes, double Seconds) Read(int rootProcess)
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        var all = new Dictionary<int, string[]>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && TryRead(Path.Combine(folder, "stat")) is { } stat)
            {
                // From the state on: the parent is at 1, own and waited-for children's ticks at 11 to 14, pages at 21.
                all[id] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
        }

        var ours = all.Keys.Where(IsOurs).Select(id => all[id]).ToArray();
        return (ours.Sum(fields => Number(fields[21])) * Environment.SystemPageSize, ours.Sum(fields => fields[11..15].Sum(Number)) / 100.0);

        bool IsOurs(int id)
        {
            for (var steps = 0; steps < 100 && id != rootProcess; steps++)
            {
                if (!all.TryGetValue(id, out var fields))
                {
                    return false;
                }

                id = (int)Number(fields[1]);
            }

            return id == rootProcess;
        }

        static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Collects runs by name and prints medians.</summary>
sealed class Table
{
    private readonly Dictionary<string, List<Measurement>> _rows = [];

    public void Add(string name, Measurement run)
    {
        if (!_rows.TryGetValue(name, out var runs))
        {
            _rows[name] = runs = [];
        }

        runs.Add(run);
    }

    public double Median(string name) => _rows[name].Select(run => run.Seconds).Order().ElementAt(_rows[name].Count / 2);

    public void Print(string note = "")
    {
        foreach (var (name, runs) in _rows)
        {
            var work = runs.Select(run => run.Work).Order().ElementAt(runs.Count / 2);
            Console.WriteLine($"  {name,-40} {Median(name),8:0.00} s {work,8:0.00} s of work {runs.Max(run => run.PeakBytes) / 1024 / 1024,6} MB{note}");
        }
    }
}
