using System.Text.Json;
using System.Text.RegularExpressions;
using ReleaseKit.Testing;
using Shouldly;
using Xunit;

namespace ReleaseKit.EndToEnd.Tests.Differential;

/// <summary>
/// Holds <c>Apply</c> against <c>changeset version</c> of 2.x and 3.x: the same versions, ranges, changelogs and change files
/// left, byte for byte, over workspaces drawn at random. Every exception is one that <c>docs/decisions/0010</c> tells.
/// </summary>
public sealed partial class ChangesetTests(PackedSdk sdk)
{
    private int _documented;

    private static readonly Dictionary<int, string[]> Packages = new()
    {
        [2] = ["changesets-2", "@changesets/config", "@changesets/assemble-release-plan", "@changesets/apply-release-plan"],
        [3] = ["changesets-3", "node"],
    };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ApplyWritesWhatChangesetVersionWrites(int major)
    {
        Peers.Require(Packages[major]);
        using var scratch = new ScratchDirectory();
        var cases = Peers.Cases(80);
        for (var i = 0; i < cases; i++)
        {
            var folder = scratch.File("theirs", Name(i));
            new ChangesetWorkspace(unchecked((Peers.Seed * 7919) + i)).Write(folder);
            CopyFolder(folder, scratch.File("ours", Name(i)));
        }

        var theirs = RunTheirs(scratch, major, cases);
        var ours = RunOurs(scratch, major);
        var differences = Enumerable.Range(0, cases).SelectMany(i => Differences(scratch, Name(i), theirs[i], ours.GetValueOrDefault(Name(i)))).ToArray();
        (differences.Length == 0).ShouldBeTrue($"{differences.Length} differences\n" + string.Join('\n', differences.Take(5)));
        _documented.ShouldBeLessThan(cases / 5, "exceptions must stay exceptions");
        theirs.Count(error => error is null).ShouldBeGreaterThan(cases / 2, "the generator must mostly draw valid workspaces");
    }

    private static string Name(int index) => $"w{index:0000}";

    private static string?[] RunTheirs(ScratchDirectory scratch, int major, int cases)
    {
        var folders = Enumerable.Range(0, cases).Select(i => scratch.File("theirs", Name(i))).ToArray();
        using var answer = Peers.Run($"changesets-{major}.mjs", folders, Packages[major]);
        return [.. answer.RootElement.EnumerateArray().Select(outcome => outcome.GetString())];
    }

    /// <summary>One build applies in all folders; gives the first error of each that has one.</summary>
    private Dictionary<string, string> RunOurs(ScratchDirectory scratch, int major)
    {
        foreach (var folder in Directory.GetDirectories(scratch.File("ours")))
        {
            File.WriteAllText(Path.Combine(folder, "release.proj"), "<Project Sdk=\"ReleaseKit.Sdk\" />\n");
        }

        scratch.Write("ours/all.proj", """
            <Project>
              <ItemGroup><Workspace Include="*/release.proj" /></ItemGroup>
              <Target Name="All"><MSBuild Projects="@(Workspace)" Targets="Apply" BuildInParallel="true" ContinueOnError="true" /></Target>
            </Project>
            """);
        using var workspace = sdk.NewWorkspace();
        foreach (var file in Directory.GetFiles(workspace.Root).Where(f => Path.GetFileName(f) is "global.json" or "nuget.config" or "NuGet.config"))
        {
            File.Copy(file, scratch.File("ours", Path.GetFileName(file)));
        }

        var result = CommandLine.Run(
            scratch.File("ours"), "dotnet", ["msbuild", "all.proj", "-t:All", "-nologo", "-v:quiet", "-mt", "-m:4", $"-p:ReleaseSemantics=changesets-{major}"], workspace.Variables);
        return Error().Matches(result.Output)
            .GroupBy(match => match.Groups["name"].Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Groups["error"].Value, StringComparer.Ordinal);
    }

