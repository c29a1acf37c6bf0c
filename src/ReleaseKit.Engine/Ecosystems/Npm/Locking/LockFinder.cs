using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>Tells which lock file repeats what packages say, and what of it.</summary>
internal sealed class LockFinder
{
    private static readonly byte[] OldYarn = Encoding.ASCII.GetBytes("# yarn lockfile v1");
    private readonly DiscoveryRequest _request;
    private readonly ILookup<RelativePath, LockFileKind> _byFolder;
    private readonly Dictionary<RelativePath, bool> _isOldYarn = [];

    public LockFinder(DiscoveryRequest request)
    {
        _request = request;
        _byFolder = request.Listing.Select(file => (file, Kind: LockFileKind.Of(file))).Where(f => f.Kind is not null && request.Files.FileExists(f.file)).ToLookup(f => f.file.Parent, f => f.Kind!);
    }

    /// <summary>The package with its lock file: the nearest one from its own folder up to its workspace's.</summary>
    public Package Find(PackageDraft draft, WorkspaceRoot? workspace)
    {
        var package = draft.Package;
        for (var folder = package.Directory; ; folder = folder.Parent)
        {
            if (LockFileKind.For(draft.Root?.Client).FirstOrDefault(_byFolder[folder].Contains) is { } kind)
            {
                return With(package, kind, folder.Combine(kind.FileName), workspace);
            }

            if (folder.IsRoot || folder == (workspace?.Directory ?? package.Directory))
            {
                return package;
            }
        }
    }

    private Package With(Package package, LockFileKind kind, RelativePath file, WorkspaceRoot? workspace)
    {
        if (kind == LockFileKind.Yarn)
        {
            return IsOldYarn(file) ? package : package with { RangeLockFile = file };
        }

        // pnpm links members by folder; it tells a version only where a catalogue asks for the member.
        var tellsVersion = kind != LockFileKind.Pnpm || workspace?.Catalogs.Any(entry => entry.Dependency == package.Name) == true;
        return package with { LockFile = tellsVersion ? file : null, RangeLockFile = file };
    }

    /// <summary>Yarn 1 locks what is downloaded, and says nothing of members.</summary>
    private bool IsOldYarn(RelativePath file)
    {
        if (!_isOldYarn.TryGetValue(file, out var isOld))
        {
            _isOldYarn.Add(file, isOld = _request.Files.Read(file).AsSpan().IndexOf(OldYarn) >= 0);
        }

        return isOld;
    }
}
