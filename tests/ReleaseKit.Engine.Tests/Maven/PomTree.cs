using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Maven;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Maven;

/// <summary>Poms on disk, and what the adapter makes of them.</summary>
internal sealed class PomTree : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public static MavenWorkspace Adapter { get; } = new();

    public string Path => _directory.File("tree");

    public PomTree With(string path, string text)
    {
        _directory.Write($"tree/{path}", text);
        return this;
    }

    /// <summary>A pom with a group and an artifact, and further elements.</summary>
    public PomTree WithPom(string folder, string artifact, string more = "") =>
        With(folder.Length == 0 ? "pom.xml" : $"{folder}/pom.xml", $"<project>\n<groupId>g</groupId>\n<artifactId>{artifact}</artifactId>\n{more}</project>\n");

    /// <summary>A pom whose parent is <c>g:root</c> in the folder above.</summary>
    public PomTree WithChild(string folder, string artifact, string more = "", string version = "1.0.0") =>
        With($"{folder}/pom.xml", $"<project>\n<parent><groupId>g</groupId><artifactId>root</artifactId><version>{version}</version></parent>\n<artifactId>{artifact}</artifactId>\n{more}</project>\n");

    public ImmutableArray<RelativePath> Listing() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Order()];

    public ImmutableArray<Package> Discover(params string[] excluded) => Adapter.DiscoverAsync(
        new DiscoveryRequest(new WorkspaceFileSystem(Path), Listing(), RelativePath.Root, d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e)))),
        TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>The packages, as <c>name version</c> without the group.</summary>
    public IEnumerable<string> Names() => Discover().Select(p => $"{p.Name[2..]} {p.Version}");

    public Package Find(string artifact) => Discover().Single(p => p.Name == $"g:{artifact}");

    /// <summary>The edges of a package, as <c>artifact Kind Source 'range' file:line</c>.</summary>
    public IEnumerable<string> Edges(string artifact) => Find(artifact).Dependencies
        .Select(d => $"{d.Id.Name[2..]} {d.Kind}{(d.Rule is null ? "" : "*")} {d.Source} '{d.Range}' {d.Location!.File}:{d.Location.Line}");

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    /// <summary>The text of a file after changes.</summary>
    public static string Edited(string text, params ManifestChange[] changes)
    {
        var source = new SourceText("pom.xml", text);
        var after = source.With(Adapter.Edit(source, changes));
        after.With(Adapter.Edit(after, changes)).Text.ShouldBe(after.Text, "a second time there is nothing to do");
        return after.Text;
    }

    public void Dispose() => _directory.Dispose();
}
