using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Contracts;

/// <summary>A copy of an ecosystem's sample for one test, with the version asked for in the place of 1.0.0.</summary>
public sealed class ContractTree : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly HashSet<string> _ignored = [];

    /// <summary>Copies a sample.</summary>
    public ContractTree(EcosystemFixture fixture, string version = "1.0.0")
    {
        ArgumentNullException.ThrowIfNull(fixture);
        Version = version;
        var sample = TestAssets.PathOf("ecosystems", fixture.Sample);
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            Write(System.IO.Path.GetRelativePath(sample, file), File.ReadAllText(file).Replace("1.0.0", version, StringComparison.Ordinal));
        }
    }

    /// <summary>The version of both packages.</summary>
    public string Version { get; }

    /// <summary>The absolute path, with a blank in it.</summary>
    public string Path => _directory.File("work tree");

    /// <summary>The files, as adapters see them.</summary>
    public IFileSystem Files => new WorkspaceFileSystem(Path);

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text) => _directory.Write(System.IO.Path.Combine("work tree", path), text);

    /// <summary>Writes a file that git ignores.</summary>
    public void Ignore(string path, string text)
    {
        Write(path, text);
        _ignored.Add(path);
    }

    /// <summary>The text of a file.</summary>
    public string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Path, path), Encoding.UTF8);

    /// <summary>A file as it is read for edits.</summary>
    public SourceText Source(string path) => SourceText.Decode(path, File.ReadAllBytes(System.IO.Path.Combine(Path, path)));

    /// <summary>What the adapter finds.</summary>
    public async Task<Workspace> DiscoverAsync(EcosystemAdapter adapter)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ImmutableArray<RelativePath> listing =
            [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(Path, f))).Where(f => !_ignored.Contains(f.Value)).Order()];
        return new Workspace(await adapter.Workspace.DiscoverAsync(new DiscoveryRequest(Files, listing, RelativePath.Root, _ => false), TestContext.Current.CancellationToken));
    }

    /// <summary>Every file with its bytes in hexadecimal, to see that nothing was written.</summary>
    public IReadOnlyList<string> Snapshot() =>
    [
        .. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{System.IO.Path.GetRelativePath(Path, f)}: {Convert.ToHexString(File.ReadAllBytes(f))}"),
    ];

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();
}
