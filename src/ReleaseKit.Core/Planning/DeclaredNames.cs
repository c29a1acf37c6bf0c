using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>What names in change files mean: a package's id or name, or the label of a group, which means all of its members.</summary>
internal sealed class DeclaredNames
{
    private readonly PackageNames _packages;
    private readonly Dictionary<string, ImmutableArray<PackageId>> _labels;

    public DeclaredNames(PlanRequest request)
    {
        _packages = new PackageNames(request.Workspace);
        var ofGroups = request.Policy.Groups.SelectMany(group => group.Packages.Select(id => (group.Label, Id: id)));
        var ofPackages = request.Workspace.Packages.Where(p => p.Group is not null).Select(p => (Label: p.Group!, p.Id));
        _labels = ofGroups.Concat(ofPackages).GroupBy(pair => pair.Label, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.Id).Distinct().Order().ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>What the name in a change means.</summary>
    public DeclaredMeaning Resolve(DeclaredChange change)
    {
        var named = _packages.Find(change.Package);
        var labelled = _labels.GetValueOrDefault(change.Package, []);
        var written = DisplayText.Line(change.Package);
        return (named.Length, labelled.Length) switch
        {
            (1, 0) => new DeclaredMeaning(named),
            (0, > 0) => new DeclaredMeaning(labelled, ByLabel: true),
            (0, 0) => Unclear(change, $"'{written}' is no package and no group of this workspace.{_packages.Question(change.Package, _labels.Keys)} -t:Discover lists the packages."),
            (_, 0) => Unclear(change, $"'{written}' names several packages: {string.Join(", ", named)}. Write the id with its ecosystem."),
            _ => Unclear(change, $"'{written}' names {string.Join(", ", named)} and a group as well. Write the package's id with its ecosystem, or give the group another label."),
        };
    }

    private static DeclaredMeaning Unclear(DeclaredChange change, string message) => new([], Problem: IntentCodes.Package.At(change.Location, message));
}

/// <summary>What a name in a change file means.</summary>
/// <param name="Packages">The packages; none when that is unclear.</param>
/// <param name="ByLabel">Whether they are named by their group.</param>
/// <param name="Problem">Why it is unclear; null when it is not.</param>
internal sealed record DeclaredMeaning(ImmutableArray<PackageId> Packages, bool ByLabel = false, Diagnostic? Problem = null);
