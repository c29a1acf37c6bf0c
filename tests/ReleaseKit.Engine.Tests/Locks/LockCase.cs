using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>
/// A workspace of <c>testassets/locks</c> before and after a release: what versions and ranges became is read from the manifests, and
/// what follows for lock files is asked of the adapter. Where there is a client that writes the format, it wrote both sides.
/// </summary>
internal sealed partial class LockCase : IDisposable
{
    private static readonly ImmutableDictionary<string, string> Files = new Dictionary<string, string>
    {
        ["package-lock"] = "package-lock.json",
        ["pnpm-lock"] = "pnpm-lock.yaml",
        ["yarn-lock"] = "yarn.lock",
        ["bun-lock"] = "bun.lock",
        ["uv-lock"] = "uv.lock",
        ["poetry-lock"] = "poetry.lock",
        ["packages-lock"] = "packages.lock.json",
    }.ToImmutableDictionary();

    private readonly ScratchDirectory _before = new();
    private readonly ScratchDirectory _after = new();

    public LockCase(string format, string name)
    {
        Adapter = format switch
        {
            "uv-lock" or "poetry-lock" => new PythonWorkspace("python", new Pep440VersionScheme()),
            "packages-lock" => new DotNetWorkspace("nuget", new ProcessRunner(new ProcessEnvironment()), new ProcessEnvironment()),
            _ => new NpmWorkspace(),
        };
        Copy(Repository.Asset("locks", format, name, "before"), _before.Path);
        Copy(Repository.Asset("locks", format, name, "after"), _after.Path);
        LockFile = Paths(_before.Path).First(p => p.FileName == Files[format] || p.FileName == "npm-shrinkwrap.json");
    }

    public IWorkspaceAdapter Adapter { get; }

    public RelativePath LockFile { get; }

    public string Root => _before.Path;

    /// <summary>All adapters.</summary>
    public static EcosystemCatalog Catalog { get; } = StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(new ProcessEnvironment()), new HttpClient(), new ProcessEnvironment(), TimeProvider.System));

    /// <summary>Every case, as format and name.</summary>
    public static IEnumerable<(string Format, string Name)> All =>
        Directory.EnumerateDirectories(Repository.Asset("locks")).Where(f => Files.ContainsKey(Path.GetFileName(f))).SelectMany(Directory.EnumerateDirectories)
            .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path))).Order();

    /// <summary>The text of a file before.</summary>
    public string Before(RelativePath file) => File.ReadAllText(Path.Combine(_before.Path, file.Value));

    /// <summary>The text of a file after.</summary>
    public string After(RelativePath file) => File.ReadAllText(Path.Combine(_after.Path, file.Value));

    /// <summary>The changes of the release, by file.</summary>
    public ILookup<RelativePath, ManifestChange> Changes()
    {
        var (before, after) = (Discover(_before.Path), Discover(_after.Path).ToDictionary(p => p.Id));
        return before.SelectMany(p => Changes(p, after[p.Id])).ToLookup(c => c.File);
    }

    /// <summary>A text of one of the files with the changes.</summary>
    public string Edit(RelativePath file, string text, IEnumerable<ManifestChange> changes)
    {
        var source = new SourceText(file.Value, text);
        return source.With(Adapter.Edit(source, [.. changes])).Text;
    }

    /// <summary>A guard that knows the packages of the workspace.</summary>
    public LockGuard Guard() => new(Catalog, new Workspace([.. Discover(_before.Path).OrderBy(p => p.Id)]));

    /// <summary>Whether a line is plainly about what the workspaces of the cases take from elsewhere, and about nothing of their own.</summary>
    public bool IsOfThirdParty(int line) => ThirdParty().IsMatch(Before(LockFile).Split('\n')[line]) && !OwnNames().IsMatch(Before(LockFile).Split('\n')[line]);

    /// <summary>Makes the changes on disk.</summary>
    public void Apply()
    {
        foreach (var changes in Changes())
        {
            File.WriteAllText(Path.Combine(_before.Path, changes.Key.Value), Edit(changes.Key, Before(changes.Key), changes));
        }
    }

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
    }

    private static IEnumerable<ManifestChange> Changes(Package before, Package after)
    {
        if (before.Version is { } from && after.Version is { } to && from != to)
        {
            yield return new VersionChange(before.VersionFile, before.Id, from, to);
            foreach (var file in before.OtherLockFiles.Concat(before.LockFile is { } own ? [own] : Array.Empty<RelativePath>()))
            {
                yield return new LockChange(file, before.Id, from, to);
            }
        }

        foreach (var (old, moved) in before.Dependencies.Zip(after.Dependencies).Where(pair => pair.First.Range != pair.Second.Range))
        {
            old.Id.ShouldBe(moved.Id);
            yield return new RangeChange(old.DeclaredIn, before.Id, old.Id, old.Kind, old.Range, moved.Range);
            if (before.RangeLockFile is { } file)
            {
                yield return new LockRangeChange(file, before.Id, before.Directory, old.Id, old.Kind, old.Range, moved.Range);
            }
        }
    }

    [GeneratedRegex(@"\b(ms|debug|anyio|idna|sniffio|sha512|sha256|checksum|integrity)\b")]
    private static partial Regex ThirdParty();

    [GeneratedRegex(@"acme|tool|util")]
    private static partial Regex OwnNames();

    private Package[] Discover(string root)
    {
        var request = new DiscoveryRequest(new WorkspaceFileSystem(root), Paths(root), RelativePath.Root, _ => false);
        return [.. Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult()];
    }

    private static ImmutableArray<RelativePath> Paths(string root) =>
        [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(Path.GetRelativePath(root, f))).Order()];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
