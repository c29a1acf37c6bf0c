using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReleaseKit.Testing;

/// <summary>A synthetic npm workspace with merges and a tag for each package, at its own place in the older half of history.</summary>
public sealed class SyntheticRepository(string folder, int packages, int commits)
{
    /// <summary>Absolute path of the work tree.</summary>
    public string Folder { get; } = folder;

    /// <summary>How many packages it has.</summary>
    public int Packages { get; } = packages;

    /// <summary>How many commits are made, merges aside.</summary>
    public int Commits { get; } = commits;

    /// <summary>The folder of a package, relative to the work tree.</summary>
    public static string PackageFolder(int index) => $"packages/group{index % 20}/p{index}";

    /// <summary>Up to three packages before it.</summary>
    public static IEnumerable<int> Dependencies(int index) => new[] { index / 2, index - 1, index - 7 }.Where(other => other >= 0 && other < index).Distinct();

    /// <summary>The manifest of a package.</summary>
    public static string Manifest(int index) =>
        $"{{\n  \"name\": \"@bench/p{index}\",\n  \"version\": \"1.0.0\",\n  \"dependencies\": {{ {string.Join(", ", Dependencies(index).Select(d => $"\"@bench/p{d}\": \"^1.0.0\""))} }}\n}}\n";

    /// <summary>Makes a repository without a commit.</summary>
    /// <param name="sdk">The repository whose props, targets and built tasks it uses.</param>
    public void CreateEmpty(string sdk)
    {
        Directory.CreateDirectory(Folder);
        Git("init", "--quiet", "--initial-branch=main");
        File.WriteAllText(Path.Combine(Folder, "release.proj"), $"""
            <Project>
              <PropertyGroup><ReleaseKitTasksAssembly>{sdk}/src/ReleaseKit.Tasks/bin/Release/net10.0/ReleaseKit.Tasks.dll</ReleaseKitTasksAssembly></PropertyGroup>
              <Import Project="{sdk}/Sdk/Sdk.props" />
              <Import Project="{sdk}/Sdk/Sdk.targets" />
            </Project>

            """);
        File.AppendAllText(Path.Combine(Folder, ".git", "info", "exclude"), "/release.proj\n/node_modules\n/.nx/\n");
    }

    /// <summary>Makes the repository with its whole history.</summary>
    public void Create(string sdk)
    {
        CreateEmpty(sdk);
        using (var import = Start("fast-import", "--quiet"))
        {
            foreach (var command in Synthesize())
            {
                import.StandardInput.Write(command);
            }

            import.StandardInput.Close();
            Finish(import);
        }

        Git("reset", "--quiet", "--hard");
        Git("pack-refs", "--all");
    }

    /// <summary>Puts change files for every tenth package on a branch of their own.</summary>
    public void AddChangesets()
    {
        Git("checkout", "--quiet", "-B", "changes");
        var files = Directory.CreateDirectory(Path.Combine(Folder, ".changeset")).FullName;
        File.WriteAllText(Path.Combine(files, "config.json"), "{ \"changelog\": \"@changesets/cli/changelog\", \"commit\": false, \"access\": \"public\", \"baseBranch\": \"main\", \"updateInternalDependencies\": \"patch\" }\n");
        for (var i = 0; i < Packages; i += 10)
        {
            File.WriteAllText(Path.Combine(files, $"change-{i}.md"), $"---\n\"@bench/p{i}\": minor\n---\n\nA change of package {i}.\n");
        }

        Git("add", "--all");
        Git("-c", "user.name=A", "-c", "user.email=a@example.test", "commit", "--quiet", "--message=docs: changes");
    }

    /// <summary>Puts the work tree back.</summary>
    public void Reset()
    {
        Git("reset", "--quiet", "--hard");
        Git("clean", "-fdq");
    }

    /// <summary>Runs git; anything but exit code 0 is an exception.</summary>
    public void Git(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        Finish(process);
    }

    private IEnumerable<string> Synthesize()
    {
#pragma warning disable CA5394 // The same history on every machine; nothing here is secret.
        var random = new Random(1);
        var mark = 1;
        yield return Commit(mark, 0, 0, "chore: first", Enumerable.Range(0, Packages).SelectMany(p => new[]
        {
            (PackageFolder(p) + "/package.json", Manifest(p)), (PackageFolder(p) + "/src/f0.js", $"export const p = {p};\n"),
        }).Concat(
        [
            ("package.json", "{ \"name\": \"bench\", \"private\": true, \"workspaces\": [\"packages/*/*\"] }\n"),
            ("releasekit.toml", "tag_format = \"{name}@{version}\"\n"),
            ("lerna.json", "{ \"version\": \"independent\", \"packages\": [\"packages/*/*\"] }\n"),
            ("nx.json", "{ \"release\": { \"projects\": [\"packages/*/*\"], \"projectsRelationship\": \"independent\", \"version\": { \"conventionalCommits\": true } } }\n"),
        ]));
        for (var i = 1; i < Commits; i++)
        {
            var last = mark;
            string[] files = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => $"{PackageFolder(random.Next(Packages))}/src/f{random.Next(4)}.js").Distinct()];
            var type = random.Next(3) == 0 ? "feat" : "fix";
            var own = ++mark;
            yield return Commit(own, last, 0, $"{type}(p{random.Next(Packages)}): change {i}\n\nA few words of explanation that a body has.\n\nRefs: #{i}\n", files.Select(f => (f, $"{f} {own}\n")));
            if (i % 20 == 0)
            {
                // The commit just made becomes a side branch that is merged.
                yield return Commit(++mark, last, own, $"Merge pull request #{i}", files.Select(f => (f, $"{f} {own}\n")));
            }
        }

        for (var p = 0; p < Packages; p++)
        {
            yield return $"reset refs/tags/@bench/p{p}@1.0.0\nfrom :{2 + random.Next(Math.Max(1, (mark / 2) - 1))}\n\n";
        }

        yield return "reset refs/tags/oldest\nfrom :1\n\n";
    }

    private static string Commit(int mark, int from, int merge, string message, IEnumerable<(string Path, string Text)> files)
    {
        var text = new StringBuilder($"commit refs/heads/main\nmark :{mark}\nauthor A B <a@example.test> {1_600_000_000 + (mark * 60)} +0000\ncommitter A B <a@example.test> {1_600_000_000 + (mark * 60)} +0000\n");
        text.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n");
        text.Append(from > 0 ? $"from :{from}\n" : "").Append(merge > 0 ? $"merge :{merge}\n" : "");
        foreach (var (path, content) in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {content.Length}\n{content}\n");
        }

        return text.Append('\n').ToString();
    }

    private Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("git", arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static void Finish(Process process)
    {
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"git ended with exit code {process.ExitCode}.");
        }
    }
}
