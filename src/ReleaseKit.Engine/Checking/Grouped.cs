using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Checking;

/// <summary>Says of many packages at once what would be noise if it were said of each.</summary>
internal static class Grouped
{
    private const int Shown = 3;

    /// <summary>One diagnostic for all packages of which the same is to be said, at the first one's manifest; none when there is no package.</summary>
    /// <param name="code">The code.</param>
    /// <param name="packages">The packages.</param>
    /// <param name="singular">What is said of one, behind its name.</param>
    /// <param name="plural">What is said of several, behind their names.</param>
    /// <param name="remedy">What to do.</param>
    public static ImmutableArray<Diagnostic> Say(DiagnosticDescriptor code, IEnumerable<Package> packages, string singular, string plural, string remedy)
    {
        var all = packages.OrderBy(p => p.Id).ToArray();
        return all.Length == 0 ? [] : [code.At(new SourceLocation(all[0].Manifest.Value), $"{Names(all)} {(all.Length == 1 ? singular : plural)}. {remedy}")];
    }

    private static string Names(Package[] packages) =>
        packages.Length <= Shown + 1 ? string.Join(" and ", new[] { string.Join(", ", packages[..^1].Select(p => p.Id)), packages[^1].Id.ToString() }.Where(part => part.Length > 0))
        : $"{string.Join(", ", packages[..Shown].Select(p => p.Id))} and {packages.Length - Shown} more packages";
}
