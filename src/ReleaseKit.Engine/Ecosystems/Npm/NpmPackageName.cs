using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// npm's rules for package names, as its registry applies them to names that exist already: capitals are read, because
/// old packages have them; everything that could act as an option, a path or markup is refused.
/// </summary>
internal static class NpmPackageName
{
    /// <summary>Longest name the registry takes, scope included.</summary>
    public const int MaxLength = 214;

    private static readonly ImmutableArray<string> Reserved = ["node_modules", "favicon.ico"];

    /// <summary>Whether the name is one that can be published; if not, <paramref name="problem"/> completes "the name …".</summary>
    public static bool IsValid(string name, [NotNullWhen(false)] out string? problem)
    {
        var (scope, bare) = Split(name);
        problem = (scope, bare) switch
        {
            _ when name.Length == 0 => "is empty",
            _ when name.Length > MaxLength => $"has more than {MaxLength} characters",
            _ when name.Contains("..", StringComparison.Ordinal) => "holds '..'",
            _ when scope is { Length: 0 } || bare.Length == 0 => "has an empty scope or nothing after it",
            _ when IsBadStart(name[0]) || IsBadStart(bare[0]) || (scope is not null && IsBadStart(scope[0])) => "begins with a hyphen, a period or an underscore",
            _ when !(scope ?? "").All(IsNameCharacter) || !bare.All(IsNameCharacter) => "holds characters other than letters, digits, '-', '_' and '.' (with one '/' after a @scope)",
            _ when Reserved.Contains(name.ToLowerInvariant()) => "is reserved",
            _ => null,
        };
        return problem is null;
    }

    /// <summary>
    /// Whether a name is merely unfit for publishing, such as <c>My App</c>: harmless in a private package that nobody
    /// can depend on.
    /// </summary>
    public static bool IsHarmless(string name) =>
        name.Length is > 0 and <= MaxLength && !IsBadStart(name[0]) && !name.Any(c => char.IsControl(c) || c is '\\' or '"' or '<' or '>') &&
        !name.Contains("..", StringComparison.Ordinal) && !name.Contains("/-", StringComparison.Ordinal);

    /// <summary>The scope with its at sign, such as <c>@acme</c>; null for an unscoped name.</summary>
    public static string? Scope(string name) => Split(name).Scope is { } scope ? "@" + scope : null;

    /// <summary>The name in a registry's path, <c>@acme%2fcore</c>.</summary>
    public static string Escape(string name) => name.Replace("/", "%2f", StringComparison.Ordinal);

    /// <summary>The file name that npm and pnpm give the packed package, <c>acme-core-1.2.0.tgz</c>.</summary>
    public static string TarballFileName(string name, string version) =>
        $"{name.TrimStart('@').Replace('/', '-')}-{version}.tgz";

    private static (string? Scope, string Bare) Split(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return name.StartsWith('@') && slash > 0 ? (name[1..slash], name[(slash + 1)..]) : (null, name);
    }

    private static bool IsBadStart(char first) => first is '-' or '.' or '_';

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
