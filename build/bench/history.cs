#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861;CA5394
#:project ../../src/ReleaseKit.Engine/ReleaseKit.Engine.csproj
// Times the one pass over history beside `git log --raw` over the same range, in turns, on a synthetic repository.
//   dotnet run --file build/bench/history.cs -c Release -- [--packages 100] [--commits 1000] [--runs 5] [--seed 1]
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;

int packages = 100, commits = 1000, runs = 5, seed = 1;
for (var i = 0; i < args.Length; i++)
{
    if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
    {
        Console.Error.WriteLine($"history: '{args[i]}' needs a positive number.");
        return 2;
    }

    switch (args[i++])
    {
        case "--packages": packages = value; break;
        case "--commits": commits = value; break;
        case "--runs": runs = value; break;
        case "--seed": seed = value; break;
        default:
            Console.Error.WriteLine($"history: unknown option '{args[i - 1]}'; there are --packages, --commits, --runs and --seed.");
            return 2;
    }
}

var folder = Directory.CreateTempSubdirectory("releasekit-bench-").FullName;
try
{
    Git("init", "--quiet", "--initial-branch=main");
    Import(Synthesize());
    Git("reset", "--quiet", "--hard");
    var repository = await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), folder, CancellationToken.None);
    var tags = (await repository.TagsAsync(CancellationToken.None)).ToDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);
    Console.WriteLine($"{packages} packages, {commits} commits, {tags.Count} tags; median of {runs} runs in turns");

    // One baseline for each package, at its own place in the older half of history.
    await Measure("a tag for each package", index => tags[$"p{index}@1.0.0"], $"^{tags["oldest"]}");
    await Measure("no tag at all", _ => null, null);
    await Measure("nothing new", _ => repository.Facts.Head, "--max-count=1");
    using var self = Process.GetCurrentProcess();
    Console.WriteLine($"peak memory of this process: {self.PeakWorkingSet64 / 1024 / 1024} MB");
    return 0;

    async Task Measure(string name, Func<int, string?> baseline, string? limit)
    {
        PackageRange[] ranges = [.. Enumerable.Range(0, packages).Select(i => new PackageRange(
            new PackageId("npm", $"p{i}"), RelativePath.Parse(PackageFolder(i)), baseline(i)))];
        var plain = new List<double>();
        var ours = new List<double>();
        var read = 0;
        for (var run = 0; run < runs; run++)
        {
            plain.Add(Seconds(() => Git(["log", "--raw", "HEAD", .. limit is null ? Array.Empty<string>() : [limit]])));
            var clock = Stopwatch.StartNew();
            var history = await repository.HistoryAsync(ranges, CancellationToken.None);
            ours.Add(clock.Elapsed.TotalSeconds);
            read = history.CommitCount;
        }

        Console.WriteLine($"  {name,-24} git log --raw {Median(plain),7:0.000} s   one pass {Median(ours),7:0.000} s   ratio {Median(ours) / Median(plain):0.00}   {read} commits read");
    }
}
finally
{
    foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
    {
        File.SetAttributes(file, FileAttributes.Normal);
    }

    Directory.Delete(folder, recursive: true);
}

string PackageFolder(int index) => $"packages/group{index % 20}/p{index}";

IEnumerable<string> Synthesize()
{
    var random = new Random(seed);
    var mark = 1;
    yield return Commit(mark, 0, 0, "chore: first", Enumerable.Range(0, packages).SelectMany(p => Enumerable.Range(0, 4).Select(f => $"{PackageFolder(p)}/src/f{f}.js")));
    for (var i = 1; i < commits; i++)
    {
        var last = mark;
        string[] files = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"{PackageFolder(random.Next(packages))}/src/f{random.Next(4)}.js").Distinct()];
        var type = random.Next(3) == 0 ? "feat" : "fix";
        yield return Commit(++mark, last, 0, $"{type}(p{random.Next(packages)}): change {i}\n\nA few words of explanation that a body has.\n\nRefs: #{i}\n", files);
        if (i % 20 == 0)
        {
            // The commit just made becomes a side branch that is merged.
            yield return Commit(++mark, last, mark - 1, $"Merge pull request #{i}", files);
        }
    }

    for (var p = 0; p < packages; p++)
    {
        yield return $"reset refs/tags/p{p}@1.0.0\nfrom :{2 + random.Next(Math.Max(1, mark / 2 - 1))}\n\n";
    }

    yield return "reset refs/tags/oldest\nfrom :1\n\n";
}

string Commit(int mark, int from, int merge, string message, IEnumerable<string> files)
{
    var text = new StringBuilder($"commit refs/heads/main\nmark :{mark}\nauthor A B <a@example.test> {1_600_000_000 + mark * 60} +0000\ncommitter A B <a@example.test> {1_600_000_000 + mark * 60} +0000\n");
    text.Append($"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n");
    text.Append(from > 0 ? $"from :{from}\n" : "").Append(merge > 0 ? $"merge :{merge}\n" : "");
    foreach (var file in files)
    {
        // A merge repeats what its branch made, so that it differs from one parent only.
        var content = $"{file} {(merge > 0 ? merge : mark)}\n";
        text.Append($"M 100644 inline {file}\ndata {content.Length}\n{content}\n");
    }

    return text.Append('\n').ToString();
}

void Import(IEnumerable<string> commands)
{
    using var process = Start(["fast-import", "--quiet"]);
    foreach (var command in commands)
    {
        process.StandardInput.Write(command);
    }

    process.StandardInput.Close();
    Finish(process);
}

void Git(params string[] arguments)
{
    using var process = Start(arguments);
    process.StandardInput.Close();
    Finish(process);
}

Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("git", arguments)
{
    WorkingDirectory = folder,
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
})!;

void Finish(Process process)
{
    process.StandardOutput.BaseStream.CopyTo(Stream.Null);
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"git ended with exit code {process.ExitCode}.");
    }
}

static double Seconds(Action action)
{
    var clock = Stopwatch.StartNew();
    action();
    return clock.Elapsed.TotalSeconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
