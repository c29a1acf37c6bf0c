using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>npm's rules for package names.</summary>
internal static partial class NpmName
{
    /// <summary>Whether a package of this name may exist; old ones may have capitals.</summary>
    public static bool MayExist(string name) => name.Length <= 214 && Old().IsMatch(name);

    /// <summary>Whether a package of this name may be published today.</summary>
    public static bool MayBePublished(string name) => MayExist(name) && New().IsMatch(name) && name is not ("node_modules" or "favicon.ico");

    /// <summary>The name without its scope.</summary>
    public static string Unscoped(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The name as it stands in the path of a packument.</summary>
    public static string InUrl(string name) => name.Replace("/", "%2f", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:@[A-Za-z0-9~_-][A-Za-z0-9._~-]*/)?[A-Za-z0-9~_-][A-Za-z0-9._~!'()*-]*\z")]
    private static partial Regex Old();

    [GeneratedRegex(@"^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*\z")]
    private static partial Regex New();
}
