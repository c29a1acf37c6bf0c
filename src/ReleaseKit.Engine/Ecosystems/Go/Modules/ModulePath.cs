using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>
/// The path of a Go module, taken apart into what stays and the suffix for its major version: <c>example.com/core</c> and
/// <c>/v2</c>. Packages are named by what stays, so that a major release does not make another package of them.
/// </summary>
/// <param name="Name">The path without its suffix; paths of <c>gopkg.in</c>, whose suffix cannot be taken off, stay whole.</param>
/// <param name="Major">The major version of the suffix; 0 for a path without one, which has 0 and 1.</param>
internal sealed record ModulePath(string Name, long Major)
{
    private const int LongestPath = 200;
    private const long FirstInPath = 2;

    /// <summary>Takes a path apart.</summary>
    public static ModulePath Split(string path)
    {
        var slash = path.LastIndexOf('/');
        var last = path[(slash + 1)..];
        return slash > 0 && last.Length > 1 && last[0] == 'v' && last[1] is >= '1' and <= '9' && last.Skip(1).All(char.IsAsciiDigit) &&
            long.TryParse(last[1..], out var major) && major >= FirstInPath
            ? new ModulePath(path[..slash], major)
            : new ModulePath(path, 0);
    }

    /// <summary>The path under which a version of a module is published: with a suffix from version 2 on, which replaces one of another major version.</summary>
    public static string For(string name, string version)
    {
        var major = GoVersion.Parse(version).Major;
        return major < FirstInPath || name.StartsWith("gopkg.in/", StringComparison.Ordinal) ? name : $"{Split(name).Name}/v{major}";
    }

    /// <summary>Whether clients can fetch the module: its first element is a domain.</summary>
    public static bool HasDomain(string path) => path.Split('/')[0].Contains('.', StringComparison.Ordinal);

    /// <summary>What is wrong with a text as a module path, by the rules of <c>golang.org/x/mod/module</c>; null when nothing is.</summary>
    public static string? Problem(string path)
    {
        if (path.Length is 0 or > LongestPath)
        {
            return $"has {path.Length} characters, where 1 to {LongestPath} are possible";
        }

        return path.Split('/').Select(ProblemOfElement).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The path as proxies and module caches write it: an exclamation mark and a small letter for every capital one.</summary>
    public static string Escape(string path) => string.Concat(path.Select(c => char.IsAsciiLetterUpper(c) ? $"!{(char)(c | 0x20)}" : $"{c}"));

    private static string? ProblemOfElement(string element) =>
        element.Length == 0 ? "has an empty element"
        : element.StartsWith('.') || element.EndsWith('.') ? "has an element that begins or ends with a dot"
        : element.StartsWith('-') ? "has an element that begins with a hyphen"
        : !element.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~') ? "has characters other than letters, digits and -._~"
        : null;
}
