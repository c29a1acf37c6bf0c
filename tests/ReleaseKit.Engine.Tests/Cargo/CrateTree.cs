using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Cargo;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Cargo;

/// <summary>Crates on disk, and what the adapter and cargo itself make of them.</summary>
internal sealed class CrateTree : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public static CargoWorkspace Adapter { get; } = new();

    public string Path => _directory.Path;

    public CrateTree With(string path, string text)
    {
        _directory.Write(path, text);
        return this;
    }

    /// <summary>A crate with a library.</summary>
    /// <param name="directory">Its folder; the last segment is its name.</param>
    /// <param name="more">What follows name, version and edition.</param>
    /// <param name="version">The line of its version.</param>
    public CrateTree WithCrate(string directory, string more = "", string version = "version = \"1.0.0\"")
    {
        With($"{directory}/src/lib.rs", "");
        return With($"{directory}/Cargo.toml", $"[package]\nname = \"{directory.Split('/')[^1]}\"\n{version}\nedition = \"2021\"\n{more}\n");
    }

    public ImmutableArray<Package> Discover(string root = "", params string[] excluded)
    {
        var listing = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Order().ToImmutableArray();
        var request = new DiscoveryRequest(
            new WorkspaceFileSystem(Path), [.. listing.Where(p => p.IsWithin(RelativePath.Parse(root)))], RelativePath.Parse(root), d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e))));
        return Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public Package Find(string name) => Discover().Single(p => p.Name == name);

    /// <summary>The edges of a crate, as <c>name Kind Source 'range' file:line</c>.</summary>
    public IEnumerable<string> Edges(string name) =>
        Find(name).Dependencies.Select(d => $"{d.Id.Name} {d.Kind} {d.Source} '{d.Range}' {d.DeclaredIn}:{d.Location!.Line}");

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    public SourceText Source(string path) => SourceText.Decode(path, File.ReadAllBytes(System.IO.Path.Combine(Path, path)));

    /// <summary>The text of a file after changes.</summary>
    public string Edited(string path, params ManifestChange[] changes)
    {
        var source = Source(path);
        return source.With(Adapter.Edit(source, changes)).Text;
    }

    /// <summary>The members by <c>cargo metadata --no-deps</c> in a folder, as <c>name version folder</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Metadata(string directory = "")
    {
        var start = new ProcessStartInfo(Tool.Require("cargo"), ["metadata", "--no-deps", "--offline", "--format-version", "1"])
        {
            WorkingDirectory = System.IO.Path.Combine(Path, directory), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, error.GetAwaiter().GetResult());
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("packages").EnumerateArray().Select(p => Show(
                p.GetProperty("name").GetString()!, p.GetProperty("version").GetString(),
                RelativePath.Parse(System.IO.Path.GetRelativePath(Path, System.IO.Path.GetDirectoryName(p.GetProperty("manifest_path").GetString()!)!)))).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The members by the adapter, in the same form.</summary>
    public IReadOnlyList<string> Members() => [.. Discover().Select(p => Show(p.Name, p.Version, p.Directory)).Order(StringComparer.Ordinal)];

    public void Dispose() => _directory.Dispose();

    private static string Show(string name, string? version, RelativePath directory) => $"{name} {version ?? "0.0.0"} {directory}";
}
