using System.Collections.Immutable;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>The lock files of the JavaScript clients.</summary>
/// <param name="FileName">What the file is called.</param>
/// <param name="Edit">Splices the values of our own packages.</param>
/// <param name="Read">Lists what it holds fast of others, given which names are ours.</param>
internal sealed record LockFileKind(
    string FileName, Func<SourceText, IReadOnlyList<ManifestChange>, ImmutableArray<TextEdit>> Edit, Func<SourceText, Func<string, bool>, IEnumerable<LockedEntry>> Read)
{
    public static LockFileKind Pnpm { get; } = new("pnpm-lock.yaml", PnpmLockEditor.Edit, PnpmLockReader.Read);

    public static LockFileKind Yarn { get; } = new("yarn.lock", YarnLockEditor.Edit, YarnLockReader.Read);

    public static LockFileKind Shrinkwrap { get; } = new("npm-shrinkwrap.json", PackageLockEditor.Edit, JavaScriptLockReader.ReadNpm);

    public static LockFileKind Npm { get; } = new("package-lock.json", PackageLockEditor.Edit, JavaScriptLockReader.ReadNpm);

    public static LockFileKind Bun { get; } = new("bun.lock", BunLockEditor.Edit, JavaScriptLockReader.ReadBun);

    /// <summary>All of them; where several lie in one folder, a client's own comes first.</summary>
    public static ImmutableArray<LockFileKind> For(NpmClient? client) => client switch
    {
        NpmClient.Pnpm => [Pnpm],
        NpmClient.Yarn => [Yarn, Bun, Shrinkwrap, Npm],
        _ => [Shrinkwrap, Npm, Bun, Pnpm, Yarn],
    };

    /// <summary>The kind of a file; null when it is no lock file.</summary>
    public static LockFileKind? Of(RelativePath file) =>
        new[] { Pnpm, Yarn, Shrinkwrap, Npm, Bun }.FirstOrDefault(kind => kind.FileName == file.FileName);
}
