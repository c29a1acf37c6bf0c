using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Gradle;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Gradle;

/// <summary>Builds on disk, and what the adapter makes of them.</summary>
internal sealed class GradleTree : IDisposable
{
    /// <summary>A script of a project that is published.</summary>
    public const string Published = "apply plugin: 'maven-publish'\ngroup = 'org.acme'\nversion = '1.0.0'\n";

    private readonly ScratchDirectory _directory = new();

    public static GradleWorkspace Adapter { get; } = new();

    public string Path => _directory.File("tree");

    public GradleTree With(string path, string text)
    {
        _directory.Write($"tree/{path}", text);
        return this;
    }

    public ImmutableArray<Package> Discover(string root = "", params string[] excluded)
    {
        var listing = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Order().ToImmutableArray();
        var request = new DiscoveryRequest(
            new WorkspaceFileSystem(Path), [.. listing.Where(p => p.IsWithin(RelativePath.Parse(root)))], RelativePath.Parse(root), d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e))));
        return Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public IEnumerable<string> Names() => Discover().Select(p => p.Name);

    /// <summary>The packages as <c>name folder</c>.</summary>
    public IEnumerable<string> Members() => Discover().Select(p => $"{p.Name} {p.Directory}");

    public Package Find(string name) => Discover().Single(p => p.Name == name);

    /// <summary>The edges of a package, as <c>name Kind Source 'range'</c>.</summary>
    public IEnumerable<string> Edges(string name) => Find(name).Dependencies.Select(d => $"{d.Id.Name} {d.Kind} {d.Source} '{d.Range}'");

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    /// <summary>The text of a file after changes.</summary>
    public string Edited(string path, params ManifestChange[] changes)
    {
        var source = SourceText.Decode(path, File.ReadAllBytes(System.IO.Path.Combine(Path, path)));
        return source.With(Adapter.Edit(source, changes)).Text;
    }

    /// <summary>The text of the file that holds a package's version, with another one.</summary>
    public string Released(string name, string version)
    {
        var package = Find(name);
        return Edited(package.VersionFile.Value, new VersionChange(package.VersionFile, package.Id, package.Version!, version));
    }

    public void Dispose() => _directory.Dispose();
}
