using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>The archive that Maven Central takes: the files of a version with their checksums, in the layout of a repository.</summary>
internal static class CentralBundle
{
    /// <summary>Writes it.</summary>
    public static void Write(string path, MavenCoordinate coordinate, ImmutableArray<Artifact> artifacts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var archive = new ZipArchive(new FileStream(path, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        foreach (var artifact in artifacts)
        {
            archive.CreateEntryFromFile(artifact.Path, coordinate.PathOf(artifact.FileName));
            foreach (var algorithm in artifact.FileName.EndsWith(".asc", StringComparison.Ordinal) ? [] : Checksums.Usual.Concat(Checksums.Further))
            {
                using var content = File.OpenRead(artifact.Path);
                using var entry = archive.CreateEntry(coordinate.PathOf($"{artifact.FileName}.{algorithm}")).Open();
                entry.Write(Encoding.ASCII.GetBytes(Checksums.Compute(algorithm, content)));
            }
        }
    }
}
