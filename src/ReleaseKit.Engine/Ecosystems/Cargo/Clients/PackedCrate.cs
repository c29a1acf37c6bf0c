using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>The manifest inside a packed crate, as cargo normalised it: what users get, whatever the workspace says.</summary>
internal sealed class PackedCrate
{
    private const long LargestManifest = 16 * 1024 * 1024;
    private static readonly ImmutableArray<string> Linkable = ["lib", "rlib", "dylib", "proc-macro"];
    private readonly CargoManifest _manifest;
    private readonly ImmutableHashSet<string> _files;

    private PackedCrate(CargoManifest manifest, ImmutableHashSet<string> files)
    {
        _manifest = manifest;
        _files = files;
    }

    public string? Name => _manifest.Package?.FindString("name")?.Value;

    public string? Version => _manifest.Package?.FindString("version")?.Value;

    /// <summary>Whether other crates can use it.</summary>
    public bool IsLibrary => _manifest.Root.FindTable("lib") is { } library
        ? (library.FindArray("crate-type") ?? library.FindArray("crate_type"))?.Items.OfType<TomlString>().Any(t => Linkable.Contains(t.Value)) ?? true
        : _files.Contains("src/lib.rs");

    /// <summary>Whether it has programs to install.</summary>
    public bool HasPrograms => _manifest.Root.FindArray("bin") is { Items.Length: > 0 } || _files.Contains("src/main.rs") || _files.Any(f => f.StartsWith("src/bin/", StringComparison.Ordinal));

    /// <summary>Reads a crate.</summary>
    /// <exception cref="ReleaseException"><c>RK-BUILD-FAILED</c>: it is no crate, or its manifest cannot be read.</exception>
    public static PackedCrate Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            using var reader = new TarReader(content);
            CargoManifest? manifest = null;
            var files = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
            while (reader.GetNextEntry() is { } entry)
            {
                // The first segment is the crate's name and version.
                var inside = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
                files.Add(inside);
                manifest ??= inside == CargoManifest.FileName ? Parse(entry, Path.GetFileName(path)) : null;
            }

            return manifest is null ? throw Unreadable(path, "it holds no Cargo.toml.", null) : new PackedCrate(manifest, files.ToImmutable());
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Unreadable(path, e.Message, e);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Descriptor != BuildCodes.Failed)
        {
            throw Unreadable(path, e.Diagnostics[0].Message, e);
        }
    }

    private static CargoManifest Parse(TarEntry entry, string crate)
    {
        if (entry.DataStream is not { } data || entry.Length > LargestManifest)
        {
            throw new InvalidDataException("its Cargo.toml is empty or too large.");
        }

        var bytes = new byte[entry.Length];
        data.ReadExactly(bytes);
        var path = $"{crate}/{CargoManifest.FileName}";
        return CargoManifest.Parse(RelativePath.Parse(path), SourceText.Decode(path, bytes));
    }

    private static ReleaseException Unreadable(string path, string why, Exception? inner)
    {
        var diagnostic = BuildCodes.Failed.Create($"{Path.GetFileName(path)} is not a crate that cargo can read: {why} Package it again.");
        return inner is null ? new ReleaseException(diagnostic) : new ReleaseException(diagnostic, inner);
    }
}
