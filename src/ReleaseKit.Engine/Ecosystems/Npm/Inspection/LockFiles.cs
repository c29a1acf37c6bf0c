using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>
/// Compares what lock files say that manifests ask for with what those ask for. Nothing is resolved: a lock file fits when it was
/// made for the same specifiers.
/// </summary>
internal sealed class LockFiles(InspectionRequest request)
{
    /// <summary>By file name: how it is read, and the command that brings it up to date.</summary>
    private static readonly (string Name, Func<SourceText, ILockFile?> Read, string Command)[] Kinds =
    [
        ("pnpm-lock.yaml", PnpmLock.Read, "pnpm install --lockfile-only"),
        ("yarn.lock", YarnLock.Read, "yarn install"),
        ("npm-shrinkwrap.json", NpmLock.Read, "npm install --package-lock-only"),
        ("package-lock.json", NpmLock.Read, "npm install --package-lock-only"),
    ];

    private readonly Dictionary<RelativePath, (ILockFile? Content, SourceText? Source)> _read = [];

    /// <summary>The lock files that were compared.</summary>
    public IEnumerable<RelativePath> Files => _read.Where(r => r.Value.Content is not null).Select(r => r.Key).Order();

    /// <summary>What does not fit; null when all does, or there is no lock file that can be compared.</summary>
    public Diagnostic? Compare(Package package, PackageManifest manifest)
    {
        if (Find(package.Directory) is not var (file, kind) || Read(file, kind.Read) is not ({ } content, { } source))
        {
            return null;
        }

        var folder = file.Parent.IsRoot ? package.Directory.Value : package.Directory == file.Parent ? "" : package.Directory.Value[(file.Parent.Value.Length + 1)..];
        var members = package.Dependencies.Where(d => d.Source == DependencySource.Workspace).Select(d => d.Location).ToHashSet();
        var entries = manifest.ReadDependencies([]).Where(e => e.Kind != DependencyKind.Peer).GroupBy(e => e.Name, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(e => e.Kind == DependencyKind.Optional) ?? same.First()).ToArray();
        if (!content.HasMember(folder))
        {
            return Stale(source.Locate(content.PlaceOf(folder, "")), $"{file} does not know {package.Name}", kind.Command, file);
        }

        var wrong = entries.FirstOrDefault(e => !content.Fits(folder, e, members.Contains(e.Location)));
        return wrong is null ? null : Stale(
            source.Locate(content.PlaceOf(folder, wrong.Name)),
            $"{file} was not made for '{DisplayText.Line(wrong.Name)}': '{DisplayText.Line(wrong.Specifier)}', which {wrong.Location.File}({wrong.Location.Line}) asks for", kind.Command, file);
    }

    private static Diagnostic Stale(SourceLocation place, string what, string command, RelativePath file) =>
        ManifestCheckCodes.LockStale.At(place, $"{what}. Run {command} in {file.Parent} and commit the result.");

    private (RelativePath File, (string Name, Func<SourceText, ILockFile?> Read, string Command) Kind)? Find(RelativePath folder)
    {
        for (; ; folder = folder.Parent)
        {
            foreach (var kind in Kinds)
            {
                if (request.In(folder).FirstOrDefault(f => f.FileName == kind.Name) is { IsRoot: false } file)
                {
                    return (file, kind);
                }
            }

            if (folder.IsRoot)
            {
                return null;
            }
        }
    }

    private (ILockFile? Content, SourceText? Source) Read(RelativePath file, Func<SourceText, ILockFile?> read)
    {
        if (!_read.TryGetValue(file, out var content))
        {
            try
            {
                var source = SourceText.Decode(file.Value, request.Files.Read(file));
                content = (read(source), source);
            }
            catch (ReleaseException)
            {
                // Damaged, or in a form of a later client: that client will say so.
                content = default;
            }

            _read.Add(file, content);
        }

        return content;
    }
}
