using System.Collections.Immutable;
using System.IO.Compression;
using ReleaseKit.Core.Archives;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>What is in a packed archive: what users get, whatever the workspace says.</summary>
internal sealed class PackedPackage
{
    private readonly PubspecManifest _manifest;
    private readonly ImmutableArray<string> _files;

    private PackedPackage(PubspecManifest manifest, ImmutableArray<string> files)
    {
        _manifest = manifest;
        _files = files;
    }

    public string? Name => _manifest.Root?.FindScalar("name")?.Value;

    public string? Version => _manifest.Root?.FindScalar("version")?.Value;

    /// <summary>Whether it needs the SDK of Flutter.</summary>
    public bool NeedsFlutter => _manifest.Root?.FindScalar("environment", "flutter") is not null || _manifest.Root?.FindMapping("flutter") is not null ||
        Dependencies.Of(_manifest).Any(d => d.Kind == DependencyKind.Runtime && d.Origin == DependencyOrigin.Sdk);

    /// <summary>A library that its users import, such as <c>acme.dart</c>: the one named after the package where there is one; null when it has none.</summary>
    public string? Library
    {
        get
        {
            var libraries = _files.Where(f => f.StartsWith("lib/", StringComparison.Ordinal) && f.EndsWith(".dart", StringComparison.Ordinal) && f.IndexOf('/', 4) < 0)
                .Select(f => f[4..]).Order(StringComparer.Ordinal).ToArray();
            return Array.Find(libraries, l => l == $"{Name}.dart") ?? libraries.FirstOrDefault();
        }
    }

    /// <summary>Reads an archive.</summary>
    /// <exception cref="ReleaseException"><c>RK-BUILD-FAILED</c>: it is no package's archive, or its pubspec cannot be read.</exception>
    public static PackedPackage Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            PubspecManifest? manifest = null;
            var files = ImmutableArray.CreateBuilder<string>();
            foreach (var entry in TapeArchive.Read(content))
            {
                files.Add(entry.Name);
                manifest ??= entry.Name == PubspecManifest.FileName ? Parse(entry, Path.GetFileName(path)) : null;
            }

            return manifest is null ? throw new InvalidDataException("it holds no pubspec.yaml.") : new PackedPackage(manifest, files.ToImmutable());
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Unreadable(path, e.Message, e);
        }
        catch (ReleaseException e)
        {
            throw Unreadable(path, e.Diagnostics[0].Message, e);
        }
    }

    private static PubspecManifest Parse(ArchivedFile entry, string archive)
    {
        var path = $"{archive}/{PubspecManifest.FileName}";
        return PubspecManifest.Parse(RelativePath.Parse(path), SourceText.Decode(path, entry.Content.ToArray()));
    }

    private static ReleaseException Unreadable(string path, string why, Exception inner) =>
        new(BuildCodes.Failed.Create($"{Path.GetFileName(path)} is not an archive that pub can read: {why} Package it again."), inner);
}
