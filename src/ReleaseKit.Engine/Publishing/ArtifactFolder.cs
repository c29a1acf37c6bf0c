using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// A folder with the packed artifacts of one release: <c>plan.json</c>, <c>artifacts.json</c> with the digests, and a folder for each
/// package. It is complete when <c>artifacts.json</c> is there, and is taken whole or not at all.
/// </summary>
public sealed class ArtifactFolder
{
    private const string DocumentName = "artifacts.json";
    private const string PlanName = "plan.json";

    /// <summary>Shows that the folder is ours while it is being written.</summary>
    private const string UnfinishedName = "artifacts.json.unfinished";

    private readonly string _path;

    /// <summary>A folder that may not exist yet.</summary>
    /// <param name="path">Its absolute path.</param>
    public ArtifactFolder(string path) => _path = path;

    /// <summary>Puts artifacts into the folder, in the place of those of an earlier release.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="commit">Full object name of the commit that they were built from.</param>
    /// <param name="packages">The released packages, each with the folder that holds its artifacts and nothing else.</param>
    /// <returns>The artifacts in their new place.</returns>
    /// <exception cref="ReleaseException"><c>RK-ARTIFACTS-FOLDER</c>.</exception>
    public ImmutableArray<PackedArtifact> Write(ReleasePlan plan, string commit, IEnumerable<(PackageId Package, string Version, string Directory)> packages)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(packages);
        Clear();
        using (var stream = File.Create(At(PlanName)))
        {
            PlanDocument.Write(plan, stream);
        }

        var artifacts = ImmutableArray.CreateBuilder<PackedArtifact>();
        foreach (var (package, version, directory) in packages)
        {
            var name = $"{SafeName.For(package)}/{SafeName.ForVersion(version)}";
            Directory.CreateDirectory(At(name));
            foreach (var source in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
            {
                var path = $"{name}/{Path.GetFileName(source)}";
                File.Copy(source, At(path));
                artifacts.Add(new PackedArtifact(package, version, Artifact.FromFile(At(path))));
            }
        }

        var document = new PackedRelease(PlanDocument.Hash(plan), commit, [.. artifacts.Select(a => new PackedFile(
            a.Package, a.Version, RelativePath.Parse(Path.GetRelativePath(_path, a.Artifact.Path).Replace('\\', '/')), a.Artifact.Sha256, a.Artifact.Sha512))]);
        AtomicFile.Replace(At(DocumentName), Encoding.UTF8.GetBytes(ArtifactsDocument.Write(document)));
        File.Delete(At(UnfinishedName));
        return artifacts.ToImmutable();
    }

    /// <summary>What is in the folder, once every digest of it was compared.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-ARTIFACTS-MISSING</c>; <c>RK-ARTIFACTS-ALTERED</c> and <c>RK-ARTIFACTS-INCOMPLETE</c>, once for each file or package; <c>RK-DOCUMENT-INVALID</c>,
    /// <c>RK-DOCUMENT-SCHEMA</c>, <c>RK-PLAN-ALTERED</c>.
    /// </exception>
    public (ReleasePlan Plan, string Commit, ImmutableArray<PackedArtifact> Artifacts) Read()
    {
        if (!File.Exists(At(DocumentName)) || !File.Exists(At(PlanName)))
        {
            throw new ReleaseException(ArtifactCodes.Missing.Create(
                $"{_path} holds no packed artifacts: there is no {(File.Exists(At(DocumentName)) ? PlanName : DocumentName)}. Name the folder that -t:Pack wrote with ReleaseArtifacts."));
        }

        var document = ArtifactsDocument.Read(File.ReadAllText(At(DocumentName)), At(DocumentName));
        var plan = PlanDocument.Read(File.ReadAllText(At(PlanName)), At(PlanName));
        var problems = new List<Diagnostic>();
        if (PlanDocument.Hash(plan) != document.Plan)
        {
            problems.Add(ArtifactCodes.Altered.Create($"{At(PlanName)} is not the plan that {DocumentName} names. Bring the folder over again."));
        }

        problems.AddRange(Strangers(document));
        problems.AddRange(Lacking(plan, document));
        var artifacts = ImmutableArray.CreateBuilder<PackedArtifact>();
        foreach (var file in document.Files)
        {
            if (Compare(file, artifacts) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems.Count == 0 ? (plan, document.Commit, artifacts.ToImmutable()) : throw new ReleaseException([.. problems]);
    }

    private Diagnostic? Compare(PackedFile file, ImmutableArray<PackedArtifact>.Builder artifacts)
    {
        var path = At(file.Path.Value);
        if (!File.Exists(path))
        {
            return ArtifactCodes.Altered.Create($"{path} is missing. Bring the folder over again.");
        }

        var artifact = Artifact.FromFile(path);
        artifacts.Add(new PackedArtifact(file.Package, file.Version, artifact));
        return artifact.Sha256 == file.Sha256 && artifact.Sha512 == file.Sha512 ? null : ArtifactCodes.Altered.Create(
            $"{path} is not what was packed as {file.Package} {file.Version} (sha256 packed {file.Sha256}, here {artifact.Sha256}). Bring the folder over again.");
    }

    private IEnumerable<Diagnostic> Strangers(PackedRelease document)
    {
        var known = document.Files.Select(f => f.Path.Value).Append(DocumentName).Append(PlanName).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories)
            .Where(file => !known.Contains(Path.GetRelativePath(_path, file).Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .Select(file => ArtifactCodes.Altered.Create($"{file} was not packed with the others. Remove it, or run -t:Pack again."));
    }

    private static IEnumerable<Diagnostic> Lacking(ReleasePlan plan, PackedRelease document) =>
        plan.Published.Where(release => !document.Files.Any(f => f.Package == release.Id && f.Version == release.To))
            .Select(release => ArtifactCodes.Incomplete.Create($"The plan releases {release.Id} {release.To}, of which nothing was packed. Run -t:Pack again."))
            .Concat(document.Files.Where(f => plan.Find(f.Package)?.To != f.Version)
                .Select(f => ArtifactCodes.Incomplete.Create($"{f.Path} is {f.Package} {f.Version}, which the plan does not release. Run -t:Pack again.")));

    /// <summary>Empties the folder, if it is ours.</summary>
    private void Clear()
    {
        if (!IsOurs() && Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any())
        {
            throw new ReleaseException(ArtifactCodes.Folder.Create($"{_path} holds files that -t:Pack did not write. Name an empty folder with ReleaseArtifacts."));
        }

        Directory.CreateDirectory(_path);
        File.WriteAllBytes(At(UnfinishedName), []);
        File.Delete(At(DocumentName));
        foreach (var folder in Directory.EnumerateDirectories(_path))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Whether <c>-t:Pack</c> wrote the folder: other programs have an artifacts.json too, and what is theirs is not deleted.</summary>
    private bool IsOurs()
    {
        try
        {
            return File.Exists(At(UnfinishedName)) || (File.Exists(At(DocumentName)) && ArtifactsDocument.Read(File.ReadAllText(At(DocumentName)), At(DocumentName)) is not null);
        }
        catch (ReleaseException)
        {
            return false;
        }
    }

    private string At(string name) => Path.Combine(_path, name);
}
