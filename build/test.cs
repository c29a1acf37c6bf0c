#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861
#:project ../tests/ReleaseKit.Testing/ReleaseKit.Testing.csproj
// Builds everything, packs the SDK once, runs every test project and prints the sum.
//   dotnet run --file build/test.cs [-- PROJECT ...]     for instance: -- Core Engine
using System.Diagnostics;
using System.Xml.Linq;
using ReleaseKit.Testing.Support;

var root = FindRoot();
var results = Path.Combine(root, "artifacts", "tests");
var packages = Path.Combine(root, "artifacts", "packages");
Directory.CreateDirectory(results);
Directory.CreateDirectory(Path.GetDirectoryName(SupportResults.PathIn(root))!);
File.Delete(SupportResults.PathIn(root));

// Layers from fast to slow, so that a broken rule is seen before the minutes are spent.
string[] order = ["Core", "Engine", "Rehearsal", "Surface", "EndToEnd"];
var chosen = args.Length == 0 ? order : order.Where(o => args.Contains(o, StringComparer.OrdinalIgnoreCase)).ToArray();
if (chosen.Length != args.Length && args.Length != 0)
{
    Console.Error.WriteLine($"test: choose from {string.Join(", ", order)}.");
    return 2;
}

if (Run(["build", "ReleaseKit.Sdk.sln", "-c", "Release", "-v", "quiet", "-nologo"]) != 0 ||
    Run(["pack", "src/ReleaseKit.Tasks", "-c", "Release", "--no-build", "-o", packages, "-v", "quiet", "-nologo"]) != 0)
{
    Console.WriteLine("0 passed, 1 failed");
    return 1;
}

int passed = 0, failed = 0, skipped = 0;
foreach (var name in chosen)
{
    var assembly = Path.Combine(root, "tests", $"ReleaseKit.{name}.Tests", "bin", "Release", "net10.0", $"ReleaseKit.{name}.Tests.dll");
    var report = Path.Combine(results, $"{name}.xml");
    File.Delete(report);
    Console.WriteLine();
    var clock = Stopwatch.StartNew();
    // Tests of the engine mostly wait for clients.
    Run(["exec", assembly, "-noLogo", "-xml", report, "-maxThreads", name == "Engine" ? "2x" : "default"]);
    if (!File.Exists(report))
    {
        Console.WriteLine($"{name}: the test program ended without a report.");
        failed++;
        continue;
    }

    var counts = XDocument.Load(report).Descendants("assembly").ToArray();
    int Sum(string attribute) => counts.Sum(a => (int?)a.Attribute(attribute) ?? 0);
    passed += Sum("passed");
    failed += Sum("failed") + Sum("errors");
    skipped += Sum("skipped") + Sum("not-run");
    Console.WriteLine($"{name}: {Sum("passed")} of {Sum("total")} in {clock.Elapsed.TotalSeconds:0} s");
}

Console.WriteLine();
var support = chosen.Contains("Engine") ? SupportProblems() : 0;
Console.WriteLine(skipped == 0 ? $"{passed} passed, {failed} failed" : $"{passed} passed, {failed} failed, {skipped} skipped");
return failed == 0 && passed > 0 && support == 0 ? 0 : 1;

// The README's table of what works says what this run proved; RELEASEKIT_UPDATE_DOCS=1 writes it.
int SupportProblems()
{
    if (SupportResults.Read(SupportResults.PathIn(root)) is not { } proven)
    {
        Console.Error.WriteLine("The contract tests left no results, so that the README's table of what works cannot be checked.");
        return 1;
    }

    var readme = Path.Combine(root, "README.md");
    var table = new SupportTable(proven);
    if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
    {
        File.WriteAllText(readme, table.Update(File.ReadAllText(readme)));
        return 0;
    }

    foreach (var line in table.NotRun)
    {
        Console.WriteLine(line);
    }

    var problems = table.Problems(File.ReadAllText(readme));
    foreach (var problem in problems)
    {
        Console.Error.WriteLine($"{problem} If that is right, run with RELEASEKIT_UPDATE_DOCS=1.");
    }

    return problems.Count;
}

int Run(string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root };
    start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
    start.Environment["RELEASEKIT_REPOSITORY"] = root;
    using var process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode;
}

static string FindRoot()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReleaseKit.Sdk.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new InvalidOperationException("Run this inside the ReleaseKit.Sdk repository.");
}
