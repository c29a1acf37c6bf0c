using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// The built artifacts of one package and version, with a record of their digests. A later run uses the same bytes again
/// instead of building different ones, which is what makes an upload repeatable where builds are not reproducible.
/// </summary>
public sealed class ArtifactStore
{
    private const string RecordName = "artifacts.json";
    private readonly string _directory;
    private readonly string _recordPath;

    /// <summary>The store of one package.</summary>
    public ArtifactStore(PackageContext package)
    {
        _directory = package.ArtifactsDirectory;
        _recordPath = Path.Combine(Path.GetDirectoryName(_directory.TrimEnd(Path.DirectorySeparatorChar))!, $"{Path.GetFileName(_directory.TrimEnd(Path.DirectorySeparatorChar))}.{RecordName}");
    }

    /// <summary>The recorded build, when every file of it is still there with the recorded digest; null otherwise.</summary>
    public RecordedBuild? Load()
    {
        if (!File.Exists(_recordPath))
        {
            return null;
        }

        var record = JsonSerializer.Deserialize<Record>(File.ReadAllBytes(_recordPath))!;
        var artifacts = new List<Artifact>();
        foreach (var file in record.Files)
        {
            var path = Path.Combine(_directory, Path.GetFileName(file.Name));
            if (!File.Exists(path) || Artifact.FromFile(path) is not { } artifact || artifact.Sha512 != file.Sha512)
            {
                return null;
            }

            artifacts.Add(artifact);
        }

        return artifacts.Count == 0 ? null : new RecordedBuild(record.Commit, [.. artifacts]);
    }

    /// <summary>Makes the folder empty, forgetting an earlier build.</summary>
    public void Clear()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_recordPath)!);
        File.Delete(_recordPath);
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }

        Directory.CreateDirectory(_directory);
    }

    /// <summary>Records a finished build of a commit.</summary>
    public void Save(string commit, ImmutableArray<Artifact> artifacts)
    {
        var record = new Record(commit, [.. artifacts.Select(a => new RecordedFile(a.FileName, a.Sha512))]);
        var temporary = _recordPath + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(record));
        File.Move(temporary, _recordPath, overwrite: true);
    }

    private sealed record Record(string Commit, IReadOnlyList<RecordedFile> Files);

    private sealed record RecordedFile(string Name, string Sha512);
}
