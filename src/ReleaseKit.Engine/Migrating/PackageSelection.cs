using System.Text.RegularExpressions;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Migrating;

/// <summary>Packages by names, folders and patterns as JavaScript's tools write them; <c>!</c> takes some out again.</summary>
internal static class PackageSelection
{
    /// <summary>The packages, in the order of the workspace, and entries that fit none.</summary>
    public static (Package[] Packages, string[] Unmatched) Of(IReadOnlyCollection<string> entries, IReadOnlyCollection<Package> packages)
    {
        var chosen = new HashSet<PackageId>();
        var unmatched = new List<string>();
        if (entries.Count > 0 && entries.All(e => e.StartsWith('!')))
        {
            chosen.UnionWith(packages.Select(p => p.Id));
        }

        foreach (var entry in entries)
        {
            var fitting = packages.Where(p => Fits(entry.TrimStart('!'), p)).Select(p => p.Id).ToArray();
            if (fitting.Length == 0)
            {
                unmatched.Add(entry);
            }
            else if (entry.StartsWith('!'))
            {
                chosen.ExceptWith(fitting);
            }
            else
            {
                chosen.UnionWith(fitting);
            }
        }

        return ([.. packages.Where(p => chosen.Contains(p.Id))], [.. unmatched]);
    }

    /// <summary>A project without a name of its own is called as its folder.</summary>
    private static bool Fits(string entry, Package package)
    {
        var expression = $@"\A{Regex.Escape(entry.TrimStart('.', '/')).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}\z";
        return new[] { package.Name, package.Directory.Value, package.Directory.FileName }
            .Any(name => Regex.IsMatch(name, expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)) || entry is "*" or "**";
    }
}
