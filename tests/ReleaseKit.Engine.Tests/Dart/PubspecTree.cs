using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Dart;

/// <summary>Dart packages on disk, and what the adapter and dart itself make of them.</summary>
internal sealed class PubspecTree : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public static DartWorkspace Adapter { get; } = new();

    public string Path => _directory.File("tree");

    public PubspecTree With(string path, string text)
    {
        _directory.Write($"tree/{path}", text);
        return this;
    }

    /// <summary>A package.</summary>
    /// <param name="directory">Its folder; the last segment is its name.</param>
    /// <param name="more">What follows name, version and environment.</param>
    public PubspecTree WithPackage(string directory, string more = "") =>
        With($"{directory}/pubspec.yaml", $"name: {directory.Split('/')[^1]}\nversion: 1.0.0\nenvironment:\n  sdk: ^3.6.0\n{more}");

    public ImmutableArray<Package> Discover(string root = "", params string[] excluded)
    {
        var listing = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Where(f => !f.Value.Contains(".dart_tool", StringComparison.Ordinal)).Order().ToImmutableArray();
        var request = new DiscoveryRequest(
            new WorkspaceFileSystem(Path), [.. listing.Where(p => p.IsWithin(RelativePath.Parse(root)))], RelativePath.Parse(root), d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e))));
        return Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public IEnumerable<string> Names() => Discover().Select(p => p.Name);

    public Package Find(string name) => Discover().Single(p => p.Name == name);

    /// <summary>The edges of a package, as <c>name Kind Source 'range' line</c>.</summary>
    public IEnumerable<string> Edges(string name) => Find(name).Dependencies.Select(d => $"{d.Id.Name} {d.Kind} {d.Source} '{d.Range}' {d.Location!.Line}");

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    /// <summary>The text of a file after changes.</summary>
    public string Edited(string path, params ManifestChange[] changes)
    {
        var source = SourceText.Decode(path, File.ReadAllBytes(System.IO.Path.Combine(Path, path)));
        return source.With(Adapter.Edit(source, changes)).Text;
    }

    /// <summary>The members by <c>dart pub workspace list</c>, as <c>name folder</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Listed()
    {
        var start = new ProcessStartInfo(Tool.Require("dart"), ["--suppress-analytics", "pub", "workspace", "list", "--json"])
        {
            WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["XDG_CONFIG_HOME"] = _directory.File("home"), ["PUB_CACHE"] = _directory.File("home", "cache") },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("packages").EnumerateArray()
                .Select(p => $"{p.GetProperty("name")} {RelativePath.Parse(System.IO.Path.GetRelativePath(Path, p.GetProperty("path").GetString()!))}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The members by the adapter, in the same form.</summary>
    public IReadOnlyList<string> Members() => [.. Discover().Select(p => $"{p.Name} {p.Directory}").Order(StringComparer.Ordinal)];

    public void Dispose() => _directory.Dispose();
}
