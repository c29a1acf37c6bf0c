using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>
/// A list of names and glob patterns, read as micromatch and picomatch read them: in order, a pattern that begins with
/// <c>!</c> takes out what came before.
/// </summary>
public sealed class NamePatterns
{
    private readonly ImmutableArray<Pattern> _patterns;

    private NamePatterns(ImmutableArray<Pattern> patterns, SourceLocation location)
    {
        _patterns = patterns;
        Location = location;
    }

    /// <summary>Where the list is written.</summary>
    public SourceLocation Location { get; }

    /// <summary>Reads patterns, each with its place.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGESETS-CONFIG</c>: one cannot be read.</exception>
    public static NamePatterns Parse(IEnumerable<(string Text, SourceLocation Location)> patterns, SourceLocation location) =>
        new([.. patterns.Select(p => Parse(p.Text, p.Location))], location);

    /// <summary>Whether a name is in the list.</summary>
    public bool Matches(string name)
    {
        // A list of exclusions only takes from everything.
        var path = RelativePath.TryParse(name, out var parsed) ? parsed : RelativePath.Root;
        var matches = _patterns.Length > 0 && _patterns.All(p => p.IsNegated);
        foreach (var pattern in _patterns)
        {
            matches = pattern.IsNegated ? matches && !pattern.Matches(name, path) : matches || pattern.Matches(name, path);
        }

        return matches;
    }

    /// <summary>The patterns that concern none of the names.</summary>
    public IEnumerable<(string Text, SourceLocation Location)> Unmatched(IReadOnlyCollection<string> names) =>
        from pattern in _patterns
        where !names.Any(name => pattern.Matches(name, RelativePath.TryParse(name, out var path) ? path : RelativePath.Root) != pattern.IsNegated)
        select (pattern.Text, pattern.Location);

    private static Pattern Parse(string text, SourceLocation location)
    {
        // A group of exclusions with a slash in it stands for all names but those, whatever their depth.
        if (text.StartsWith("!(", StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) == text.Length - 1 && text.Contains('/', StringComparison.Ordinal))
        {
            var others = text[2..^1].Split('|').Select(alternative => Parse(alternative, location)).ToArray();
            return new Pattern(text, IsNegated: false, (name, path) => !others.Any(other => other.Matches(name, path)), location);
        }

        var isNegated = text.StartsWith('!') && !text.StartsWith("!(", StringComparison.Ordinal);
        return DirectoryGlob.TryParse(RelativePath.Root, isNegated ? text[1..] : text, matchHidden: false, out var glob, out var problem)
            ? new Pattern(text, isNegated, (_, path) => !path.IsRoot && glob.Matches(path), location)
            : throw new ReleaseException(ChangesetsCodes.Invalid.At(location, $"The pattern '{Core.Text.DisplayText.Line(text)}' {problem}. Write the name of a package, or a pattern such as @acme/*."));
    }

    private sealed record Pattern(string Text, bool IsNegated, Func<string, RelativePath, bool> Glob, SourceLocation Location)
    {
        public bool Matches(string name, RelativePath path) => Text == name || Glob(name, path);
    }
}
