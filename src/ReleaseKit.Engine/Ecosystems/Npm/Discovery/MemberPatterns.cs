using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>Which folders a workspace definition makes members, by the rules of its client.</summary>
internal sealed class MemberPatterns
{
    private readonly ImmutableArray<DirectoryGlob> _included;
    private readonly ImmutableArray<DirectoryGlob> _excluded;
    private readonly bool _excludesBelow;

    private MemberPatterns(IEnumerable<DirectoryGlob> included, IEnumerable<DirectoryGlob> excluded, bool excludesBelow)
    {
        _included = [.. included];
        _excluded = [.. excluded];
        _excludesBelow = excludesBelow;
    }

    /// <summary>Reads the patterns of a definition.</summary>
    /// <param name="root">The folder of the definition.</param>
    /// <param name="client">The client whose rules apply.</param>
    /// <param name="patterns">The patterns in the order written.</param>
    /// <param name="problems">Receives <c>RK-MANIFEST-INVALID</c> for each pattern that cannot be read.</param>
    public static MemberPatterns Read(RelativePath root, NpmClient client, IReadOnlyList<MemberPattern> patterns, ICollection<Diagnostic> problems)
    {
        var (included, excluded) = client == NpmClient.Npm ? InOrder(patterns) : Apart(patterns);
        var isYarn = client == NpmClient.Yarn;
        return new MemberPatterns(Parse(root, isYarn ? included.Select(BelowOnly) : included, false, problems), Parse(root, excluded, true, problems), isYarn);
    }

    /// <summary>Whether a folder of the repository is a member, given that it has a manifest.</summary>
    public bool Include(RelativePath directory) =>
        _included.Any(glob => glob.Matches(directory)) && !IsExcluded(directory);

    /// <summary>Yarn does not look into an excluded folder; the others only pass over the folder itself.</summary>
    private bool IsExcluded(RelativePath directory) =>
        _excluded.Any(glob => glob.Matches(directory)) || (_excludesBelow && !directory.IsRoot && IsExcluded(directory.Parent));

    /// <summary>In Yarn <c>packages/**</c> means what is below the folder, not the folder itself.</summary>
    private static MemberPattern BelowOnly(MemberPattern pattern) =>
        pattern.Text.TrimEnd('/') is var text && (text == "**" || text.EndsWith("/**", StringComparison.Ordinal)) ? pattern with { Text = text + "/*" } : pattern;

    private static IEnumerable<DirectoryGlob> Parse(
        RelativePath root, IEnumerable<MemberPattern> patterns, bool matchHidden, ICollection<Diagnostic> problems)
    {
        foreach (var pattern in patterns)
        {
            if (DirectoryGlob.TryParse(root, pattern.Text, matchHidden, out var glob, out var problem))
            {
                yield return glob;
            }
            else
            {
                problems.Add(ManifestCodes.Invalid.At(pattern.Location, $"The workspace pattern '{pattern.Text}' {problem}."));
            }
        }
    }

    /// <summary>pnpm and Yarn: an exclusion holds wherever it stands.</summary>
    private static (IEnumerable<MemberPattern> Included, IEnumerable<MemberPattern> Excluded) Apart(IReadOnlyList<MemberPattern> patterns)
    {
        static bool IsExclusion(MemberPattern pattern) =>
            pattern.Text.StartsWith('!') && !pattern.Text.StartsWith("!(", StringComparison.Ordinal);

        return (patterns.Where(p => !IsExclusion(p)), patterns.Where(IsExclusion).Select(p => p with { Text = p.Text[1..] }));
    }

    /// <summary>
    /// npm: a later inclusion that an exclusion covers, taken as text, lifts that exclusion; an inclusion that a remaining
    /// exclusion covers, taken as text, is dropped as a whole (<c>@npmcli/map-workspaces</c>).
    /// </summary>
    private static (IEnumerable<MemberPattern> Included, IEnumerable<MemberPattern> Excluded) InOrder(IReadOnlyList<MemberPattern> patterns)
    {
        var included = new List<MemberPattern>();
        var excluded = new List<MemberPattern>();
        foreach (var pattern in patterns)
        {
            var bare = pattern.Text.TrimStart('!');
            var isExclusion = (pattern.Text.Length - bare.Length) % 2 == 1;
            var anchored = pattern with { Text = TrimAnchor(bare) };
            if (isExclusion)
            {
                excluded.Add(anchored);
                continue;
            }

            excluded.RemoveAll(exclusion => Covers(exclusion.Text, anchored.Text));
            included.Add(anchored);
        }

        included.RemoveAll(inclusion => excluded.Any(exclusion => Covers(exclusion.Text, inclusion.Text)));
        return (included, excluded);
    }

    /// <summary>A leading slash or period-slash means the root itself.</summary>
    private static string TrimAnchor(string pattern)
    {
        var rest = pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[1..] : pattern;
        return rest.TrimStart('/');
    }

    private static bool Covers(string exclusion, string inclusion) =>
        RelativePath.TryParse(inclusion, out var text) &&
        DirectoryGlob.TryParse(RelativePath.Root, exclusion, matchHidden: false, out var glob, out _) && glob.Matches(text);
}
