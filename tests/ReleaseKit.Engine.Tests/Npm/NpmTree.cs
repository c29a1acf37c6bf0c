using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

/// <summary>A workspace on disk, and what the npm adapter makes of it.</summary>
internal sealed class NpmTree : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public static NpmWorkspace Adapter { get; } = new();

    public string Path => _directory.Path;

    public IFileSystem Files => new WorkspaceFileSystem(Path);

    public NpmTree With(string path, string text)
    {
        _directory.Write(path, text);
        return this;
    }

    /// <summary>A package.json with a name, a version and further members.</summary>
    public NpmTree WithPackage(string directory, string name, string version = "1.0.0", string more = "") =>
        With(In(directory, "package.json"), $$"""
            {
              "name": "{{name}}",
              "version": "{{version}}"{{(more.Length == 0 ? "" : ",\n  " + more)}}
            }

            """);

    /// <summary>A private root whose workspaces are the patterns given, as JSON.</summary>
    public NpmTree WithNpmRoot(string patterns, string directory = "") =>
        With(In(directory, "package.json"), $$"""{ "name": "root", "private": true, "workspaces": {{patterns}} }""");

    public NpmTree WithPnpmRoot(string yaml, string directory = "") =>
        With(In(directory, "pnpm-workspace.yaml"), yaml).With(In(directory, "package.json"), """{ "name": "root", "private": true }""");

    public ImmutableArray<Package> Discover(string root = "", params string[] excluded)
    {
        var listing = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Order().ToImmutableArray();
        var request = new DiscoveryRequest(Files, listing, RelativePath.Parse(root), d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e))));
        return Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public Workspace Workspace() => new(Discover());

    public Package Find(string name) => Discover().Single(p => p.Name == name);

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    public SourceText Source(string path) => SourceText.Decode(path, File.ReadAllBytes(System.IO.Path.Combine(Path, path)));

    /// <summary>The text of a file after changes.</summary>
    public string Edited(string path, params ManifestChange[] changes)
    {
        var source = Source(path);
        return source.With(Adapter.Edit(source, changes)).Text;
    }

    public void Dispose() => _directory.Dispose();

    private static string In(string directory, string file) => directory.Length == 0 ? file : $"{directory}/{file}";
}
