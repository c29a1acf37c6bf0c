using System.Collections.Immutable;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Finds the members of the groups that configuration declares.</summary>
internal static class GroupMembers
{
    /// <summary>The groups in ordinal order of label, members in ordinal order of id.</summary>
    /// <exception cref="ReleaseException"><c>RK-GROUP-EMPTY</c>, once for each pattern that is no package.</exception>
    public static ImmutableArray<VersionGroup> Find(Workspace workspace, IReadOnlyDictionary<string, GroupConfiguration> groups)
    {
        var problems = new List<Diagnostic>();
        ImmutableArray<VersionGroup> found =
        [
            .. from pair in groups.OrderBy(pair => pair.Key, StringComparer.Ordinal)
               let members = workspace.Packages.Where(p => p.Group == pair.Key).Concat(pair.Value.Packages.SelectMany(pattern => Matches(pattern, pair.Key, pair.Value, workspace, problems)))
               select new VersionGroup(pair.Key, pair.Value.Versioning, [.. members.Select(p => p.Id).Distinct().Order()]),
        ];
        problems.AddRange(found.Where(group => group.Packages.IsEmpty && groups[group.Label].Packages.IsEmpty).Select(group => PlanCodes.GroupEmpty.At(
            groups[group.Label].Location, $"No package is in the group {group.Label}. List them in packages, or write group = \"{group.Label}\" into their own releasekit.toml.")));
        return problems.Count == 0 ? found : throw new ReleaseException(problems);
    }

    private static Package[] Matches(string pattern, string label, GroupConfiguration group, Workspace workspace, List<Diagnostic> problems)
    {
        var patterns = new PackagePatterns(pattern);
        Package[] matches = [.. workspace.Packages.Where(patterns.Match)];
        if (matches.Length == 0)
        {
            problems.Add(PlanCodes.GroupEmpty.At(
                group.Location, $"'{pattern}' of the group {label} is no package and no directory of one.{new PackageNames(workspace).Question(pattern)} -t:Discover lists the packages."));
        }

        return matches;
    }
}
