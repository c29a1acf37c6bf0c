using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>Tells whom a range in a lock file is about.</summary>
internal static class LockNames
{
    /// <summary>Whether a name, or the name that it stands for, is a package's of this repository.</summary>
    public static bool IsOwn(string name, string specifier, Func<string, bool> isOwn)
    {
        var parsed = DependencySpecifier.Parse(specifier);
        return isOwn(parsed.Alias ?? name);
    }
}
