using System.Formats.Tar;
using System.IO.Compression;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>The manifest inside a packed tarball: what users will get, whatever the workspace says.</summary>
internal sealed class PackedPackage
{
    private const long LargestManifest = 16 * 1024 * 1024;
    private const int MostEntries = 1_000_000;
    private readonly PackageManifest _manifest;

    private PackedPackage(PackageManifest manifest) => _manifest = manifest;

    /// <summary>The package's name; null when the manifest has none.</summary>
    public string? Name => _manifest.Root.FindString("name")?.Value;

    /// <summary>The package's version; null when the manifest has none.</summary>
    public string? Version => _manifest.Root.FindString("version")?.Value;

    /// <summary>Reads the manifest of a tarball.</summary>
    /// <exception cref="ReleaseException"><c>RK-BUILD-FAILED</c>: it is no package, or its manifest cannot be read.</exception>
    public static PackedPackage Read(string tarball)
    {
        try
        {
            using var file = File.OpenRead(tarball);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            using var reader = new TarReader(content);
            for (var entries = 0; entries < MostEntries && reader.GetNextEntry() is { } entry; entries++)
            {
                if (IsManifest(entry))
                {
                    return new PackedPackage(Parse(entry, Path.GetFileName(tarball)));
                }
            }

            throw Unreadable(tarball, "it holds no package.json.", null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Unreadable(tarball, e.Message, e);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor != BuildCodes.Failed)
        {
            throw Unreadable(tarball, e.Diagnostics[0].Message, e);
        }
    }

    /// <summary>A string of <c>publishConfig</c>; null when it is not there.</summary>
    public string? PublishConfig(string key) => _manifest.Root.FindString("publishConfig", key)?.Value;

    /// <summary>
    /// Dependencies that nobody can install outside the workspace. Those of development are never installed by users, and
    /// bundled ones come with the package.
    /// </summary>
    public IReadOnlyList<(string Block, string Name, string Specifier)> FindWorkspaceReferences()
    {
        JsonValueSyntax?[] bundled = [_manifest.Root["bundleDependencies"], _manifest.Root["bundledDependencies"]];
        if (bundled.Any(b => b is JsonLiteralSyntax { Value: true }))
        {
            return [];
        }

        var names = bundled.OfType<JsonArraySyntax>().SelectMany(b => b.Items).OfType<JsonStringSyntax>().Select(s => s.Value).ToHashSet();
        var problems = new List<Diagnostic>();
        return
        [
            .. _manifest.ReadDependencies(problems)
                .Where(e => e.Kind != DependencyKind.Dev && !names.Contains(e.Name) && DependencySpecifier.IsWorkspaceOnly(e.Specifier))
                .Select(e => (PackageManifest.Blocks.Single(b => b.Kind == e.Kind).Block, e.Name, e.Specifier)),
        ];
    }

    /// <summary>npm drops the first folder of every entry, whatever its name is.</summary>
    private static bool IsManifest(TarEntry entry) =>
        entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile &&
        entry.Name.TrimStart('.', '/').Split('/') is [_, PackageManifest.FileName];

    private static PackageManifest Parse(TarEntry entry, string tarball)
    {
        if (entry.DataStream is not { } data || entry.Length > LargestManifest)
        {
            throw new InvalidDataException("its package.json is empty or too large.");
        }

        var bytes = new byte[entry.Length];
        data.ReadExactly(bytes);
        var path = $"{tarball}/{PackageManifest.FileName}";
        return PackageManifest.Parse(RelativePath.Parse(path), SourceText.Decode(path, bytes));
    }

    private static ReleaseException Unreadable(string tarball, string why, Exception? inner)
    {
        var diagnostic = BuildCodes.Failed.Create($"{Path.GetFileName(tarball)} is not a package that npm can read: {why} Pack it again.");
        return inner is null ? new ReleaseException(diagnostic) : new ReleaseException(diagnostic, inner);
    }
}
