using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tags;

/// <summary>Recognises how a repository has named its tags until now.</summary>
public static class TagFormatDetector
{
    private const int Sample = 2000;

    /// <summary>In order of preference; the first wins among those that match equally many tags.</summary>
    private static readonly string[] Common =
    [
        "{name}-v{version}", "{name}@{version}", "{name}/v{version}", "{name}@v{version}", "{name}-{version}", "{name}/{version}", "{name}_v{version}",
        "{ecosystem}/{name}-v{version}", "{ecosystem}/{name}/v{version}", "{ecosystem}-{name}-v{version}", "{ecosystem}/{name}@{version}", "{label}-v{version}", "{label}/v{version}",
        "v{version}", "{version}", "release-{version}", "release/{version}",
        "{directory}/v{version}", "{directory}-v{version}", "{directory}@{version}",
        "{unscoped}-v{version}", "{unscoped}@{version}", "{unscoped}/v{version}", "{unscoped}@v{version}", "{unscoped}-{version}", "{unscoped}/{version}",
    ];

    /// <summary>
    /// The format that explains the most tags, those of the packages' own current versions counting most; null when none
    /// explains any. Formats are the common ones and those read off tags that hold a package's name and version.
    /// </summary>
    public static string? Suggest(IReadOnlyList<Package> packages, Func<Package, IVersionScheme> schemeOf, IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(tags);
        var names = tags.Take(Sample).ToArray();
        var best = Common.Concat(Derived(packages, names)).Distinct(StringComparer.Ordinal).Where(format => !Confuses(format, packages))
            .Select(format => (format, score: Score(format, packages, schemeOf, names)))
            .MaxBy(candidate => candidate.score);
        return best.score.Matched > 0 ? best.format : null;
    }

    private static (int Current, int Matched) Score(string text, IReadOnlyList<Package> packages, Func<Package, IVersionScheme> schemeOf, string[] tags)
    {
        var format = TagFormat.Parse(text);
        var index = new TagIndex(format, packages, schemeOf, tags, _ => "");

        // What all packages share says something only about those that have the newest version.
        var isShared = packages.Select(format.AffixesOf).Distinct().Count() < packages.Count;
        var current = packages.Count(p => p.Version is not null && index.TagsOf(p.Id).Take(isShared ? 1 : int.MaxValue).Any(t => t.Version == p.Version));
        return (current, tags.Length - index.Unmatched.Length);
    }

    /// <summary>Whether packages would share tags because only a part of what tells them apart is in the format: the name without its scope, or the folder.</summary>
    private static bool Confuses(string text, IReadOnlyList<Package> packages) =>
        (text.Contains("{unscoped}", StringComparison.Ordinal) || text.Contains("{directory}", StringComparison.Ordinal)) &&
        packages.Select(TagFormat.Parse(text).AffixesOf).Distinct().Count() < packages.Count;

    /// <summary>Tags in which the text of a package's version stands once, with it and the name made placeholders.</summary>
    private static IEnumerable<string> Derived(IReadOnlyList<Package> packages, string[] tags)
    {
        var byVersion = packages.Where(p => p.Version is { Length: > 2 }).ToLookup(p => p.Version!, StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var own = packages.SelectMany(p => new[] { TagName.Cleaned(p.Name), UnscopedName(p) }).ToHashSet(StringComparer.Ordinal);
        foreach (var (tag, version) in tags.SelectMany(tag => byVersion.Where(g => tag.Contains(g.Key, StringComparison.Ordinal)).Select(g => (tag, g.Key))))
        {
            var at = tag.IndexOf(version, StringComparison.Ordinal);
            var (before, after) = (tag[..at], tag[(at + version.Length)..]);
            if (IsPartOfMore(before, after))
            {
                continue;
            }

            foreach (var package in byVersion[version])
            {
                var text = Generalised(before, package) + "{version}" + Generalised(after, package);

                // A tag of one package says nothing about another one that happens to have the same version.
                if (TagFormat.TryParse(text, out _) && !own.Contains(text.Replace("{version}", "", StringComparison.Ordinal).TrimEnd('v').TrimEnd('@', '-', '/', '_')))
                {
                    counts[text] = counts.GetValueOrDefault(text) + 1;
                }
            }
        }

        // Each is tried against every tag, so only the few that explain most are.
        return counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(10).Select(c => c.Key);
    }

    /// <summary>Whether a version was found within a longer one: 1.0.0 in 1.0.0-rc.1 or 21.0.0.</summary>
    private static bool IsPartOfMore(string before, string after) =>
        (before.Length > 0 && (char.IsAsciiDigit(before[^1]) || before[^1] == '.')) || (after.Length > 0 && (char.IsAsciiLetterOrDigit(after[0]) || after[0] is '-' or '+' or '.'));

    private static string UnscopedName(Package package)
    {
        var name = TagName.Cleaned(package.Name);
        return name[(name.LastIndexOf('/') + 1)..];
    }

    private static string Generalised(string text, Package package)
    {
        var name = TagName.Cleaned(package.Name);
        var unscoped = UnscopedName(package);
        return text.Contains(name, StringComparison.Ordinal) ? text.Replace(name, "{name}", StringComparison.Ordinal)
            : !package.Directory.IsRoot && text.Contains(package.Directory.Value, StringComparison.Ordinal) ? text.Replace(package.Directory.Value, "{directory}", StringComparison.Ordinal)
            : unscoped.Length > 0 && text.Contains(unscoped, StringComparison.Ordinal) ? text.Replace(unscoped, "{unscoped}", StringComparison.Ordinal)
            : text;
    }
}
