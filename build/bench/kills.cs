#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861;CA5394
#:project ../../tests/ReleaseKit.Testing/ReleaseKit.Testing.csproj
// Kills releases of four JavaScript packages, and of a pair of each other ecosystem whose client is here, at random times, at random entries of the ledger and in random ways, goes on here or in a fresh
// clone, and compares every end with that of a release that nobody disturbed.
//   dotnet run --file build/bench/kills.cs -- [--kills 200] [--seed 1]
using System.Diagnostics;
using System.Globalization;
using ReleaseKit.Testing;

int kills = 200, seed = 1;
for (var i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || args[i] is not ("--kills" or "--seed"))
    {
        Console.Error.WriteLine($"kills: '{args[i]}' is none of --kills N and --seed N.");
        return 2;
    }

    (kills, seed) = args[i] == "--kills" ? (value, seed) : (kills, value);
}

const int MostInOneRelease = 8;
var random = new Random(seed);
using var scratch = new ScratchDirectory();
var packed = CommandLine.Run(Repository.Root, "dotnet", ["pack", "src/ReleaseKit.Tasks", "-c", Repository.Configuration, "-o", scratch.File("feed"), "-nologo", "-v", "quiet"]);
var built = CommandLine.Run(Repository.Root, "dotnet", ["build", "src/ReleaseKit.Rehearsal", "-c", Repository.Configuration, "-nologo", "-v", "quiet"]);
if (packed.ExitCode != 0 || built.ExitCode != 0)
{
    Console.Error.WriteLine(packed.Output + built.Output);
    return 1;
}

var version = Path.GetFileNameWithoutExtension(Directory.GetFiles(scratch.File("feed"), "*.nupkg").Single())["ReleaseKit.Sdk.".Length..];
string expected;
var clock = Stopwatch.StartNew();
string[] others = [.. KillPackages.Ecosystems.Where(KillPackages.IsHere)];
Console.WriteLine($"npm, {string.Join(", ", others)}");
using (var rig = new KillRig(New, others: others))
{
    var release = rig.Release();
    if (release.ExitCode != 0)
    {
        Console.Error.WriteLine(release.Output);
        return 1;
    }

    expected = rig.Final();
}

var undisturbed = clock.Elapsed;
var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
int done = 0, releases = 0, machines = 0;
while (done < kills)
{
    using var rig = new KillRig(New, others: others);
    var inThis = 0;
    CommandResult? end = null;
    while (end is null)
    {
        var happened = Moment(rig, out var when);
        rig.OneProcess = random.Next(3) > 0;
        var how = random.Next(10) switch { < 4 => Kill.Everything, < 7 => Kill.Parent, < 8 => Kill.Client, _ => rig.OneProcess ? Kill.Client : Kill.Worker };
        end = inThis == MostInOneRelease ? rig.Release() : rig.ReleaseUntil(happened, how);
        if (end is not null)
        {
            break;
        }

        Count($"{how} {when}");
        done++;
        inThis++;
        if (random.Next(3) == 0)
        {
            rig.MoveToAnotherMachine();
            machines++;
        }
    }

    var final = rig.Final();
    if (end.ExitCode != 0 || final != expected)
    {
        Console.Error.WriteLine($"kills: release {releases + 1}, after {inThis} kills (seed {seed}), does not end as it should.\n{end.Output}\n--- expected\n{expected}\n--- found\n{final}");
        return 1;
    }

    releases++;
    Console.WriteLine($"{done,5} kills, {releases} releases, {machines} fresh clones, {clock.Elapsed.TotalSeconds:0} s");
}

foreach (var (what, count) in counts)
{
    Console.WriteLine($"  {what,-28} {count}");
}

Console.WriteLine($"All {releases} releases ended like the undisturbed one, which took {undisturbed.TotalSeconds:0.0} s with its set-up.");
return 0;

Func<bool> Moment(KillRig rig, out string when)
{
    if (random.Next(2) == 0)
    {
        var entries = random.Next(1, 14);
        when = "at an entry";
        return () => rig.NewEntries >= entries;
    }

    var start = Stopwatch.StartNew();
    var after = TimeSpan.FromMilliseconds(random.Next(300, (int)undisturbed.TotalMilliseconds));
    when = "at a random time";
    return () => start.Elapsed >= after;
}

void Count(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

ReleaseWorkspace New()
{
    var workspace = new ReleaseWorkspace();
    workspace.UsePackedSdk(version, scratch.File("feed"), scratch.File("packages"));
    return workspace;
}
