using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>
/// A folder beside a package's artifacts that stands for a registry: in rehearsals, where no command may publish, and for packages
/// whose publication is their tag.
/// </summary>
internal sealed class Shelf(PackageContext package)
{
    private readonly string _folder = package.ArtifactsDirectory.TrimEnd(Path.DirectorySeparatorChar) + (CustomEcosystem.IsRehearsed(package) ? ".rehearsed" : ".published");

    /// <summary>What is there of the version; null when nothing is.</summary>
    public PublishedVersion? Find() => !Directory.Exists(_folder) ? null : new PublishedVersion(
        package.Version, [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).Select(Artifact.FromFile).Select(a => new PublishedFile(a.FileName, new Uri(a.Path), a.Sha256, a.Sha512))]);

    /// <summary>Puts the artifacts there, all or none.</summary>
    public void Put(ImmutableArray<Artifact> artifacts)
    {
        var temporary = $"{_folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(temporary);
        foreach (var artifact in artifacts)
        {
            File.Copy(artifact.Path, Path.Combine(temporary, artifact.FileName));
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        Directory.Move(temporary, _folder);
    }
}