    private IEnumerable<string> Differences(ScratchDirectory scratch, string name, string? theirError, string? ourError)
    {
        if (theirError is not null || ourError is not null)
        {
            // Only here is a package refused that would need a version which does not exist.
            var isRefused = theirError is null && ourError!.Contains("RK-RANGE-UNRESOLVABLE", StringComparison.Ordinal);
            return (theirError is null) == (ourError is null) || isRefused ? [] : [$"{name}: they say '{theirError}', here '{ourError}'"];
        }

        var theirs = Contents(scratch.File("theirs", name));
        var ours = Contents(scratch.File("ours", name));
        return theirs.Keys.Union(ours.Keys, StringComparer.Ordinal)
            .Where(path => theirs.GetValueOrDefault(path) != ours.GetValueOrDefault(path) && !(IsDocumented(scratch.File("theirs", name), path, theirs, ours) && ++_documented > 0))
            .Select(path => $"{name}/{path}: they write\n{theirs.GetValueOrDefault(path)}\nhere\n{ours.GetValueOrDefault(path)}\nfor\n{Input(scratch.File("theirs", name))}");
    }

    /// <summary>The differences that <c>docs/decisions/0010</c> tells of, all of them about <c>none</c>.</summary>
    private static bool IsDocumented(string folder, string path, Dictionary<string, string> theirs, Dictionary<string, string> ours)
    {
        if (path.StartsWith(".changeset", StringComparison.Ordinal))
        {
            // A file that releases nothing stays until something is released.
            return ours.ContainsKey(path) && !Bump().IsMatch(ours[path]) && ours.Keys.All(file => !file.EndsWith("CHANGELOG.md", StringComparison.Ordinal));
        }

        // What changesets carries along as a release of type "none" is none here: no range of its own or of others follows it, no
        // changelog lists it, and what only declares it is no source.
        var unreleased = theirs.Keys.Where(file => file.EndsWith("package.json", StringComparison.Ordinal) && !theirs.ContainsKey(Changelog(file))).ToArray();
        if (unreleased.Contains(path, StringComparer.Ordinal) || unreleased.Any(file => Mentions(theirs.GetValueOrDefault(path, ""), theirs[file])))
        {
            return true;
        }

        return Input(folder).Contains(": none", StringComparison.Ordinal) && Source().Replace(theirs.GetValueOrDefault(path, ""), "") == Source().Replace(ours.GetValueOrDefault(path, ""), "");
    }

    private static string Changelog(string manifest) => manifest.Replace("package.json", "CHANGELOG.md", StringComparison.Ordinal);

    private static bool Mentions(string text, string manifest) =>
        text.Contains(JsonDocument.Parse(manifest).RootElement.GetProperty("name").GetString()!, StringComparison.Ordinal);

    /// <summary>The files that matter, by relative path. Manifests are compared by value: 2.x writes them anew.</summary>
    private static Dictionary<string, string> Contents(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(folder, "packages"), "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(folder, ".changeset"), "*.md"));
        return files.ToDictionary(
            file => Path.GetRelativePath(folder, file),
            file => Path.GetFileName(file) == "package.json" ? JsonDocument.Parse(File.ReadAllText(file)).RootElement.ToString() : File.ReadAllText(file),
            StringComparer.Ordinal);
    }

    /// <summary>What the difference comes from, as it was committed.</summary>
    private static string Input(string folder)
    {
        var git = GitRepositoryBuilder.Open(folder);
        var files = git.Git("ls-tree", "-r", "--name-only", "HEAD").Split('\n').Where(file => file.StartsWith(".changeset/", StringComparison.Ordinal) || file.StartsWith("packages/", StringComparison.Ordinal));
        return string.Join('\n', files.Select(file => $"--- {file}\n{git.Git("show", "HEAD:" + file)}"));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"^- Updated dependencies.*\n", RegexOptions.Multiline)]
    private static partial Regex Source();

    [GeneratedRegex(": (patch|minor|major)$", RegexOptions.Multiline)]
    private static partial Regex Bump();

    [GeneratedRegex(@"(?<error>error RK-[A-Z-]+: .*?) \[.*[/\\](?<name>w[0-9]+)[/\\]release\.proj\]")]
    private static partial Regex Error();
}
